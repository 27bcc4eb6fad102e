#include "analytics/query/range.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/enum_name.h"
#include "domain/period.h"

namespace pb::analytics {
namespace {

constexpr std::size_t kMostDigits = 5;
constexpr std::int32_t kMostDays = 18'262;  // of 50 years
constexpr std::int32_t kDaysOfWeek = 7;
constexpr std::int32_t kMonthsOfYear = 12;

auto parse_count(std::string_view digits) -> std::optional<std::int32_t> {
  std::int32_t count = 0;
  auto const [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  bool const whole = problem == std::errc() && end == digits.data() + digits.size();
  if (!whole || digits.size() > kMostDigits || count <= 0) return std::nullopt;
  return count;
}

auto parse_last(std::string_view words) -> std::optional<RelativeRange> {
  auto const space = words.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  auto const count = parse_count(words.substr(0, space));
  auto unit_word = words.substr(space + 1);
  if (unit_word.ends_with('s')) unit_word.remove_suffix(1);
  auto const unit = enum_from_name<Grain>(unit_word);
  if (!count || !unit) return std::nullopt;
  return RelativeRange{RelativeForm::last, *unit, *count};
}

// A whole week or longer; days have words of their own.
auto parse_unit(RelativeForm form, std::string_view word) -> std::optional<RelativeRange> {
  auto const unit = enum_from_name<Grain>(word);
  if (!unit || *unit == Grain::day) return std::nullopt;
  return RelativeRange{form, *unit, 1};
}

auto without_prefix(std::string_view text, std::string_view prefix) -> std::optional<std::string_view> {
  if (!text.starts_with(prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

auto domain_period(Grain grain, Day inside, std::int32_t fiscal_start) -> Period {
  switch (grain) {
    case Grain::day:
      return Period::day(inside);
    case Grain::week:
      return Period::week(inside);
    case Grain::month:
      return Period::month(Month::of(inside));
    case Grain::quarter:
      return Period::quarter(Month::of(inside), fiscal_start);
    case Grain::year:
      return Period::year(Month::of(inside), fiscal_start);
  }
  std::unreachable();
}

auto resolve_absolute(AbsoluteRange const& range) -> ResolvedRange {
  bool const whole_months =
      Month::of(range.from).first() == range.from && Month::of(range.to).last() == range.to;
  return {range.from, range.to, whole_months ? Grain::month : Grain::day};
}

}  // namespace

auto parse_relative_range(std::string_view words) -> std::optional<RelativeRange> {
  constexpr std::string_view kToDate = " to date";
  if (words == "today") return RelativeRange{RelativeForm::current, Grain::day};
  if (words == "yesterday") return RelativeRange{RelativeForm::previous, Grain::day};
  if (auto const rest = without_prefix(words, "last ")) return parse_last(*rest);
  if (auto const rest = without_prefix(words, "this ")) return parse_unit(RelativeForm::current, *rest);
  if (auto const rest = without_prefix(words, "previous ")) return parse_unit(RelativeForm::previous, *rest);
  if (words.ends_with(kToDate))
    return parse_unit(RelativeForm::to_date, words.substr(0, words.size() - kToDate.size()));
  return std::nullopt;
}

auto to_words(RelativeRange const& range) -> std::string {
  bool const days = range.unit == Grain::day;
  switch (range.form) {
    case RelativeForm::last:
      return fmt::format("last {} {}{}", range.count, enum_name(range.unit), range.count == 1 ? "" : "s");
    case RelativeForm::current:
      return days ? "today" : fmt::format("this {}", enum_name(range.unit));
    case RelativeForm::previous:
      return days ? "yesterday" : fmt::format("previous {}", enum_name(range.unit));
    case RelativeForm::to_date:
      return fmt::format("{} to date", enum_name(range.unit));
  }
  std::unreachable();
}

auto months_of(Grain grain) -> std::int32_t {
  switch (grain) {
    case Grain::day:
    case Grain::week:
      return 0;
    case Grain::month:
      return 1;
    case Grain::quarter:
      return 3;
    case Grain::year:
      return kMonthsOfYear;
  }
  std::unreachable();
}

auto fits(Range const& range) -> bool {
  constexpr auto kMostMonths = kMostYears * kMonthsOfYear;
  if (auto const* const absolute = std::get_if<AbsoluteRange>(&range)) {
    auto const first = Month::of(absolute->from);
    auto const last = Month::of(absolute->to);
    auto const months = last.months - first.months;
    if (months != kMostMonths) return months < kMostMonths;
    return absolute->to - last.first() < absolute->from - first.first();
  }
  auto const& relative = std::get<RelativeRange>(range);
  if (auto const months = months_of(relative.unit); months > 0) return relative.count <= kMostMonths / months;
  return relative.count <= kMostDays / (relative.unit == Grain::week ? kDaysOfWeek : 1);
}

auto resolve(Range const& range, Day today, std::int32_t fiscal_start) -> ResolvedRange {
  if (auto const* const absolute = std::get_if<AbsoluteRange>(&range)) return resolve_absolute(*absolute);
  auto const& relative = std::get<RelativeRange>(range);
  auto const present = domain_period(relative.unit, today, fiscal_start);
  switch (relative.form) {
    case RelativeForm::last:
      if (relative.unit == Grain::day) return {today - (relative.count - 1), today, Grain::day};
      return {present.moved(-relative.count).first, present.first - 1, relative.unit};
    case RelativeForm::current:
      return {present.first, present.last, relative.unit};
    case RelativeForm::previous:
      return {present.moved(-1).first, present.first - 1, relative.unit};
    case RelativeForm::to_date:
      return {present.first, today, relative.unit, true};
  }
  std::unreachable();
}

auto period_of(Grain grain, Day inside, std::int32_t fiscal_start) -> GrainPeriod {
  auto const period = domain_period(grain, inside, fiscal_start);
  return {period.first, period.last};
}

}  // namespace pb::analytics
