#include "app/timestamp.h"

#include <chrono>
#include <cmath>

#include "app/csv_line.h"

namespace pb::app {
namespace {

auto is_digit(char c) -> bool {
  return c >= '0' && c <= '9';
}

// What is left of a text that is read from its beginning.
class Rest {
 public:
  explicit Rest(std::string_view text) : text_(text) {}

  [[nodiscard]] auto empty() const -> bool { return text_.empty(); }
  auto take(char expected) -> bool {
    if (text_.empty() || text_.front() != expected) return false;
    text_.remove_prefix(1);
    return true;
  }
  // Exactly so many digits, none of them missing, as a number up to `most`.
  auto digits(std::size_t count, int most) -> std::optional<int> {
    if (text_.size() < count) return std::nullopt;
    int number = 0;
    for (std::size_t index = 0; index < count; ++index) {
      if (!is_digit(text_[index])) return std::nullopt;
      number = 10 * number + (text_[index] - '0');
    }
    text_.remove_prefix(count);
    return number <= most ? std::optional(number) : std::nullopt;
  }
  // One digit or more.
  auto pass_digits() -> bool {
    auto const before = text_.size();
    while (!text_.empty() && is_digit(text_.front())) text_.remove_prefix(1);
    return text_.size() < before;
  }

 private:
  std::string_view text_;
};

auto day(Rest& rest) -> std::optional<std::int64_t> {
  auto const year = rest.digits(4, 9'999);
  if (!year || !rest.take('-')) return std::nullopt;
  auto const month = rest.digits(2, 12);
  if (!month || !rest.take('-')) return std::nullopt;
  auto const day_of_month = rest.digits(2, 31);
  if (!day_of_month) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day_of_month))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::seconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

// "00:00" with seconds, perhaps a part of one; a leap second is taken.
auto time_of_day(Rest& rest) -> std::optional<std::int64_t> {
  auto const hour = rest.digits(2, 23);
  if (!hour || !rest.take(':')) return std::nullopt;
  auto const minute = rest.digits(2, 59);
  if (!minute) return std::nullopt;
  if (!rest.take(':')) return (*hour * 60 + *minute) * 60;
  auto const second = rest.digits(2, 60);
  if (!second || ((rest.take('.') || rest.take(',')) && !rest.pass_digits())) return std::nullopt;
  return (*hour * 60 + *minute) * 60 + *second;
}

// How far the zone at the end is ahead of UTC.
auto zone(Rest& rest) -> std::optional<std::int64_t> {
  if (rest.empty() || rest.take('Z') || rest.take('z')) return 0;
  auto const behind = rest.take('-');
  if (!behind && !rest.take('+')) return std::nullopt;
  auto const hours = rest.digits(2, 23);
  if (!hours) return std::nullopt;
  auto minutes = std::optional(0);
  if (rest.take(':') || !rest.empty()) minutes = rest.digits(2, 59);
  if (!minutes) return std::nullopt;
  auto const ahead = (*hours * 60 + *minutes) * 60;
  return behind ? -ahead : ahead;
}

auto calendar_moment(std::string_view field) -> std::optional<std::int64_t> {
  Rest rest(field);
  auto const date = day(rest);
  if (!date) return std::nullopt;
  if (rest.empty()) return date;
  if (!rest.take('T') && !rest.take('t') && !rest.take(' ')) return std::nullopt;
  auto const time = time_of_day(rest);
  if (!time) return std::nullopt;
  auto const ahead = zone(rest);
  if (!ahead || !rest.empty()) return std::nullopt;
  return *date + *time - *ahead;
}

auto counted_moment(std::string_view field) -> std::optional<std::int64_t> {
  constexpr double kSecondsEnd = 1e11;
  constexpr double kThousand = 1'000;
  auto const number = csv_number(field);
  if (!number) return std::nullopt;
  auto seconds = *number;
  for (int unit = 0; unit < 3 && std::abs(seconds) >= kSecondsEnd; ++unit) seconds /= kThousand;
  if (std::abs(seconds) >= kSecondsEnd) return std::nullopt;
  return static_cast<std::int64_t>(std::floor(seconds));
}

}  // namespace

auto parse_timestamp(std::string_view field) -> std::optional<std::int64_t> {
  constexpr auto kSpaces = " \t";
  auto const first = field.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return std::nullopt;
  field = field.substr(first, field.find_last_not_of(kSpaces) - first + 1);
  auto const moment = calendar_moment(field);
  return moment ? moment : counted_moment(field);
}

}  // namespace pb::app
