#include "reports/page_table.h"

#include <algorithm>

#include "reports/row_selection.h"

namespace pb::reports {
namespace {

using charts::Align;
using charts::Overflow;
using charts::TextStyle;
using charts::Weight;

constexpr double kRowPad = 3.2;  // above and below a cell's text
constexpr double kStep = 0.5;    // by which type gets smaller
constexpr int kMostLines = 2;    // of a name
constexpr int kMostHeadLines = 4;

auto is_strong(RowKind kind) -> bool {
  return kind == RowKind::group || kind == RowKind::subtotal || kind == RowKind::total;
}

class TableSetter {
 public:
  TableSetter(Flow& flow, Grid const& grid, TableText const& text, double size)
      : flow_(flow), grid_(grid), text_(text), size_(size) {}

  void set(ColumnGroup const& group, RowSelection const& selection, Words const& words) {
    group_ = &group;
    table_ = flow_.node(Role::table);
    auto const first = selection.rows.empty() ? 0 : row_height(selection.rows.front());
    flow_.keep_together(head_height() + 3 * first);
    set_head(Repeated::no);
    for (std::size_t index = 0; index < selection.rows.size(); ++index) {
      if (selection.left_out > 0 && index == selection.gap_after) set_left_out(selection.left_out, words);
      set_row(selection.rows, index);
    }
    if (selection.left_out > 0 && selection.gap_after == selection.rows.size())
      set_left_out(selection.left_out, words);
    // Not a row: a row of one cell under many heads would be a broken table to who listens.
    if (selection.rows.empty()) set_remark(flow_.node(Role::paragraph), Message("report.no_data"), words);
  }

 private:
  enum class Repeated { no, yes };

  [[nodiscard]] auto cell_style(std::size_t index, Weight weight) const -> TextStyle {
    auto const column = group_->columns[index];
    return {.size = size_,
            .color = flow_.theme().text,
            .weight = weight,
            .align = text_.columns[column].numeric ? Align::end : Align::start,
            .width = group_->widths[index] - 2 * kCellPad};
  }
  [[nodiscard]] auto head_style(std::size_t index) const -> TextStyle {
    auto style = cell_style(index, Weight::semibold);
    style.color = flow_.theme().muted;
    style.overflow = Overflow::wrap;
    style.most_lines = kMostHeadLines;
    return style;
  }
  [[nodiscard]] auto name_style(std::size_t row, std::size_t index) const -> TextStyle {
    auto const kind = grid_.rows[row].kind;
    auto style = cell_style(index, is_strong(kind) ? Weight::semibold : Weight::regular);
    style.width -= indent_of(row, index);
    style.overflow = Overflow::wrap;
    style.most_lines = kMostLines;
    if (kind == RowKind::others) style.color = flow_.theme().muted;
    return style;
  }
  [[nodiscard]] auto indent_of(std::size_t row, std::size_t index) const -> double {
    return index == 0 ? kLevelIndent * static_cast<double>(grid_.rows[row].level) : 0;
  }
  [[nodiscard]] auto line_height() const -> double {
    if (line_height_ <= 0) line_height_ = flow_.measure("0", {.size = size_}).height;
    return line_height_;
  }

  [[nodiscard]] auto head_height() const -> double {
    double height = 0;
    for (std::size_t index = 0; index < group_->columns.size(); ++index)
      height = std::max(height,
                        flow_.measure(text_.columns[group_->columns[index]].title, head_style(index)).height);
    return height + 2 * kRowPad + 1;
  }

  [[nodiscard]] auto row_height(std::size_t row) const -> double {
    auto height = line_height();
    for (std::size_t index = 0; index < group_->columns.size(); ++index) {
      auto const column = group_->columns[index];
      if (text_.columns[column].numeric || text_.cells[row][column].empty()) continue;
      // Only a name that may be too long is worth a second look.
      if (text_.columns[column].wanted <= group_->widths[index]) continue;
      height = std::max(height, flow_.measure(text_.cells[row][column], name_style(row, index)).height);
    }
    return height + 2 * kRowPad;
  }

  void set_head(Repeated repeated) {
    auto const height = head_height();
    auto const y = flow_.y();
    flow_.put(kDecoration,
              GroundItem{.box = {flow_.left(), y, flow_.width(), height}, .color = flow_.theme().panel});
    flow_.put(kDecoration, RuleItem{{flow_.left(), y + height},
                                    {flow_.left() + flow_.width(), y + height},
                                    {.color = flow_.theme().muted, .width = 0.8}});
    auto const row = repeated == Repeated::no ? flow_.node(Role::row, table_) : kDecoration;
    auto x = flow_.left();
    for (std::size_t index = 0; index < group_->columns.size(); ++index) {
      auto const& title = text_.columns[group_->columns[index]].title;
      auto const style = head_style(index);
      auto const node = repeated == Repeated::no ? flow_.node(Role::column_head, row) : kDecoration;
      auto const took = flow_.measure(title, style).height;
      flow_.text(node, {x + kCellPad, y + height - kRowPad - took - 0.5}, title, style);
      x += group_->widths[index];
    }
    flow_.advance(height);
  }

  // The group a page begins in the middle of, for who looks; listeners know.
  void set_group_again(std::vector<std::size_t> const& rows, std::size_t index) {
    if (grid_.rows[rows[index]].level == 0) return;
    for (auto before = index; before-- > 0;) {
      auto const& row = grid_.rows[rows[before]];
      if (row.kind != RowKind::group || row.level >= grid_.rows[rows[index]].level) continue;
      auto style = cell_style(0, Weight::semibold);
      style.color = flow_.theme().muted;
      style.width = flow_.width() - 2 * kCellPad;
      flow_.text(kDecoration, {flow_.left() + kCellPad, flow_.y() + kRowPad}, text_.cells[rows[before]][0],
                 style);
      flow_.advance(line_height() + 2 * kRowPad);
      return;
    }
  }

  // What must stay with a row: the first row of its group, or the total that ends the table.
  [[nodiscard]] auto with_next(std::vector<std::size_t> const& rows, std::size_t index) const -> double {
    auto height = row_height(rows[index]);
    if (index + 1 >= rows.size()) return height;
    auto const next = grid_.rows[rows[index + 1]].kind;
    bool const leads = grid_.rows[rows[index]].kind == RowKind::group && next == RowKind::row;
    bool const ends = next == RowKind::subtotal || next == RowKind::total;
    return leads || ends ? height + row_height(rows[index + 1]) : height;
  }

  void set_row(std::vector<std::size_t> const& rows, std::size_t index) {
    if (flow_.keep_together(with_next(rows, index))) {
      set_head(Repeated::yes);
      set_group_again(rows, index);
    }
    auto const height = row_height(rows[index]);
    set_ground(grid_.rows[rows[index]].kind, height);
    set_cells(rows[index], height);
    flow_.advance(height);
  }

  void set_ground(RowKind kind, double height) {
    auto const& theme = flow_.theme();
    charts::Box const box{flow_.left(), flow_.y(), flow_.width(), height};
    if (kind == RowKind::group || kind == RowKind::total)
      flow_.put(kDecoration, GroundItem{.box = box, .color = theme.panel});
    bool const above = kind == RowKind::total || kind == RowKind::subtotal;
    charts::Stroke const stroke{.color = kind == RowKind::total ? theme.text : theme.muted,
                                .width = kind == RowKind::total ? 1.2 : 0.6};
    if (above) flow_.put(kDecoration, RuleItem{{box.x, box.y}, {box.right(), box.y}, stroke});
    flow_.put(
        kDecoration,
        RuleItem{{box.x, box.bottom()}, {box.right(), box.bottom()}, {.color = theme.grid, .width = 0.5}});
  }

  void set_cells(std::size_t row, double height) {
    auto const node = flow_.node(Role::row, table_);
    auto x = flow_.left();
    for (std::size_t index = 0; index < group_->columns.size(); ++index) {
      auto const column = group_->columns[index];
      auto const cell = flow_.node(index == 0 ? Role::row_head : Role::cell, node);
      if (text_.columns[column].numeric)
        set_number(cell, row, index, {x, flow_.y(), group_->widths[index], height});
      else
        flow_.put(cell, TextItem{{x + kCellPad + indent_of(row, index), flow_.y() + kRowPad},
                                 text_.cells[row][column],
                                 name_style(row, index)});
      x += group_->widths[index];
    }
  }

  // A judged number has a mark of its own shape; a bad one and a warning are heavier as well.
  void set_number(std::size_t node, std::size_t row, std::size_t index, charts::Box const& box) {
    auto const& line = grid_.rows[row];
    auto const column = group_->columns[index];
    auto const tone = column < line.cells.size() ? line.cells[column].tone : Tone::plain;
    auto const strong = is_strong(line.kind) || tone == Tone::bad || tone == Tone::warning;
    auto style = cell_style(index, strong ? Weight::semibold : Weight::regular);
    // A number is as wide as it is: its column has room for it.
    style.width = 0;
    if (tone != Tone::plain)
      style.color = color_of(tone, flow_.theme());
    else if (line.kind == RowKind::others)
      style.color = flow_.theme().muted;
    auto const& text = text_.cells[row][column];
    if (tone != Tone::plain) {
      auto const side = size_ * 0.6;
      auto const width = flow_.measure(text, style).width;
      flow_.put(kDecoration,
                mark_of(tone, {box.right() - kCellPad - width - side - 3, box.y + kRowPad + size_ * 0.36},
                        side, style.color));
    }
    flow_.put(node, TextItem{{box.right() - kCellPad, box.y + kRowPad}, text, style});
  }

  void set_left_out(std::size_t count, Words const& words) {
    set_remark(flow_.node(Role::cell, flow_.node(Role::row, table_)),
               {"report.page.more_rows", {{"count", static_cast<std::int64_t>(count)}}}, words);
  }

  // Said across all columns.
  void set_remark(std::size_t node, Message const& remark, Words const& words) {
    auto style = cell_style(0, Weight::regular);
    style.color = flow_.theme().muted;
    style.width = flow_.width() - 2 * kCellPad;
    flow_.text(node, {flow_.left() + kCellPad, flow_.y() + kRowPad},
               words.translator.render(remark, words.reader), style);
    flow_.advance(line_height() + 2 * kRowPad);
  }

  Flow& flow_;
  Grid const& grid_;
  TableText const& text_;
  double size_;
  ColumnGroup const* group_ = nullptr;
  std::size_t table_ = 0;
  mutable double line_height_ = 0;
};

}  // namespace

void set_table(Flow& flow, Grid const& grid, Words const& words) {
  if (grid.columns.empty()) return;
  auto const& sheet = flow.sheet();
  auto size = sheet.cell_size;
  auto text = text_of(grid, words, flow, size);
  auto groups = plan_columns(text, flow.width());
  while (groups.size() > 1 && size > sheet.least_cell_size) {
    size = std::max(size - kStep, sheet.least_cell_size);
    text = text_of(grid, words, flow, size);
    groups = plan_columns(text, flow.width());
  }
  if (sheet.grows() && groups.size() > 1) {
    groups.resize(1);
    flow.leave_out();
  }
  auto const selection = select_rows(grid, sheet.most_rows);
  bool first = true;
  for (auto const& group : groups) {
    if (!first) flow.skip(12);
    first = false;
    TableSetter(flow, grid, text, size).set(group, selection, words);
  }
}

}  // namespace pb::reports
