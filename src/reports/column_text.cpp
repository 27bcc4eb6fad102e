#include "reports/column_text.h"

#include "reports/figure_text.h"

namespace pb::reports {

auto form_of(Grid const& grid, std::size_t column) -> ColumnForm {
  ColumnForm form{.kind = grid.columns.at(column).kind};
  for (auto const& row : grid.rows) {
    if (column >= row.cells.size()) continue;
    auto const* const figure = std::get_if<Figure>(&row.cells[column].content);
    if (figure != nullptr && figure->kind == ColumnKind::money &&
        whole(figure->value).value_or(0) % i18n::kMinorPerMajor != 0)
      form.minor = i18n::Minor::always;
  }
  return form;
}

auto unit_of(ColumnForm const& form, i18n::Reader const& reader) -> std::string {
  return form.kind == ColumnKind::money ? i18n::currency_sign(reader.currency, reader.language) : "";
}

auto column_text(Cell const& cell, ColumnForm const& form, i18n::Translator const& translator,
                 i18n::Reader const& reader) -> std::string {
  auto const* const figure = std::get_if<Figure>(&cell.content);
  if (figure == nullptr || !whole(figure->value) || figure->kind != ColumnKind::money ||
      form.kind != ColumnKind::money)
    return cell_text(cell, translator, reader);
  // A sum that is judged is a difference: its plus says what its colour does.
  auto const sign = cell.tone == Tone::plain ? i18n::Sign::when_negative : i18n::Sign::when_not_zero;
  std::string text;
  i18n::append_amount(text, Money{*whole(figure->value)}, reader.language, sign, form.minor);
  return text;
}

}  // namespace pb::reports
