#include "analytics/query/table_json.h"

#include <boost/json/array.hpp>

#include "base/enum_name.h"

namespace pb::analytics {
namespace {

namespace json = boost::json;

auto days_to_json(DayRange const& days) -> json::value {
  return {{"from", to_iso(days.first)}, {"to", to_iso(days.last)}};
}

auto value_to_json(Value const& value) -> json::value {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (auto const* const real = std::get_if<double>(&value)) return *real;
  return nullptr;
}

auto label_to_json(Label const& label) -> json::value {
  if (!label.id) return nullptr;
  return {{"id", *label.id}, {"name", label.name}};
}

void append(json::array& array, std::vector<Value> const& values) {
  for (auto const& value : values) array.push_back(value_to_json(value));
}

auto row_to_json(TableRow const& row) -> json::array {
  json::array array;
  if (row.period) array.push_back(days_to_json(*row.period));
  for (auto const& label : row.labels) array.push_back(label_to_json(label));
  append(array, row.values);
  return array;
}

// As long as a row; where that has its period and labels, there is null.
auto sums_to_json(Table const& table, std::vector<Value> const& values) -> json::array {
  json::array array(table.columns.size() - values.size(), nullptr);
  append(array, values);
  return array;
}

auto note_to_json(Note const& note) -> json::value {
  return {{"code", enum_name(note.code)}, {"columns", json::array(note.columns.begin(), note.columns.end())}};
}

}  // namespace

auto to_json(Table const& table) -> json::object {
  json::array columns;
  for (auto const& column : table.columns)
    columns.push_back({{"name", column.name}, {"kind", enum_name(column.kind)}});
  json::array rows;
  for (auto const& row : table.rows) rows.push_back(row_to_json(row));
  json::array notes;
  for (auto const& note : table.notes) notes.push_back(note_to_json(note));

  json::object object{{"columns", std::move(columns)},
                      {"rows", std::move(rows)},
                      {"totals", sums_to_json(table, table.totals)},
                      {"rows_in_all", table.rows_in_all},
                      {"as_of", table.as_of},
                      {"range", days_to_json(table.range)},
                      {"notes", std::move(notes)}};
  if (table.others) object["others"] = sums_to_json(table, *table.others);
  if (table.compared_range) object["compared_range"] = days_to_json(*table.compared_range);
  return object;
}

}  // namespace pb::analytics
