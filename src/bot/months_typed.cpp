#include "bot/months_typed.h"

#include <vector>

namespace pb::bot {
namespace {

constexpr std::size_t kLongest = 40;  // bytes

auto numbers_in(std::string_view text) -> std::vector<int> {
  std::vector<int> numbers;
  bool inside = false;
  for (char const c : text) {
    bool const digit = c >= '0' && c <= '9';
    if (digit && !inside) numbers.push_back(0);
    if (digit && numbers.back() < 10'000) numbers.back() = numbers.back() * 10 + (c - '0');
    inside = digit;
  }
  return numbers;
}

// Year and month in either order.
auto month_of(int a, int b) -> std::optional<Month> {
  auto const year = std::max(a, b);
  auto const month = std::min(a, b);
  if (year < 2000 || year > 2100 || month < 1 || month > 12) return std::nullopt;
  return Month::from(year, static_cast<unsigned>(month));
}

}  // namespace

auto parse_months(std::string_view typed) -> std::optional<collection::MonthRange> {
  if (typed.size() > kLongest) return std::nullopt;
  auto const numbers = numbers_in(typed);
  if (numbers.size() != 2 && numbers.size() != 4) return std::nullopt;
  auto const first = month_of(numbers[0], numbers[1]);
  auto const last = numbers.size() == 4 ? month_of(numbers[2], numbers[3]) : first;
  if (!first || !last) return std::nullopt;
  return collection::MonthRange{*first, *last};
}

}  // namespace pb::bot
