#include "api/decimal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace pb::api {
namespace {

constexpr std::size_t kDecimals = 2;
constexpr std::int64_t kMinorPerMajor = 100;

auto is_digit(char character) -> bool {
  return character >= '0' && character <= '9';
}

}  // namespace

auto parse_decimal(std::string_view text) -> std::optional<Money> {
  bool const negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  auto const point = text.find('.');
  auto const whole = text.substr(0, point);
  auto const decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  bool const digits = std::ranges::all_of(whole, is_digit) && std::ranges::all_of(decimals, is_digit);
  if (!digits || whole.empty() || (whole.size() > 1 && whole.front() == '0') || decimals.size() > kDecimals ||
      (point != std::string_view::npos && decimals.empty()))
    return std::nullopt;
  auto const minor_digits = fmt::format("{}{}{:0<2}", negative ? "-" : "", whole, decimals);
  std::int64_t minor = 0;
  auto const [end, problem] =
      std::from_chars(minor_digits.data(), minor_digits.data() + minor_digits.size(), minor);
  if (problem != std::errc{}) return std::nullopt;
  return Money{minor};
}

auto to_decimal(Money amount) -> std::string {
  auto const major = amount.minor / kMinorPerMajor;
  auto const rest = amount.minor % kMinorPerMajor;
  bool const negative = amount.minor < 0;
  return fmt::format("{}{}.{:02}", negative && major == 0 ? "-" : "", major, negative ? -rest : rest);
}

}  // namespace pb::api
