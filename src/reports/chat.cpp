#include "reports/chat.h"

#include <algorithm>
#include <iterator>

#include "reports/chat_table.h"
#include "reports/figure_text.h"
#include "reports/file_name.h"
#include "reports/row_selection.h"
#include "reports/tone_text.h"
#include "telegram/html.h"

namespace pb::reports {
namespace {

using Texts = std::vector<std::string>;

void append(Texts& blocks, Texts more) {
  std::ranges::move(more, std::back_inserter(blocks));
}

// The first series, up to the last number that is known.
auto series_of(Grid const& data) -> std::vector<charts::Number> {
  std::vector<charts::Number> values;
  for (auto const& row : data.rows) {
    auto const* const figure = row.cells.size() > 1 ? std::get_if<Figure>(&row.cells[1].content) : nullptr;
    bool const known = figure != nullptr && analytics::has_data(figure->value);
    values.push_back(known ? charts::Number(static_cast<double>(analytics::as_real(figure->value)))
                           : std::nullopt);
  }
  while (!values.empty() && !values.back()) values.pop_back();
  return values;
}

class Chat {
 public:
  Chat(Built const& built, i18n::Translator const& translator, ChatLayout layout)
      : built_(built), translator_(translator), layout_(layout) {}

  auto blocks() -> Texts {
    std::string head = "<b>" + one_line(built_.title) + "</b>";
    if (!built_.subtitle.empty()) head += "\n" + one_line(built_.subtitle);
    blocks_.push_back(std::move(head));
    for (auto const& block : built_.blocks) add(block);
    if (!built_.made.empty()) {
      blocks_.emplace_back();
      blocks_.push_back("<i>" + one_line(built_.made) + "</i>");
    }
    return std::move(blocks_);
  }

 private:
  void add(Block const& block) {
    auto parts = std::visit([&](auto const& part) { return part_blocks(part); }, block.part);
    if (parts.empty() && block.notes.empty()) return;
    blocks_.emplace_back();
    for (auto const& note : block.notes) parts.push_back("<i>" + one_line(note) + "</i>");
    // A title stays with what it is the title of.
    if (!block.title.empty()) parts.front() = "<b>" + one_line(block.title) + "</b>\n" + parts.front();
    append(blocks_, std::move(parts));
  }

  auto part_blocks(Tiles const& tiles) -> Texts {
    Texts parts;
    for (auto const& tile : tiles.tiles) parts.push_back(tile_block(tile));
    return parts;
  }
  auto part_blocks(Grid const& grid) -> Texts {
    if (grid.rows.empty()) return {render("bot.no_data")};
    return listens() ? spoken_table(grid, translator_, built_.reader)
                     : chat_table(grid, translator_, built_.reader);
  }
  auto part_blocks(ChartPart const& part) -> Texts {
    auto text = one_line(part.summary);
    bool const follows_time = part.kind == ChartKind::line || part.kind == ChartKind::sparkline;
    if (follows_time && !listens()) {
      auto const bars = sparkline_text(series_of(part.data), kChatColumns);
      if (!bars.empty()) text = "<code>" + bars + "</code>" + (text.empty() ? "" : "\n" + text);
    }
    return text.empty() ? Texts{} : Texts{std::move(text)};
  }
  auto part_blocks(Paragraphs const& paragraphs) -> Texts {
    Texts parts;
    for (auto const& [text, tone] : paragraphs.paragraphs) parts.push_back(toned(one_line(text), tone));
    return parts;
  }
  auto part_blocks(PageBreak const& /*part*/) -> Texts { return {}; }
  auto part_blocks(Problem const& problem) -> Texts { return {toned(one_line(problem.text), Tone::warning)}; }

  auto tile_block(Tile const& tile) -> std::string {
    bool const known = analytics::has_data(tile.figure.value);
    auto const figure = known || !listens() ? escaped(figure_text(tile.figure, translator_, built_.reader))
                                            : render("bot.no_data");
    auto text = one_line(tile.label) + ": " + (listens() ? figure : "<b>" + figure + "</b>");
    std::string change;
    change = escaped(change_text(tile, translator_, built_.reader));
    if (!tile.note.empty()) change += (change.empty() ? "" : " ") + one_line(tile.note);
    if (!change.empty()) text += listens() ? ", " + change : " (" + change + ")";
    text = toned(std::move(text), tile.tone);
    auto const bars = listens() ? std::string() : sparkline_text(tile.recent.values, kChatColumns);
    return bars.empty() ? text : text + "\n<code>" + bars + "</code>";
  }

  // The sign goes before, the words after what they are about.
  auto toned(std::string text, Tone tone) -> std::string {
    if (tone == Tone::plain) return text;
    if (!listens()) return std::string(tone_sign(tone)) + " " + text;
    auto const words = tone_words(tone, translator_, built_.reader);
    if (text.ends_with('.')) text.pop_back();
    return text + " — " + words;
  }

  [[nodiscard]] auto listens() const -> bool { return layout_ == ChatLayout::lines; }
  [[nodiscard]] auto render(char const* key) const -> std::string {
    return translator_.render(Message(key), built_.reader);
  }
  static auto escaped(std::string const& text) -> std::string { return telegram::escape_html(text); }
  static auto one_line(std::string const& text) -> std::string { return escaped(in_one_line(text)); }

  Built const& built_;
  i18n::Translator const& translator_;
  ChatLayout layout_;
  Texts blocks_{};
};

}  // namespace

auto to_chat(Built const& built, i18n::Translator const& translator, ChatLayout layout)
    -> std::vector<std::string> {
  return telegram::messages_of(Chat(for_message(built, translator), translator, layout).blocks());
}

auto to_text(Built const& built, i18n::Translator const& translator, ChatLayout layout) -> File {
  std::string text;
  for (auto const& block : Chat(built, translator, layout).blocks())
    text += telegram::without_markup(block) + "\n";
  return {file_name(built, "txt"), "text/plain; charset=utf-8", std::move(text)};
}

}  // namespace pb::reports
