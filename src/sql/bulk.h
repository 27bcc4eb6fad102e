#pragma once

#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/session.h"

namespace pb::sql {

// Rows in one statement: few different statements, so that each is prepared once.
inline constexpr std::size_t kBulkSteps[] = {100, 10, 1};

// "insert into <into> values ($1, $2), ($3, $4), ... <suffix>"
inline auto bulk_statement(std::string_view into, std::size_t columns, std::size_t rows,
                           std::string_view suffix) -> std::string {
  auto text = "insert into " + std::string(into) + " values ";
  for (std::size_t row = 0, number = 1; row < rows; ++row) {
    text += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < columns; ++column, ++number) {
      text += (column == 0 ? "$" : ", $") + std::to_string(number);
    }
    text += ')';
  }
  return text.append(" ").append(suffix);
}

// Inserts aggregates whose fields stand in the order of the columns named in `into` ("plans (territory_id,
// day)"), many in one statement. `suffix` may say "on conflict do nothing", or "returning id" for `sink`.
// Returns how many rows were inserted.
template <class Row>
auto insert_rows(Session& session, std::string_view into, std::span<Row const> rows,
                 std::string_view suffix = {}, RowSink const& sink = {}) -> std::int64_t {
  constexpr auto kColumns = boost::pfr::tuple_size_v<Row>;
  std::vector<Value> values;
  std::int64_t inserted = 0;
  auto const insert = [&](std::size_t count, std::string const& statement) {
    values.clear();
    for (auto const& row : rows.first(count)) {
      boost::pfr::for_each_field(
          row, [&]<class Field>(Field const& field) { values.push_back(Column<Field>::write(field)); });
    }
    inserted += session.connection().execute(statement, values, sink);
    rows = rows.subspan(count);
  };
  for (auto const step : kBulkSteps) {
    if (rows.size() < step) continue;
    auto const statement = bulk_statement(into, kColumns, step, suffix);
    while (rows.size() >= step) insert(step, statement);
  }
  return inserted;
}

// "<statement> in ($1, $2, ...)" for all the values, as many in one statement as kBulkSteps says. Returns how
// many rows were changed.
template <class T>
auto run_for_each_of(Session& session, std::string const& statement, std::span<T const> values)
    -> std::int64_t {
  std::vector<Value> arguments;
  std::int64_t changed = 0;
  for (auto const step : kBulkSteps) {
    if (values.size() < step) continue;
    std::string text = statement + " in ";
    for (std::size_t number = 1; number <= step; ++number) {
      text += (number == 1 ? "($" : ", $") + std::to_string(number);
    }
    text += ')';
    for (; values.size() >= step; values = values.subspan(step)) {
      arguments.clear();
      for (auto const& value : values.first(step)) arguments.push_back(Column<T>::write(value));
      changed += session.connection().execute(text, arguments, {});
    }
  }
  return changed;
}

}  // namespace pb::sql
