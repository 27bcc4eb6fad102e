#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/decimal.h"
#include "api/refusal.h"
#include "base/enum_name.h"
#include "base/id.h"

namespace pb::api {

inline constexpr std::size_t kMostTextBytes = 10'000;
inline constexpr std::size_t kMostListed = 1'000;

// Reads a JSON value as a T; else says what it should be. Specialise for a type of your own.
template <class T, class = void>
struct FieldReader;

// The fields of a request, read by name. What is wrong is collected, so that whoever called hears everything
// at once; check() ends reading.
class Fields {
 public:
  enum class Absent { refused, allowed };

  Fields(boost::json::object const& object, FieldError::In in, std::string place = {})
      : object_(object), in_(in), place_(std::move(place)) {}

  // A default value where it is missing or wrong: then check() refuses.
  template <class T>
  auto required(std::string_view name) -> T {
    auto const* const value = find(name);
    if (value == nullptr) {
      wrong(name, Message("error.field.missing"));
      return T{};
    }
    return read<T>(name, *value).value_or(T{});
  }
  // Nothing where it is missing or null.
  template <class T>
  auto optional(std::string_view name) -> std::optional<T> {
    auto const* const value = find(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    return read<T>(name, *value);
  }
  // Nothing where it is missing; null is wrong.
  template <class T>
  auto given(std::string_view name) -> std::optional<T> {
    auto const* const value = find(name);
    return value == nullptr ? std::nullopt : read<T>(name, *value);
  }
  // For what is to be changed: outer nothing where it is missing (it stays), inner nothing for null (it
  // goes).
  template <class T>
  auto changed(std::string_view name) -> std::optional<std::optional<T>> {
    auto const* const value = find(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_null()) return std::optional<T>();
    return read<T>(name, *value);
  }
  template <class T>
  auto list(std::string_view name, Absent absent = Absent::allowed) -> std::vector<T> {
    std::vector<T> all;
    auto const* const values = array(name, absent);
    if (values == nullptr) return all;
    for (std::size_t at = 0; at < values->size(); ++at) {
      auto item = read<T>(std::string(name) + "/" + std::to_string(at), (*values)[at]);
      if (item) all.push_back(std::move(*item));
    }
    return all;
  }
  // As it stands, to be read by others; null where it is missing.
  auto raw(std::string_view name) -> boost::json::value const* { return find(name); }

  void wrong(std::string_view name, Message message);
  // 422 where anything was wrong, or a field is there that nobody asked for.
  [[nodiscard]] auto check() -> Outcome<void>;

 private:
  auto find(std::string_view name) -> boost::json::value const*;
  auto array(std::string_view name, Absent absent) -> boost::json::array const*;
  template <class T>
  auto read(std::string_view name, boost::json::value const& value) -> std::optional<T> {
    auto result = FieldReader<T>::read(value, in_);
    if (result) return std::move(*result);
    wrong(name, std::move(result.error()));
    return std::nullopt;
  }

  boost::json::object const& object_;
  FieldError::In in_;
  std::string place_;
  std::set<std::string, std::less<>> known_;
  std::vector<FieldError> errors_;
};

template <class T>
using Field = std::expected<T, Message>;

template <>
struct FieldReader<std::string> {
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<std::string>;
};
template <>
struct FieldReader<std::int64_t> {
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<std::int64_t>;
};
template <>
struct FieldReader<bool> {
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<bool>;
};
template <>
struct FieldReader<Day> {
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<Day>;
};
template <>
struct FieldReader<Month> {
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<Month>;
};
template <>
struct FieldReader<Instant> {  // RFC 3339
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<Instant>;
};
template <>
struct FieldReader<Money> {  // a string of decimal digits
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<Money>;
};
template <class Tag>
struct FieldReader<Id<Tag>> {
  static auto read(boost::json::value const& value, FieldError::In in) -> Field<Id<Tag>> {
    auto const id = FieldReader<std::int64_t>::read(value, in);
    if (!id) return std::unexpected(id.error());
    return Id<Tag>{*id};
  }
};
template <class E>
struct FieldReader<E, std::enable_if_t<std::is_enum_v<E>>> {
  static auto read(boost::json::value const& value, FieldError::In /*in*/) -> Field<E> {
    if (auto const* const text = value.if_string()) {
      if (auto const found = enum_from_name<E>(std::string_view(text->data(), text->size()))) return *found;
    }
    std::string choices;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto entry) { choices += (choices.empty() ? "" : ", ") + std::string(entry.name); });
    return std::unexpected(Message("error.field.choice", {{"choices", choices}}));
  }
};

}  // namespace pb::api
