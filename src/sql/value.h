#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/enum_name.h"
#include "base/id.h"
#include "base/money.h"

namespace pb::sql {

using Blob = std::vector<std::byte>;

// What crosses the border to a driver. Views point into the caller's argument or the driver's current row.
using Value =
    std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<std::byte const>>;

// Thrown for what no caller can handle: bad SQL, a lost database, a full disk, a column of another type.
struct SqlError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// The database is away or overloaded for the moment; the unit did not happen and may be tried again later.
struct Unavailable : SqlError {
  using SqlError::SqlError;
};

// The connection was lost during the commit, and the server did not come back in time to say what became of
// it: the unit may have happened. Whoever tries again must find out by what is stored (a unique key).
struct OutcomeUnknown : Unavailable {
  using Unavailable::Unavailable;
};

// How a C++ type is written to and read from a column. Specialise for a type of your own.
//   static Value write(T const&);   static T read(Value const&);
template <class T, class = void>
struct Column;

[[noreturn]] void throw_type_mismatch(std::string_view wanted, Value const& got);

// Throws SqlError for what one engine would refuse and the other keep or change: text with a NUL or invalid
// UTF-8, a real that is not a number.
void require_storable(Value const& value);

template <class T>
auto value_as(Value const& value, std::string_view wanted) -> T const& {
  if (auto const* held = std::get_if<T>(&value)) return *held;
  throw_type_mismatch(wanted, value);
}

template <class T>
struct Column<T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>>> {
  static Value write(T value) { return static_cast<std::int64_t>(value); }
  static T read(Value const& value) { return static_cast<T>(value_as<std::int64_t>(value, "integer")); }
};
template <>
struct Column<bool> {  // 0 or 1
  static Value write(bool value) { return std::int64_t{value}; }
  static bool read(Value const& value) { return value_as<std::int64_t>(value, "integer") != 0; }
};
template <>
struct Column<double> {
  static Value write(double value) { return value; }
  static double read(Value const& value) {
    if (auto const* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return value_as<double>(value, "real");
  }
};
template <>
struct Column<std::string> {
  static Value write(std::string const& value) { return std::string_view(value); }
  static std::string read(Value const& value) {
    return std::string(value_as<std::string_view>(value, "text"));
  }
};
template <>
struct Column<std::string_view> {
  static Value write(std::string_view value) { return value; }
};
template <>
struct Column<char const*> {
  static Value write(char const* value) { return std::string_view(value); }
};
template <std::size_t N>
struct Column<char[N]> {
  static Value write(char const (&value)[N]) { return std::string_view(value); }
};
template <>
struct Column<Blob> {
  static Value write(Blob const& value) { return std::span<std::byte const>(value); }
  static Blob read(Value const& value) {
    auto const bytes = value_as<std::span<std::byte const>>(value, "blob");
    return {bytes.begin(), bytes.end()};
  }
};
template <class Tag>
struct Column<Id<Tag>> {
  static Value write(Id<Tag> id) { return id.value; }
  static Id<Tag> read(Value const& value) { return {value_as<std::int64_t>(value, "integer")}; }
};
template <>
struct Column<Money> {  // minor units
  static Value write(Money money) { return money.minor; }
  static Money read(Value const& value) { return {value_as<std::int64_t>(value, "integer")}; }
};
template <>
struct Column<Day> {  // days since 1970-01-01
  static Value write(Day day) { return std::int64_t{day.days}; }
  static Day read(Value const& value) {
    return {static_cast<std::int32_t>(value_as<std::int64_t>(value, "integer"))};
  }
};
template <>
struct Column<Month> {  // months since January of the year 0
  static Value write(Month month) { return std::int64_t{month.months}; }
  static Month read(Value const& value) {
    return {static_cast<std::int32_t>(value_as<std::int64_t>(value, "integer"))};
  }
};
template <>
struct Column<Instant> {  // microseconds since 1970-01-01 00:00 UTC
  static Value write(Instant instant) { return std::int64_t{instant.time_since_epoch().count()}; }
  static Instant read(Value const& value) {
    return Instant(std::chrono::microseconds(value_as<std::int64_t>(value, "integer")));
  }
};
template <class E>
struct Column<E, std::enable_if_t<std::is_enum_v<E>>> {  // the enumerator's name; the enum must be described
  static Value write(E value) { return enum_name(value); }
  static E read(Value const& value) {
    if (auto const found = enum_from_name<E>(value_as<std::string_view>(value, "text"))) return *found;
    throw_type_mismatch("name of a known state", value);
  }
};
template <class T>
struct Column<std::optional<T>> {
  static Value write(std::optional<T> const& value) { return value ? Column<T>::write(*value) : Value{}; }
  static std::optional<T> read(Value const& value) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    return Column<T>::read(value);
  }
};

}  // namespace pb::sql
