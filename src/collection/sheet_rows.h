#pragma once

#include "collection/plan_sheet.h"
#include "store/sheets.h"

namespace pb::collection {

// Rows of the store as the actor sees them, with their sum and counts.
auto sheet_of(std::vector<store::ValueRow> const& rows, Actor const& actor) -> Sheet;

}  // namespace pb::collection
