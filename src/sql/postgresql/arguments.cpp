#include "sql/postgresql/arguments.h"

#include <fmt/format.h>

#include "sql/postgresql/types.h"

namespace pb::sql {

Arguments::Arguments(std::span<Value const> args) {
  texts_.reserve(args.size());
  values_.reserve(args.size());
  lengths_.reserve(args.size());
  formats_.reserve(args.size());
  for (auto const& arg : args) add(arg);
}

void Arguments::add(Value const& value) {
  require_storable(value);
  if (std::holds_alternative<std::monostate>(value)) {
    push(nullptr, 0, 0);
  } else if (auto const* bytes = std::get_if<std::span<std::byte const>>(&value)) {
    push(bytes->empty() ? "" : reinterpret_cast<char const*>(bytes->data()), bytes->size(), 1);
  } else if (auto const* text = std::get_if<std::string_view>(&value)) {
    add_text(std::string(*text));
  } else if (auto const* number = std::get_if<std::int64_t>(&value)) {
    add_text(std::to_string(*number));
  } else {
    add_text(fmt::format("{}", std::get<double>(value)));  // shortest form that reads back the same
  }
}

void Arguments::add_text(std::string text) {
  auto const& kept = texts_.emplace_back(std::move(text));
  push(kept.c_str(), kept.size(), 0);
}

void Arguments::push(char const* data, std::size_t length, int format) {
  values_.push_back(data);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(format);
}

auto argument_types(std::span<Value const> args) -> std::vector<unsigned int> {
  std::vector<unsigned int> types;
  types.reserve(args.size());
  for (auto const& arg : args) {
    if (std::holds_alternative<std::int64_t>(arg)) {
      types.push_back(pg::kInt8);
    } else if (std::holds_alternative<double>(arg)) {
      types.push_back(pg::kFloat8);
    } else if (std::holds_alternative<std::span<std::byte const>>(arg)) {
      types.push_back(pg::kBytea);
    } else {
      types.push_back(pg::kUnknown);
    }
  }
  return types;
}

}  // namespace pb::sql
