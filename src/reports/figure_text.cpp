#include "reports/figure_text.h"

#include <cmath>

#include "i18n/date.h"
#include "i18n/number.h"

namespace pb::reports {
namespace {

constexpr std::string_view kNoData = "—";
constexpr double kBasisPoints = 10'000;
constexpr std::int64_t kMinutesOfHour = 60;

auto percent_text(double ratio, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  // What rounds to nothing has no sign.
  constexpr double kTenths = 1'000;
  auto const rounded = std::round(ratio * kTenths) / kTenths;
  return translator.render(Message("number.percent", {{"value", rounded == 0 ? 0.0 : rounded}}), reader);
}

auto duration_text(std::int64_t minutes, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  if (std::abs(minutes) < kMinutesOfHour)
    return translator.render(Message("report.duration.minutes", {{"minutes", minutes}}), reader);
  return translator.render(
      Message("report.duration.hours",
              {{"hours", minutes / kMinutesOfHour}, {"minutes", std::abs(minutes % kMinutesOfHour)}}),
      reader);
}

auto is_whole_months(DayRange const& days) -> bool {
  return days.first == Month::of(days.first).first() && days.last == Month::of(days.last).last();
}

auto months_text(Month first, Month last, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  constexpr std::int32_t kQuarter = 3;
  constexpr std::int32_t kYear = 12;
  auto const count = last.months - first.months + 1;
  bool const calendar = (static_cast<std::int32_t>(first.month()) - 1) % count == 0;
  auto const year = std::to_string(first.year());
  if (count == 1) return i18n::format_month(first, reader.language);
  if (count == kYear && calendar) return year;
  if (count == kQuarter && calendar) {
    auto const quarter = static_cast<std::int64_t>((first.month() - 1) / kQuarter + 1);
    return translator.render(Message("report.period.quarter", {{"quarter", quarter}, {"year", year}}),
                             reader);
  }
  return translator.render(
      Message("report.period.between", {{"from", i18n::format_month(first, reader.language)},
                                        {"to", i18n::format_month(last, reader.language)}}),
      reader);
}

}  // namespace

auto figure_text(Figure const& figure, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  if (!analytics::has_data(figure.value)) return std::string(kNoData);
  auto const real = static_cast<double>(analytics::as_real(figure.value));
  auto const* const whole = std::get_if<std::int64_t>(&figure.value);
  if (whole == nullptr) return translator.render(Message("number.decimal", {{"value", real}}), reader);
  switch (figure.kind) {
    case ColumnKind::money:
      return translator.money(Money{*whole}, reader);
    case ColumnKind::ratio:
      return percent_text(real / kBasisPoints, translator, reader);
    case ColumnKind::minutes:
      return duration_text(*whole, translator, reader);
    case ColumnKind::count:
    case ColumnKind::number:
    case ColumnKind::period:
    case ColumnKind::dimension:
      break;
  }
  return i18n::format_integer(*whole, reader.language);
}

auto signed_figure_text(Figure const& figure, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  auto text = figure_text(figure, translator, reader);
  return analytics::as_real(figure.value) > 0 ? "+" + text : text;
}

auto change_text(Tile const& tile, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  if (!tile.change) return {};
  auto const change = whole(tile.change->value);
  if (tile.figure.kind != ColumnKind::ratio || !change)
    return signed_figure_text(*tile.change, translator, reader);
  constexpr double kPoint = 100;
  constexpr double kTenths = 10;
  auto const points = std::round(static_cast<double>(*change) / kPoint * kTenths) / kTenths;
  auto text = translator.render(Message("number.decimal", {{"value", points}}), reader);
  if (points > 0) text.insert(0, "+");
  return translator.render(Message("report.points", {{"points", std::move(text)}}), reader);
}

auto short_figure_text(Figure const& figure, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  if (!analytics::has_data(figure.value)) return std::string(kNoData);
  auto const real = static_cast<double>(analytics::as_real(figure.value));
  constexpr double kPercent = 100;
  switch (figure.kind) {
    case ColumnKind::money:
      return translator.render(Message("number.short", {{"value", real / i18n::kMinorPerMajor}}), reader);
    case ColumnKind::ratio:
      return percent_text(std::round(real / kPercent) / kPercent, translator, reader);
    case ColumnKind::minutes:
      return figure_text(figure, translator, reader);
    case ColumnKind::count:
    case ColumnKind::number:
    case ColumnKind::period:
    case ColumnKind::dimension:
      break;
  }
  return translator.render(Message("number.short", {{"value", real}}), reader);
}

auto period_text(DayRange const& period, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  if (is_whole_months(period))
    return months_text(Month::of(period.first), Month::of(period.last), translator, reader);
  auto const key = period.first == period.last ? "report.period.day" : "report.period.days";
  return translator.render(Message(key, {{"from", period.first}, {"to", period.last}}), reader);
}

auto cell_text(Cell const& cell, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  if (auto const* const text = std::get_if<std::string>(&cell.content)) return *text;
  if (auto const* const period = std::get_if<DayRange>(&cell.content))
    return period_text(*period, translator, reader);
  if (auto const* const figure = std::get_if<Figure>(&cell.content))
    return figure_text(*figure, translator, reader);
  return {};
}

}  // namespace pb::reports
