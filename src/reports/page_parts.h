#pragma once

#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/page_flow.h"

// How each kind of part is set on a page. Tables are in page_table.h, tiles in page_tiles.cpp.
namespace pb::reports {

// Who reads, and in which words.
struct Words {
  i18n::Translator const& translator;
  i18n::Reader const& reader;
};

[[nodiscard]] auto color_of(Tone tone, charts::Theme const& theme) -> charts::Color;

// A triangle of this height that points up or down, at its top left corner.
[[nodiscard]] auto pointer(charts::Point at, double height, bool up, charts::Color const& color) -> ShapeItem;
// What a judged number stands beside: a triangle that points up (good) or down (bad), a diamond (warning).
[[nodiscard]] auto mark_of(Tone tone, charts::Point at, double side, charts::Color const& color) -> ShapeItem;

// Organisation, title, subtitle.
void set_title(Flow& flow, Built const& built);
// The height that must be left for a block's title to stand with what follows.
void set_heading(Flow& flow, std::string const& title, double height_of_what_follows);
void set_notes(Flow& flow, std::vector<std::string> const& notes);
void set_tiles(Flow& flow, Tiles const& tiles, Words const& words);
void set_chart(Flow& flow, ChartPart const& part, std::string const& title);
void set_paragraphs(Flow& flow, Paragraphs const& paragraphs);
void set_problem(Flow& flow, Problem const& problem);
// Under a picture, which has no foot.
void set_made(Flow& flow, std::string const& made);
// Words at the foot and head of every page, page numbers among them.
void set_margins(Pages& pages, Built const& built, Sheet const& sheet, Words const& words);

// The least height in which such a part begins well.
[[nodiscard]] auto beginning_of(Flow const& flow, Part const& part) -> double;

}  // namespace pb::reports
