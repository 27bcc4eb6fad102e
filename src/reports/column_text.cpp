#include "reports/column_text.h"

#include <algorithm>
#include <cmath>

#include "reports/figure_text.h"

namespace pb::reports {
namespace {

constexpr std::int64_t kHundredths = 100;

// Digits after the decimal point that this figure has: kopecks, tenths of a percent, up to hundredths else.
auto decimals_of(Figure const& figure) -> int {
  if (auto const* const real = std::get_if<double>(&figure.value)) {
    auto const hundredths = std::round(*real * kHundredths);
    if (std::fmod(hundredths, kHundredths) == 0) return 0;
    return std::fmod(hundredths, 10) == 0 ? 1 : 2;
  }
  auto const number = whole(figure.value).value_or(0);
  if (figure.kind == ColumnKind::money) return number % kHundredths != 0 ? 2 : 0;
  if (figure.kind == ColumnKind::ratio)
    return std::lround(static_cast<double>(number) / 10) % 10 != 0 ? 1 : 0;
  return 0;
}

auto fixed(double value, int decimals, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string {
  // What rounds to nothing has no sign.
  auto const scale = std::pow(10, decimals);
  auto const rounded = std::round(value * scale) / scale;
  auto const shown = rounded == 0 ? 0.0 : rounded;
  switch (decimals) {
    case 0:
      return translator.render(Message("number.whole", {{"value", shown}}), reader);
    case 1:
      return translator.render(Message("number.tenths", {{"value", shown}}), reader);
    default:
      return translator.render(Message("number.hundredths", {{"value", shown}}), reader);
  }
}

}  // namespace

auto form_of(Grid const& grid, std::size_t column) -> ColumnForm {
  ColumnForm form{.kind = grid.columns.at(column).kind};
  for (auto const& row : grid.rows) {
    if (column >= row.cells.size()) continue;
    auto const* const figure = std::get_if<Figure>(&row.cells[column].content);
    if (figure != nullptr && figure->kind == form.kind)
      form.decimals = std::max(form.decimals, decimals_of(*figure));
  }
  return form;
}

auto head_text(Column const& column) -> std::string {
  // Changes in percent say so in their titles, beside changes of amounts.
  bool const told = column.kind != ColumnKind::ratio || column.title.ends_with('%');
  return told ? column.title : column.title + ", %";
}

auto head_text(Column const& column, i18n::Reader const& reader) -> std::string {
  if (column.kind != ColumnKind::money) return head_text(column);
  auto const sign = i18n::currency_sign(reader.currency, reader.language);
  return sign.empty() ? column.title : column.title + ", " + sign;
}

auto column_text(Cell const& cell, ColumnForm const& form, i18n::Translator const& translator,
                 i18n::Reader const& reader) -> std::string {
  auto const* const figure = std::get_if<Figure>(&cell.content);
  if (figure == nullptr || figure->kind != form.kind || !analytics::has_data(figure->value))
    return cell_text(cell, translator, reader);
  auto const number = whole(figure->value);
  constexpr double kPercent = 100;  // basis points of one
  if (form.kind == ColumnKind::ratio && number)
    return fixed(static_cast<double>(*number) / kPercent, form.decimals, translator, reader);
  if (!number) {
    auto const real = std::get<double>(figure->value);
    auto const plus = cell.tone != Tone::plain && real > 0 ? "+" : "";
    return plus + fixed(real, form.decimals, translator, reader);
  }
  if (form.kind != ColumnKind::money) return cell_text(cell, translator, reader);
  // A sum that is judged is a difference: its plus says what its colour does.
  auto const sign = cell.tone == Tone::plain ? i18n::Sign::when_negative : i18n::Sign::when_not_zero;
  auto const minor = form.decimals > 0 ? i18n::Minor::always : i18n::Minor::never;
  std::string text;
  i18n::append_amount(text, Money{*number}, reader.language, sign, minor);
  return text;
}

}  // namespace pb::reports
