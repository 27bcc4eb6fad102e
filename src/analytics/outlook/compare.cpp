#include "analytics/outlook/compare.h"

#include <map>

namespace pb::analytics {
namespace {

auto group_by(Dimension dimension) -> GroupBy {
  switch (dimension) {
    case Dimension::office:
      return {.office = true};
    case Dimension::geo:
      return {.geo = true};
    case Dimension::territory:
      return {.territory = true};
    case Dimension::manager:
      return {.manager = true};
  }
  return {};
}

auto key_of(Cell const& cell, Dimension dimension) -> Index {
  switch (dimension) {
    case Dimension::office:
      return cell.office;
    case Dimension::geo:
      return cell.geo;
    case Dimension::territory:
      return cell.territory;
    case Dimension::manager:
      return cell.manager;
  }
  return kAnyone;
}

}  // namespace

auto compare(Version const& version, Slice where, DayRange before, DayRange after, Dimension dimension)
    -> Result<std::vector<ComparedRow>> {
  where.grain.reset();
  where.group_by = group_by(dimension);
  std::map<Index, ComparedRow> rows;
  auto const read = [&](DayRange days, Totals ComparedRow::* totals) -> Result<void> {
    where.first = days.first;
    where.last = days.last;
    PB_TRY(auto const cells, version.scan(where));
    for (auto const& cell : cells) {
      auto const key = key_of(cell, dimension);
      auto& row = rows[key];
      row.key = key;
      row.*totals = cell.totals;
    }
    return {};
  };
  PB_CHECK(read(before, &ComparedRow::before));
  PB_CHECK(read(after, &ComparedRow::after));
  std::vector<ComparedRow> result;
  result.reserve(rows.size());
  for (auto const& [key, row] : rows) result.push_back(row);
  return result;
}

}  // namespace pb::analytics
