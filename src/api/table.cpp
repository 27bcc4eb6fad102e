#include "api/table.h"

#include <boost/json/array.hpp>

#include "analytics/query/table_json.h"
#include "api/decimal.h"

namespace pb::api {
namespace {

namespace json = boost::json;

void write_amounts(json::array& row, std::vector<std::size_t> const& columns) {
  for (auto const column : columns) {
    if (auto const* const minor = row[column].if_int64()) row[column] = to_decimal(Money{*minor});
  }
}

}  // namespace

auto represented(analytics::Table const& table) -> json::object {
  auto object = analytics::to_json(table);
  std::vector<std::size_t> amounts;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    if (table.columns[at].kind == analytics::ColumnKind::money) amounts.push_back(at);
  }
  for (auto& row : object["rows"].as_array()) write_amounts(row.as_array(), amounts);
  write_amounts(object["totals"].as_array(), amounts);
  if (auto* const others = object.if_contains("others")) write_amounts(others->as_array(), amounts);
  return object;
}

}  // namespace pb::api
