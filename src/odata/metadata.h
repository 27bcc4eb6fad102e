#pragma once

#include "odata/model.h"

namespace pb::odata {

// The schema of these sets as CSDL XML (OData 4.0): what tools read first.
[[nodiscard]] auto metadata_document(std::span<Set const> sets) -> std::string;
// The service document: which sets there are. `root` is its own address, with a slash at its end.
[[nodiscard]] auto service_document(std::span<Set const> sets, std::string const& root) -> std::string;

}  // namespace pb::odata
