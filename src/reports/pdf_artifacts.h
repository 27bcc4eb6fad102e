#pragma once

#include <string>
#include <string_view>

namespace pb::reports {

// The content of a page (ISO 32000-1, 7.8.2) in which everything that is painted outside of marked content is
// marked as an artifact: what is not tagged says nothing, and a reader of PDF/UA wants that said.
[[nodiscard]] auto mark_artifacts(std::string_view content) -> std::string;

}  // namespace pb::reports
