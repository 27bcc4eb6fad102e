#include "i18n/date.h"

#include <date/tz.h>
#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>

#include "i18n/utf16.h"

namespace pb::i18n {
namespace {

// The words of a calendar in one language.
struct Words {
  std::array<std::string, 7> weekdays;       // "вт", from Sunday
  std::array<std::string, 12> month_of_day;  // "листопада", as in "24 листопада"
  std::array<std::string, 12> months;        // "листопад", standing alone
};

auto read_words(Language language) -> Words {
  UErrorCode problem = U_ZERO_ERROR;
  icu::DateFormatSymbols const symbols(icu::Locale(locale_name(language)), problem);
  if (U_FAILURE(problem) != 0) throw std::runtime_error("ICU has no calendar words: is its data installed?");
  using Symbols = icu::DateFormatSymbols;
  std::int32_t count = 0;
  Words words;
  auto const* const weekdays = symbols.getWeekdays(count, Symbols::FORMAT, Symbols::ABBREVIATED);
  for (std::size_t at = 0; at < 7; ++at) words.weekdays[at] = to_utf8(weekdays[at + 1]);
  auto const* const with_day = symbols.getMonths(count, Symbols::FORMAT, Symbols::WIDE);
  for (std::size_t at = 0; at < 12; ++at) words.month_of_day[at] = to_utf8(with_day[at]);
  auto const* const alone = symbols.getMonths(count, Symbols::STANDALONE, Symbols::WIDE);
  for (std::size_t at = 0; at < 12; ++at) words.months[at] = to_utf8(alone[at]);
  return words;
}

auto words_of(Language language) -> Words const& {
  static std::array const known = {read_words(Language::uk), read_words(Language::ru),
                                   read_words(Language::en)};
  return known[static_cast<std::size_t>(language)];
}

auto find_zone(std::string_view name) -> date::time_zone const* {
  try {
    return date::locate_zone(name);
  } catch (std::runtime_error const&) {
    return date::locate_zone("UTC");
  }
}

// The library looks zones up by a search that allocates; a program meets a handful.
auto known_zone(std::string_view name) -> date::time_zone const& {
  constexpr std::size_t kZonesKept = 256;
  thread_local std::map<std::string, date::time_zone const*, std::less<>> known;
  if (auto const found = known.find(name); found != known.end()) return *found->second;
  if (known.size() >= kZonesKept) known.clear();
  return *known.emplace(name, find_zone(name)).first->second;
}

// ICU's formatters are not to be shared by threads: each keeps its own.
auto formatter(std::string_view pattern, Language language) -> icu::SimpleDateFormat& {
  thread_local std::array<std::map<std::string, std::unique_ptr<icu::SimpleDateFormat>, std::less<>>,
                          kLanguages.size()>
      by_language;
  auto& made = by_language[static_cast<std::size_t>(language)];
  if (auto const found = made.find(pattern); found != made.end()) return *found->second;
  UErrorCode problem = U_ZERO_ERROR;
  auto created = std::make_unique<icu::SimpleDateFormat>(from_utf8(pattern),
                                                         icu::Locale(locale_name(language)), problem);
  if (U_FAILURE(problem) != 0) throw std::invalid_argument(u_errorName(problem));
  created->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  return *made.emplace(pattern, std::move(created)).first->second;
}

}  // namespace

void append_day(std::string& text, Day day, Language language) {
  auto const& words = words_of(language);
  auto const date = day.date();
  fmt::format_to(std::back_inserter(text), "{}, {} {}", words.weekdays[day.weekday().c_encoding()],
                 static_cast<unsigned>(date.day()),
                 words.month_of_day[static_cast<unsigned>(date.month()) - 1]);
}

void append_month(std::string& text, Month month, Language language) {
  fmt::format_to(std::back_inserter(text), "{} {}", words_of(language).months[month.month() - 1],
                 month.year());
}

void append_instant(std::string& text, Instant instant, std::string_view time_zone, Language language) {
  auto const wall = on_the_wall(instant, time_zone);
  auto const midnight = std::chrono::floor<std::chrono::days>(wall);
  std::chrono::year_month_day const date = midnight;
  auto const minutes = std::chrono::floor<std::chrono::minutes>(wall - midnight).count();
  char const dot = language == Language::en ? '/' : '.';
  fmt::format_to(std::back_inserter(text), "{:02}{}{:02}{}{}, {:02}:{:02}", static_cast<unsigned>(date.day()),
                 dot, static_cast<unsigned>(date.month()), dot, static_cast<int>(date.year()), minutes / 60,
                 minutes % 60);
}

auto format_day(Day day, Language language) -> std::string {
  std::string text;
  append_day(text, day, language);
  return text;
}

auto format_month(Month month, Language language) -> std::string {
  std::string text;
  append_month(text, month, language);
  return text;
}

auto format_instant(Instant instant, std::string_view time_zone, Language language) -> std::string {
  std::string text;
  append_instant(text, instant, time_zone, language);
  return text;
}

auto on_the_wall(Instant instant, std::string_view time_zone) -> Instant {
  return Instant(known_zone(time_zone).to_local(instant).time_since_epoch());
}

auto pattern_of_skeleton(std::string_view skeleton, Language language) -> std::string {
  UErrorCode problem = U_ZERO_ERROR;
  std::unique_ptr<icu::DateTimePatternGenerator> const generator(
      icu::DateTimePatternGenerator::createInstance(icu::Locale(locale_name(language)), problem));
  if (U_FAILURE(problem) != 0) throw std::invalid_argument(u_errorName(problem));
  auto const pattern = generator->getBestPattern(from_utf8(skeleton), problem);
  if (U_FAILURE(problem) != 0 || pattern.isEmpty()) {
    throw std::invalid_argument(fmt::format("no date is written by the skeleton \"{}\"", skeleton));
  }
  return to_utf8(pattern);
}

void append_by_pattern(std::string& text, Instant utc, std::string_view pattern, Language language) {
  auto const milliseconds = std::chrono::floor<std::chrono::milliseconds>(utc.time_since_epoch()).count();
  icu::UnicodeString written;
  formatter(pattern, language).format(static_cast<UDate>(milliseconds), written);
  written.toUTF8String(text);
}

}  // namespace pb::i18n
