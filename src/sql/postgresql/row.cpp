#include "sql/postgresql/row.h"

#include <endian.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <bit>
#include <cmath>
#include <cstring>

#include "sql/postgresql/types.h"

namespace pb::sql {
namespace {

template <class T>
auto from_network(char const* bytes) -> T {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (sizeof(T) == 8) return static_cast<T>(be64toh(static_cast<std::uint64_t>(value)));
  if constexpr (sizeof(T) == 4) return static_cast<T>(be32toh(static_cast<std::uint32_t>(value)));
  if constexpr (sizeof(T) == 2) return static_cast<T>(be16toh(static_cast<std::uint16_t>(value)));
}

// PostgreSQL's numeric in binary form (numeric.c, numeric_send): how many digits to base 10,000, the weight
// of the first, the sign, how many decimal places are shown, the digits.
auto numeric(char const* bytes) -> Value {
  auto const field = [&](int index) { return from_network<std::int16_t>(bytes + 2 * index); };
  constexpr std::uint16_t kNegative = 0x4000;
  constexpr std::uint16_t kPositive = 0;
  auto const digits = field(0);
  auto const weight = field(1);
  auto const sign = static_cast<std::uint16_t>(field(2));
  if (sign != kNegative && sign != kPositive) throw SqlError("a column holds a numeric that is not a number");

  if (field(3) > 0) {
    double real = 0;
    for (int index = 0; index < digits; ++index)
      real += field(4 + index) * std::pow(10'000.0, weight - index);
    return sign == kNegative ? -real : real;
  }
  std::int64_t whole = 0;
  for (int index = 0; index <= weight; ++index) {
    // Summed downwards from zero, because the smallest integer has no positive counterpart.
    auto const digit = index < digits ? std::int64_t{field(4 + index)} : 0;
    if (__builtin_mul_overflow(whole, 10'000, &whole) || __builtin_sub_overflow(whole, digit, &whole))
      throw SqlError("a column holds a number larger than 64 bits");
  }
  if (sign == kPositive && __builtin_mul_overflow(whole, -1, &whole))
    throw SqlError("a column holds a number larger than 64 bits");
  return whole;
}

}  // namespace

PostgresqlRow::PostgresqlRow(pg_result* result)
    : result_(result), columns_(static_cast<std::size_t>(PQnfields(result))) {}

Value PostgresqlRow::column(std::size_t index) const {
  auto const at = static_cast<int>(index);
  if (index >= columns_) throw SqlError("a row has fewer columns than its struct has fields");
  if (PQgetisnull(result_, row_, at) != 0) return std::monostate{};
  auto const* bytes = PQgetvalue(result_, row_, at);
  auto const length = static_cast<std::size_t>(PQgetlength(result_, row_, at));
  switch (PQftype(result_, at)) {
    case pg::kInt8:
    case pg::kXid8:
      return std::int64_t{from_network<std::int64_t>(bytes)};
    case pg::kInt4:
      return std::int64_t{from_network<std::int32_t>(bytes)};
    case pg::kOid:
      return std::int64_t{from_network<std::uint32_t>(bytes)};
    case pg::kInt2:
      return std::int64_t{from_network<std::int16_t>(bytes)};
    case pg::kBool:
      return std::int64_t{*bytes != 0};
    case pg::kFloat8:
      return std::bit_cast<double>(from_network<std::int64_t>(bytes));
    case pg::kFloat4:
      return static_cast<double>(std::bit_cast<float>(from_network<std::int32_t>(bytes)));
    case pg::kNumeric:
      return numeric(bytes);
    case pg::kBytea:
      return std::span(reinterpret_cast<std::byte const*>(bytes), length);
    case pg::kText:
    case pg::kVarchar:
    case pg::kCharacter:
    case pg::kName:
    case pg::kUnknownText:
    case pg::kVoid:
      return std::string_view(bytes, length);
    default:
      throw SqlError(fmt::format("column {} has a type we do not read (object id {}); cast it",
                                 PQfname(result_, at), PQftype(result_, at)));
  }
}

}  // namespace pb::sql
