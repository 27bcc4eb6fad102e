#pragma once

#include "sql/session.h"

struct pg_result;

namespace pb::sql {

// One row at a time of a result in binary form. Integers of any width and booleans read as integers, numeric
// as an integer where it has no fraction (sum() of integers) and as a real where it has. Throws SqlError,
// with the type's number, for types that have no counterpart.
class PostgresqlRow final : public RowView {
 public:
  explicit PostgresqlRow(pg_result* result);
  void move_to(int row) { row_ = row; }
  [[nodiscard]] Value column(std::size_t index) const override;
  [[nodiscard]] std::size_t columns() const override { return columns_; }

 private:
  pg_result* result_;
  std::size_t columns_;
  int row_ = 0;
};

}  // namespace pb::sql
