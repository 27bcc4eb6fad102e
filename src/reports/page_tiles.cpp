#include <algorithm>
#include <cmath>

#include "reports/figure_text.h"
#include "reports/page_parts.h"

namespace pb::reports {
namespace {

using charts::Overflow;
using charts::TextStyle;
using charts::Weight;

constexpr double kGap = 9;
constexpr double kPad = 10;
constexpr double kLeastWidth = 120;
constexpr std::size_t kMostBeside = 4;
constexpr double kSparkHeight = 20;
constexpr double kRadius = 5;

// A tile with its texts, and how high they stand.
struct Card {
  Tile const* tile;
  std::string label;
  std::string figure;
  std::string change;
  std::string note;
  double figure_size = 0;
  double height = 0;
};

// Rows of equal length: seven tiles stand as 4 + 3, and six as 3 + 3.
auto beside(std::size_t count, double width) -> std::size_t {
  auto const fit = std::clamp(static_cast<std::size_t>((width + kGap) / (kLeastWidth + kGap)), std::size_t{1},
                              kMostBeside);
  auto const rows = (count + fit - 1) / fit;
  return (count + rows - 1) / rows;
}

class TileSetter {
 public:
  TileSetter(Flow& flow, Tiles const& tiles, Words const& words) : flow_(flow), words_(words) {
    if (tiles.tiles.empty()) return;
    columns_ = beside(tiles.tiles.size(), flow.width());
    width_ = (flow.width() - kGap * static_cast<double>(columns_ - 1)) / static_cast<double>(columns_);
    for (auto const& tile : tiles.tiles) cards_.push_back(card_of(tile));
  }

  void set() {
    if (cards_.empty()) return;
    auto const list = flow_.node(Role::list);
    for (std::size_t first = 0; first < cards_.size(); first += columns_) {
      auto const last = std::min(first + columns_, cards_.size());
      double height = 0;
      for (auto index = first; index < last; ++index) height = std::max(height, cards_[index].height);
      flow_.keep_together(height);
      if (first > 0) flow_.skip(kGap);
      for (auto index = first; index < last; ++index) {
        auto const x = flow_.left() + static_cast<double>(index - first) * (width_ + kGap);
        set_card(cards_[index], {x, flow_.y(), width_, height}, list);
      }
      flow_.advance(height);
    }
  }

 private:
  [[nodiscard]] auto inner() const -> double { return width_ - 2 * kPad; }
  [[nodiscard]] auto label_style() const -> TextStyle {
    return {.size = flow_.sheet().small_size + 0.5,
            .color = flow_.theme().muted,
            .width = inner(),
            .overflow = Overflow::wrap,
            .most_lines = 2};
  }
  [[nodiscard]] auto figure_style(double size) const -> TextStyle {
    return {.size = size, .color = flow_.theme().text, .weight = Weight::semibold};
  }
  [[nodiscard]] auto change_style(Tone tone) const -> TextStyle {
    return {.size = flow_.sheet().small_size + 0.5,
            .color = tone == Tone::plain ? flow_.theme().text : color_of(tone, flow_.theme()),
            .weight = Weight::semibold,
            .width = inner() - pointer_room()};
  }
  [[nodiscard]] auto note_style() const -> TextStyle {
    return {.size = flow_.sheet().small_size,
            .color = flow_.theme().muted,
            .width = inner(),
            .overflow = Overflow::wrap,
            .most_lines = 2};
  }
  [[nodiscard]] auto pointer_room() const -> double { return flow_.sheet().small_size + 3; }

  auto card_of(Tile const& tile) const -> Card {
    Card card{.tile = &tile,
              .label = tile.label,
              .figure = figure_text(tile.figure, words_.translator, words_.reader),
              .change = {},
              .note = tile.note,
              .figure_size = flow_.sheet().figure_size};
    // A sum too long for its tile is said in fewer characters; if it still is, in smaller ones.
    if (figure_width(card) > inner())
      card.figure = short_figure_text(tile.figure, words_.translator, words_.reader);
    if (auto const width = figure_width(card); width > inner()) card.figure_size *= inner() / width;
    card.change = change_text(tile, words_.translator, words_.reader);
    card.height = height_of(card);
    return card;
  }

  auto figure_width(Card const& card) const -> double {
    return flow_.measure(card.figure, figure_style(card.figure_size)).width;
  }

  auto height_of(Card const& card) const -> double {
    auto height = 2 * kPad + flow_.measure(printable(card.label), label_style()).height + 3 +
                  flow_.measure("0", figure_style(flow_.sheet().figure_size)).height;
    if (!card.change.empty()) height += 3 + flow_.measure(card.change, change_style(Tone::plain)).height;
    if (!card.note.empty()) height += 2 + flow_.measure(printable(card.note), note_style()).height;
    if (!card.tile->recent.values.empty()) height += 6 + kSparkHeight;
    return height;
  }

  void set_card(Card const& card, charts::Box const& box, std::size_t list) {
    auto const& theme = flow_.theme();
    auto const tone = card.tile->tone;
    flow_.put(kDecoration, GroundItem{.box = box, .color = theme.panel, .radius = kRadius});
    if (!card.tile->recent.values.empty())
      flow_.put(kDecoration,
                ChartItem{{box.x + kPad, box.bottom() - kPad - kSparkHeight, inner(), kSparkHeight},
                          charts::Chart{.content = card.tile->recent}});
    auto const body = flow_.node(Role::list_body, flow_.node(Role::list_item, list));
    auto const x = box.x + kPad;
    auto y = box.y + kPad;
    y += flow_.text(flow_.node(Role::paragraph, body), {x, y}, card.label, label_style()).height + 3;
    auto const line = flow_.measure("0", figure_style(flow_.sheet().figure_size)).height;
    auto const took = flow_.measure(card.figure, figure_style(card.figure_size)).height;
    flow_.text(flow_.node(Role::paragraph, body), {x, y + (line - took)}, card.figure,
               figure_style(card.figure_size));
    y += line;
    if (!card.change.empty()) {
      auto const style = change_style(tone);
      auto const change = whole(card.tile->change->value).value_or(0);
      auto const side = style.size * 0.72;
      if (change != 0)
        flow_.put(kDecoration, pointer({x, y + 3 + style.size * 0.27}, side, change > 0, style.color));
      auto const indent = change != 0 ? pointer_room() : 0;
      y += 3 + flow_.text(flow_.node(Role::paragraph, body), {x + indent, y + 3}, card.change, style).height;
    }
    if (!card.note.empty())
      flow_.text(flow_.node(Role::paragraph, body), {x, y + 2}, card.note, note_style());
  }

  Flow& flow_;
  Words const& words_;
  std::vector<Card> cards_;
  std::size_t columns_ = 1;
  double width_ = 0;
};

}  // namespace

void set_tiles(Flow& flow, Tiles const& tiles, Words const& words) {
  TileSetter(flow, tiles, words).set();
}

}  // namespace pb::reports
