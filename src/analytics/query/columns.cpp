#include "analytics/query/columns.h"

namespace pb::analytics {

auto compares(Query const& query, AskedMeasure const& measure) -> bool {
  if (!query.compare) return false;
  if (*query.compare != Comparison::target) return true;
  auto const* const known = std::get_if<Measure>(&measure);
  return known != nullptr && (*known == Measure::plan || *known == Measure::fact);
}

auto number_columns(Query const& query) -> std::vector<NumberColumn> {
  std::vector<NumberColumn> columns;
  for (std::size_t index = 0; index < query.measures.size(); ++index) {
    auto const& measure = query.measures[index];
    auto const name = name_of(measure);
    auto const kind = kind_of(measure);
    columns.push_back({name, kind, index, Part::own});
    if (!compares(query, measure)) continue;
    columns.push_back({compared_column(name), kind, index, Part::compared});
    columns.push_back({change_column(name), kind, index, Part::change});
    if (kind != Kind::ratio) columns.push_back({percent_column(name), Kind::ratio, index, Part::percent});
  }
  return columns;
}

}  // namespace pb::analytics
