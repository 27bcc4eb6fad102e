#include "reports/page_layout.h"

#include "reports/page_parts.h"
#include "reports/page_table.h"

namespace pb::reports {
namespace {

constexpr double kUnderTitle = 14;

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

void set_part(Flow& flow, Block const& block, Words const& words) {
  std::visit(Overloaded{
                 [&](Tiles const& tiles) { set_tiles(flow, tiles, words); },
                 [&](Grid const& grid) { set_table(flow, grid, words); },
                 [&](ChartPart const& chart) { set_chart(flow, chart, block.title); },
                 [&](Paragraphs const& paragraphs) { set_paragraphs(flow, paragraphs); },
                 [&](PageBreak const&) {},
                 [&](Problem const& problem) { set_problem(flow, problem); },
             },
             block.part);
}

// What a short sheet has had of each kind.
class Allowance {
 public:
  explicit Allowance(Sheet const& sheet) : sheet_(sheet) {}

  bool take(Part const& part) {
    if (std::holds_alternative<ChartPart>(part)) return another(charts_, sheet_.most_charts);
    if (std::holds_alternative<Grid>(part)) return another(tables_, sheet_.most_tables);
    return true;
  }

 private:
  static bool another(std::size_t& had, std::size_t most) { return ++had <= most || most == 0; }

  Sheet const& sheet_;
  std::size_t charts_ = 0;
  std::size_t tables_ = 0;
};

// A break after which nothing comes would leave an empty page.
auto without_last_breaks(std::vector<Block> const& blocks) -> std::size_t {
  auto count = blocks.size();
  while (count > 0 && std::holds_alternative<PageBreak>(blocks[count - 1].part)) --count;
  return count;
}

}  // namespace

auto lay_out(Built const& built, Sheet const& sheet, Ruler ruler, i18n::Translator const& translator)
    -> Pages {
  Words const words{translator, built.reader};
  Flow flow(sheet, std::move(ruler));
  Allowance allowance(flow.sheet());
  set_title(flow, built);
  flow.advance(kUnderTitle);
  bool first = true;
  auto const count = without_last_breaks(built.blocks);
  for (std::size_t index = 0; index < count; ++index) {
    auto const& block = built.blocks[index];
    if (std::holds_alternative<PageBreak>(block.part)) {
      // The first would leave the title alone on its page.
      if (!first && !flow.page_is_empty()) flow.next_page();
      continue;
    }
    if (!allowance.take(block.part) || (sheet.grows() && flow.y() > sheet.most_height)) {
      flow.leave_out();
      continue;
    }
    if (!first || !block.title.empty()) set_heading(flow, block.title, beginning_of(flow, block.part));
    first = false;
    set_part(flow, block, words);
    set_notes(flow, block.notes);
  }
  if (flow.left_out())
    set_notes(flow, {translator.render(Message("report.page.more_elsewhere"), built.reader)});
  if (sheet.grows()) set_made(flow, built.made);
  auto pages = std::move(flow).finish();
  set_margins(pages, built, sheet, words);
  return pages;
}

}  // namespace pb::reports
