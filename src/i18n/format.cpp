#include "i18n/format.h"

#include <fmt/format.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <map>
#include <memory>

#include "base/enum_name.h"

namespace pb::i18n {
namespace {

constexpr std::string_view kNoBreak = "\u00A0";
constexpr std::string_view kMinus = "\u2212";
constexpr std::size_t kCacheLimit = 4'000;

auto separators(Language language) -> std::pair<std::string_view, char> {
  return language == Language::en ? std::pair<std::string_view, char>(",", '.')
                                  : std::pair<std::string_view, char>(kNoBreak, ',');
}

auto grouped(std::uint64_t value, Language language) -> std::string {
  auto const digits = std::to_string(value);
  auto const separator = separators(language).first;
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) text += separator;
    text += digits[at];
  }
  return text;
}

auto magnitude(std::int64_t value) -> std::uint64_t {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

auto symbol(std::string_view currency) -> std::string_view {
  static constexpr std::pair<std::string_view, std::string_view> kSymbols[] = {
      {"UAH", "₴"}, {"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"PLN", "zł"}, {"KZT", "₸"}, {"RUB", "₽"}};
  for (auto const& [code, sign] : kSymbols) {
    if (code == currency) return sign;
  }
  return currency;
}

// A formatter of one shape, language and zone; made once per thread, for ICU's are not to be shared.
auto formatter(std::string_view skeleton, Language language, std::string_view time_zone)
    -> icu::SimpleDateFormat& {
  thread_local std::map<std::string, std::unique_ptr<icu::SimpleDateFormat>, std::less<>> made;
  auto const key = fmt::format("{} {} {}", skeleton, enum_name(language), time_zone);
  if (auto const found = made.find(key); found != made.end()) return *found->second;
  UErrorCode problem = U_ZERO_ERROR;
  icu::Locale const locale(std::string(enum_name(language)).c_str());
  std::unique_ptr<icu::DateTimePatternGenerator> const generator(
      icu::DateTimePatternGenerator::createInstance(locale, problem));
  auto const pattern =
      generator->getBestPattern(icu::UnicodeString::fromUTF8(std::string(skeleton)), problem);
  auto created = std::make_unique<icu::SimpleDateFormat>(pattern, locale, problem);
  created->adoptTimeZone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(std::string(time_zone))));
  return *made.emplace(key, std::move(created)).first->second;
}

auto format_utc(std::string_view skeleton, std::int64_t milliseconds, Language language,
                std::string_view time_zone) -> std::string {
  icu::UnicodeString text;
  formatter(skeleton, language, time_zone).format(static_cast<UDate>(milliseconds), text);
  std::string result;
  return text.toUTF8String(result);
}

// Days and months come again and again: keep what was written.
template <class Make>
auto cached(std::int64_t key, Make make) -> std::string const& {
  thread_local std::map<std::int64_t, std::string> known;
  if (known.size() > kCacheLimit) known.clear();
  auto const found = known.find(key);
  if (found != known.end()) return found->second;
  return known.emplace(key, make()).first->second;
}

}  // namespace

auto format_integer(std::int64_t value, Language language) -> std::string {
  return (value < 0 ? std::string(kMinus) : std::string()) + grouped(magnitude(value), language);
}

auto format_money(Money amount, std::string_view currency, Language language) -> std::string {
  auto const size = magnitude(amount.minor);
  std::string number = grouped(size / 100, language);
  if (size % 100 != 0) number += fmt::format("{}{:02}", separators(language).second, size % 100);
  std::string const sign(amount.minor < 0 ? kMinus : "");
  auto const unit = symbol(currency);
  if (language != Language::en) return fmt::format("{}{}{}{}", sign, number, kNoBreak, unit);
  return unit.size() == 3 && unit == currency ? fmt::format("{}{}{}{}", sign, unit, kNoBreak, number)
                                              : fmt::format("{}{}{}", sign, unit, number);
}

auto format_day(Day day, Language language) -> std::string {
  constexpr std::int64_t kMillisecondsPerDay = 86'400'000;
  return cached(day.days * std::int64_t{8} + static_cast<int>(language),
                [&] { return format_utc("EEEdMMMMy", day.days * kMillisecondsPerDay, language, "UTC"); });
}

auto format_month(Month month, Language language) -> std::string {
  constexpr std::int64_t kMillisecondsPerDay = 86'400'000;
  constexpr std::int64_t kApart = std::int64_t{1} << 40;  // keeps months apart from days in the cache
  return cached(kApart + month.months * std::int64_t{8} + static_cast<int>(language), [&] {
    return format_utc("yMMMM", month.first().days * kMillisecondsPerDay, language, "UTC");
  });
}

auto format_instant(Instant instant, std::string_view time_zone, Language language) -> std::string {
  auto const milliseconds = std::chrono::floor<std::chrono::milliseconds>(instant.time_since_epoch()).count();
  return format_utc("dMMyHm", milliseconds, language, time_zone);
}

}  // namespace pb::i18n
