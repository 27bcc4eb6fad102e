#pragma once

#include <span>
#include <string>
#include <vector>

#include "sql/value.h"

namespace pb::sql {

// The arguments of one statement in the form libpq takes: bytes in binary form, all else as text.
class Arguments {
 public:
  // Throws SqlError for what cannot be stored. Refers to `args`, which must outlive it.
  explicit Arguments(std::span<Value const> args);

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] auto values() const -> char const* const* { return values_.data(); }
  [[nodiscard]] auto lengths() const -> int const* { return lengths_.data(); }
  [[nodiscard]] auto formats() const -> int const* { return formats_.data(); }

 private:
  void add(Value const& value);
  void add_text(std::string text);
  void push(char const* data, std::size_t length, int format);

  std::vector<std::string> texts_;
  std::vector<char const*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

// The types (pg_type's object ids) the arguments have for the server. Text and null are left for it to infer,
// so that text may stand for any type; numbers are 64 bits wide, lest "$1 + 1" be taken for a 32-bit sum.
[[nodiscard]] auto argument_types(std::span<Value const> args) -> std::vector<unsigned int>;

}  // namespace pb::sql
