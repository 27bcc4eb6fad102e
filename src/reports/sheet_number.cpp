#include "reports/sheet_number.h"

#include <cmath>
#include <string_view>
#include <utility>

#include "i18n/number.h"

namespace pb::reports {
namespace {

// Languages as Windows numbers them, in hexadecimal (MS-LCID).
auto language_code(i18n::Language language) -> std::string_view {
  switch (language) {
    case i18n::Language::uk:
      return "422";
    case i18n::Language::ru:
      return "419";
    case i18n::Language::en:
      return "809";
  }
  std::unreachable();
}

// Where the language puts the currency's sign, learned from "1 ₴" or "₴1".
auto money_format(std::string_view digits, i18n::Reader const& reader) -> std::string {
  auto const sample = i18n::format_money(Money{i18n::kMinorPerMajor}, reader.currency, reader.language);
  auto const one = sample.find('1');
  if (one == std::string::npos) return std::string(digits);
  auto const unit = [&](std::string_view text) {
    std::string sign;
    for (char const c : text) {
      // A no-break space is C2 A0.
      if (c != ' ' && c != '\xC2' && c != '\xA0' && c != ']' && c != '[' && c != '-') sign += c;
    }
    return sign.empty() ? sign : "[$" + sign + "-" + std::string(language_code(reader.language)) + "]";
  };
  auto const before = unit(std::string_view(sample).substr(0, one));
  auto const after = unit(std::string_view(sample).substr(one + 1));
  return before + std::string(digits) + (after.empty() ? "" : "\\ " + after);
}

auto is_whole_month(DayRange const& period) -> bool {
  auto const month = Month::of(period.first);
  return period.first == month.first() && period.last == month.last();
}

}  // namespace

auto sheet_number(Figure const& figure) -> std::optional<double> {
  if (!analytics::has_data(figure.value)) return std::nullopt;
  auto const* const whole = std::get_if<std::int64_t>(&figure.value);
  auto const real = static_cast<double>(analytics::as_real(figure.value));
  if (!std::isfinite(real)) return std::nullopt;
  if (whole == nullptr) return real;
  constexpr double kBasisPoints = 10'000;
  constexpr double kMinutesOfDay = 1'440;
  switch (figure.kind) {
    case ColumnKind::money:
      return real / static_cast<double>(i18n::kMinorPerMajor);
    case ColumnKind::ratio:
      return real / kBasisPoints;
    case ColumnKind::minutes:
      return real / kMinutesOfDay;
    case ColumnKind::count:
    case ColumnKind::number:
    case ColumnKind::period:
    case ColumnKind::dimension:
      break;
  }
  return real;
}

auto sheet_day(DayRange const& period) -> std::optional<double> {
  constexpr std::int32_t kEpoch = 25'569;          // 1970-01-01
  constexpr std::int32_t kAfterFalseLeapDay = 61;  // Excel takes 1900 for a leap year
  auto const number = period.first.days + kEpoch;
  if (number < kAfterFalseLeapDay || (period.first != period.last && !is_whole_month(period)))
    return std::nullopt;
  return number;
}

auto number_format(ColumnKind kind, Fractions fractions, i18n::Reader const& reader) -> std::string {
  bool const shown = fractions == Fractions::shown;
  switch (kind) {
    case ColumnKind::money:
      return money_format(shown ? "#,##0.00" : "#,##0", reader);
    case ColumnKind::ratio:
      return shown ? "0.0%" : "0%";
    case ColumnKind::minutes:
      return "[h]:mm";
    case ColumnKind::count:
      return "#,##0";
    case ColumnKind::number:
    case ColumnKind::period:
    case ColumnKind::dimension:
      break;
  }
  return shown ? "#,##0.00" : "#,##0";
}

auto day_format(DayRange const& period, i18n::Reader const& reader) -> std::string {
  if (period.first == period.last) return "dd/mm/yyyy";
  return "[$-" + std::string(language_code(reader.language)) + "]mmmm\\ yyyy";
}

auto has_fraction(Figure const& figure) -> bool {
  if (auto const* const real = std::get_if<double>(&figure.value)) return *real != std::floor(*real);
  auto const* const whole = std::get_if<std::int64_t>(&figure.value);
  constexpr std::int64_t kHundredths = 100;
  bool const in_hundredths = figure.kind == ColumnKind::money || figure.kind == ColumnKind::ratio;
  return whole != nullptr && in_hundredths && *whole % kHundredths != 0;
}

}  // namespace pb::reports
