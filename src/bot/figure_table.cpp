#include "bot/figure_table.h"

#include <algorithm>
#include <array>

#include "bot/report_text.h"
#include "domain/name.h"
#include "telegram/html.h"

namespace pb::bot {
namespace {

// Each is right-aligned.
struct Cells {
  std::string plan;
  std::string fact;
  std::string share;
};

struct Scale {
  std::int64_t divisor = 0;  // of minor units
  std::string_view note_key{};
};
constexpr std::array kScales = {Scale{100, ""}, Scale{100'000, "report.in_thousands"},
                                Scale{100'000'000, "report.in_millions"}};

// Half away from zero.
auto rounded(Money amount, std::int64_t divisor) -> std::int64_t {
  auto const half = amount.minor < 0 ? -divisor / 2 : divisor / 2;
  return (amount.minor + half) / divisor;
}

auto cells_of(Voice const& voice, collection::Figures const& figures, Scale const& scale) -> Cells {
  auto const number = [&](Money amount) { return voice.number(rounded(amount, scale.divisor)); };
  bool const some_fact = figures.without_fact < figures.territories;
  auto const attainment = figures.attainment();
  return {.plan = number(figures.plan),
          .fact = some_fact ? number(figures.fact) : "—",
          .share = attainment ? percent(voice, attainment) : "—"};
}

auto head_of(Voice const& voice) -> Cells {
  return {voice.plain("report.column_plan"), voice.plain("report.column_fact"),
          voice.plain("report.column_share")};
}

struct Widths {
  std::size_t plan = 0;
  std::size_t fact = 0;
  std::size_t share = 0;

  void hold(Cells const& cells) {
    plan = std::max(plan, character_count(cells.plan));
    fact = std::max(fact, character_count(cells.fact));
    share = std::max(share, character_count(cells.share));
  }
  [[nodiscard]] auto total() const -> std::size_t { return plan + 1 + fact + 1 + share; }
};

auto right(std::string const& text, std::size_t width) -> std::string {
  auto const length = character_count(text);
  return std::string(width > length ? width - length : 0, ' ') + text;
}

// Spread over the whole width, so that tables of one message stand under each other.
auto line_of(Cells const& cells, Widths const& widths) -> std::string {
  auto const spare = kTableColumns > widths.total() ? kTableColumns - widths.total() : 0;
  auto const text = right(cells.plan, widths.plan + spare / 2) + " " +
                    right(cells.fact, widths.fact + spare - spare / 2) + " " +
                    right(cells.share, widths.share);
  return "<code>" + telegram::escape_html(text) + "</code>";
}

auto widths_of(Voice const& voice, std::vector<FigureRow> const& rows, Scale const& scale) -> Widths {
  Widths widths;
  widths.hold(head_of(voice));
  for (auto const& row : rows) widths.hold(cells_of(voice, row.figures, scale));
  return widths;
}

auto fitting_scale(Voice const& voice, std::vector<FigureRow> const& rows) -> Scale {
  for (auto const& scale : kScales) {
    if (widths_of(voice, rows, scale).total() <= kTableColumns) return scale;
  }
  return kScales.back();
}

auto sentences(Voice const& voice, std::vector<FigureRow> const& rows) -> std::vector<std::string> {
  std::vector<std::string> blocks;
  for (auto const& row : rows) {
    bool const some_fact = row.figures.without_fact < row.figures.territories;
    blocks.push_back(
        some_fact ? voice.html("report.spoken_row", {{"name", row.name},
                                                     {"plan", row.figures.plan},
                                                     {"fact", row.figures.fact},
                                                     {"share", percent(voice, row.figures.attainment())}})
                  : voice.html("report.spoken_missing", {{"name", row.name}, {"plan", row.figures.plan}}));
  }
  return blocks;
}

}  // namespace

auto figure_table(Voice const& voice, std::vector<FigureRow> const& rows) -> std::vector<std::string> {
  if (rows.empty()) return {};
  if (voice.listens()) return sentences(voice, rows);
  auto const scale = fitting_scale(voice, rows);
  auto const widths = widths_of(voice, rows, scale);
  auto head = line_of(head_of(voice), widths);
  if (!scale.note_key.empty()) head = voice.html(scale.note_key) + "\n" + head;
  std::vector<std::string> blocks{std::move(head)};
  for (auto const& row : rows) {
    auto const name = telegram::escape_html(row.name);
    blocks.push_back((row.kind == FigureRow::Kind::total ? "<b>" + name + "</b>" : name) + "\n" +
                     line_of(cells_of(voice, row.figures, scale), widths));
  }
  return blocks;
}

}  // namespace pb::bot
