#pragma once

#include <array>
#include <boost/pfr/core.hpp>
#include <expected>
#include <functional>
#include <type_traits>

#include "sql/value.h"

namespace pb::sql {

enum class Dialect { sqlite, postgresql };

// The current row of a running statement; values are valid until the next row.
class RowView {
 public:
  virtual ~RowView() = default;
  [[nodiscard]] virtual Value column(std::size_t index) const = 0;
  [[nodiscard]] virtual std::size_t columns() const = 0;
};

using RowSink = std::function<void(RowView const&)>;

// A driver's connection inside a transaction. Prepared statements are cached by their text. After a statement
// failed, every later one fails too, until a savepoint is undone: both engines then agree on what a unit that
// swallows an error leaves behind (nothing).
class Connection {
 public:
  virtual ~Connection() = default;
  // Runs one statement; calls `sink` for each row; returns the number of rows changed or returned.
  virtual std::int64_t execute(std::string_view sql, std::span<Value const> args, RowSink const& sink) = 0;
  // Runs several statements without arguments (migrations).
  virtual void execute_script(std::string_view sql) = 0;
  // Savepoints nest. Undoing takes back what was written since the last one was set, and never throws: where
  // the transaction itself is gone, the next statement says so.
  virtual void set_savepoint() = 0;
  virtual void keep_savepoint() = 0;
  virtual void undo_savepoint() noexcept = 0;
  [[nodiscard]] virtual Dialect dialect() const = 0;
};

template <class T>
concept IsColumn = requires(Value const& value) {
  { Column<T>::read(value) };
};

// Reads a row into a single column type, or into an aggregate whose fields stand in column order.
template <class Row>
auto read_row(RowView const& view) -> Row {
  if constexpr (IsColumn<Row>) {
    return Column<Row>::read(view.column(0));
  } else {
    Row row{};
    std::size_t index = 0;
    boost::pfr::for_each_field(row, [&](auto& field) {
      field = Column<std::remove_cvref_t<decltype(field)>>::read(view.column(index++));
    });
    if (index != view.columns())
      throw SqlError("a row has another number of columns than its struct has fields");
    return row;
  }
}

// What a unit of work speaks SQL through. Lives inside Database::read or ::write, on one thread, never
// longer. SQL text is the same for both engines: lower case, explicit columns, arguments `$1 $2 ...` numbered
// in the order of their first use. In a read session every write fails. Text is UTF-8 without NUL, a real is
// a number: anything else is an SqlError on both engines, not something that reads back changed.
class Session {
 public:
  explicit Session(Connection& connection) : connection_(connection) {}
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  template <class Row, class... Args>
  auto all(std::string_view sql, Args const&... args) -> std::vector<Row> {
    std::vector<Row> rows;
    execute(sql, [&](RowView const& view) { rows.push_back(read_row<Row>(view)); }, args...);
    return rows;
  }
  // The first row, if there is one.
  template <class Row, class... Args>
  auto one(std::string_view sql, Args const&... args) -> std::optional<Row> {
    std::optional<Row> row;
    execute(
        sql,
        [&](RowView const& view) {
          if (!row) row = read_row<Row>(view);
        },
        args...);
    return row;
  }
  // One row at a time, for results that should not be held whole.
  template <class Row, class F, class... Args>
  void each(std::string_view sql, F f, Args const&... args) {
    execute(sql, [&](RowView const& view) { f(read_row<Row>(view)); }, args...);
  }
  // A statement that returns no rows; the number of rows changed.
  template <class... Args>
  std::int64_t run(std::string_view sql, Args const&... args) {
    return execute(sql, RowSink(), args...);
  }

  // Runs f; if it throws or returns a std::expected without value, its writes alone are undone.
  template <class F>
  auto savepoint(F f) -> std::invoke_result_t<F> {
    connection_.set_savepoint();
    try {
      if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
        f();
        connection_.keep_savepoint();
      } else {
        auto result = f();
        if (succeeded(result)) {
          connection_.keep_savepoint();
        } else {
          connection_.undo_savepoint();
        }
        return result;
      }
    } catch (...) {
      connection_.undo_savepoint();
      throw;
    }
  }

  // Wakes whoever listens to `topic` (Database::listen), here and on other nodes, once this unit is
  // committed.
  void notify(std::string_view topic);
  [[nodiscard]] auto notified() const -> std::vector<std::string> const& { return topics_; }

  [[nodiscard]] Dialect dialect() const { return connection_.dialect(); }
  [[nodiscard]] Connection& connection() { return connection_; }

  template <class T>
  static bool succeeded(T const&) {
    return true;
  }
  template <class T, class E>
  static bool succeeded(std::expected<T, E> const& result) {
    return result.has_value();
  }

 private:
  template <class... Args>
  std::int64_t execute(std::string_view sql, RowSink const& sink, Args const&... args) {
    std::array<Value, sizeof...(Args)> const values{Column<Args>::write(args)...};
    return connection_.execute(sql, values, sink);
  }

  Connection& connection_;
  std::vector<std::string> topics_;
};

}  // namespace pb::sql
