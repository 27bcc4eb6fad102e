#include "i18n/style.h"

#include <fmt/format.h>
#include <unicode/dcfmtsym.h>

#include <array>
#include <stdexcept>

#include "i18n/date.h"
#include "i18n/utf16.h"

namespace pb::i18n {
namespace {

using icu::number::LocalizedNumberFormatter;
using Number = std::shared_ptr<LocalizedNumberFormatter const>;

// ICU writes a hyphen for minus; a minus sign is a character of its own.
auto symbols_of(Language language, UErrorCode& problem) -> icu::DecimalFormatSymbols {
  icu::DecimalFormatSymbols symbols(icu::Locale(locale_name(language)), problem);
  symbols.setSymbol(icu::DecimalFormatSymbols::kMinusSignSymbol, icu::UnicodeString(u'\u2212'));
  return symbols;
}

auto make_number(std::string_view skeleton, Language language) -> Number {
  UErrorCode problem = U_ZERO_ERROR;
  UParseError where{};
  auto made = std::make_shared<LocalizedNumberFormatter>(
      icu::number::NumberFormatter::forSkeleton(from_utf8(skeleton), where, problem)
          .locale(icu::Locale(locale_name(language)))
          .symbols(symbols_of(language, problem)));
  if (U_FAILURE(problem) != 0) {
    throw std::invalid_argument(fmt::format("\"{}\" is no number style: {}", skeleton, u_errorName(problem)));
  }
  return made;
}

auto plain_number(Language language) -> LocalizedNumberFormatter const& {
  static std::array const made = {make_number(".###", Language::uk), make_number(".###", Language::ru),
                                  make_number(".###", Language::en)};
  return *made[static_cast<std::size_t>(language)];
}

void append_formatted(std::string& text, icu::number::FormattedNumber const& number, UErrorCode problem) {
  if (U_SUCCESS(problem) != 0) number.toString(problem).toUTF8String(text);
}

// A skeleton: a style that starts with "::"; a short form otherwise.
auto skeleton_in(std::string_view style) -> std::string_view {
  return style.starts_with("::") ? style.substr(2) : std::string_view();
}

// A share of 0.98 is 98 %, as the dashboard's library reads the same skeleton.
auto scaled(std::string_view skeleton) -> std::string {
  bool const share = skeleton.starts_with("percent") && skeleton.find("scale") == std::string_view::npos;
  return fmt::format("{}{}", skeleton, share ? " scale/100" : "");
}

auto next_word(std::string_view& text) -> std::string_view {
  auto const end = std::min(text.find(' '), text.size());
  auto const word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

auto date_skeleton(std::string_view type, std::string_view style) -> std::string {
  if (auto const skeleton = skeleton_in(style); !skeleton.empty()) return std::string(skeleton);
  if (type == "time") {
    if (style.empty() || style == "short") return "Hm";
  } else if (style.empty() || style == "short") {
    return "yMMdd";
  } else if (style == "medium") {
    return "yMMMd";
  } else if (style == "long") {
    return "yMMMMd";
  } else if (style == "full") {
    return "yMMMMEEEEd";
  }
  throw std::invalid_argument(fmt::format("\"{}\" is no style of {}", style, type));
}

// A moment to be read as if it were UTC; nothing for values that are not of the calendar.
auto calendar_moment(MessageValue const& value, Reader const& reader) -> std::optional<Instant> {
  if (auto const* day = std::get_if<Day>(&value)) return Instant(std::chrono::days(day->days));
  if (auto const* month = std::get_if<Month>(&value)) return Instant(std::chrono::days(month->first().days));
  if (auto const* at = std::get_if<Instant>(&value)) return on_the_wall(*at, reader.time_zone);
  return std::nullopt;
}

}  // namespace

Style::Style(std::string_view type, std::string_view style, Language language) {
  if (type == "number") {
    take_number(style, language);
  } else if (type == "date" || type == "time") {
    date_pattern_ = pattern_of_skeleton(date_skeleton(type, style), language);
  } else {
    throw std::invalid_argument(fmt::format("placeholders of type \"{}\" are not used here", type));
  }
}

void Style::take_number(std::string_view style, Language language) {
  if (style.empty()) return;
  if (style == "integer") {
    minor_ = Minor::never;
    number_ = make_number("precision-integer", language);
    return;
  }
  auto const skeleton =
      style == "percent" ? std::string_view("percent precision-integer") : skeleton_in(style);
  if (skeleton.empty()) throw std::invalid_argument(fmt::format("\"{}\" is no style of number", style));
  number_ = make_number(scaled(skeleton), language);
  for (auto rest = skeleton; !rest.empty();) {
    auto const word = next_word(rest);
    if (word == "sign-except-zero" || word == "+?") {
      sign_ = Sign::when_not_zero;
    } else if (word == ".00") {
      minor_ = Minor::always;
      through_icu_ = true;
    } else if (word == "precision-integer") {
      minor_ = Minor::never;
    } else {
      through_icu_ = true;
    }
  }
}

void Style::write(std::string& text, MessageValue const& value, Reader const& reader) const {
  if (!date_pattern_.empty()) {
    if (auto const moment = calendar_moment(value, reader))
      return append_by_pattern(text, *moment, date_pattern_, reader.language);
  }
  struct Writer {
    Style const& style;
    std::string& text;
    Reader const& reader;

    void operator()(std::int64_t number) const {
      if (!style.through_icu_) return append_integer(text, number, reader.language, style.sign_);
      UErrorCode problem = U_ZERO_ERROR;
      append_formatted(text, style.number_->formatInt(number, problem), problem);
    }
    void operator()(double number) const {
      auto const& formatter = style.number_ ? *style.number_ : plain_number(reader.language);
      UErrorCode problem = U_ZERO_ERROR;
      append_formatted(text, formatter.formatDouble(number, problem), problem);
    }
    void operator()(std::string const& words) const { text += words; }
    void operator()(Money amount) const {
      append_money(text, amount, reader.currency, reader.language, style.sign_, style.minor_);
    }
    void operator()(Day day) const { append_day(text, day, reader.language); }
    void operator()(Month month) const { append_month(text, month, reader.language); }
    void operator()(Instant at) const { append_instant(text, at, reader.time_zone, reader.language); }
  };
  std::visit(Writer{*this, text, reader}, value);
}

}  // namespace pb::i18n
