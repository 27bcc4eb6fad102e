#pragma once

#include <boost/describe/enum.hpp>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "charts/canvas.h"
#include "charts/chart.h"
#include "charts/theme.h"

// A report laid out on pages: what stands where and what it means, before anything is drawn.
namespace pb::reports {

// What a thing on a page is, in the words of PDF's structure (ISO 32000-1, 14.8.4).
BOOST_DEFINE_ENUM_CLASS(Role, document, heading, block_heading, paragraph, list, list_item, list_body, table,
                        row, column_head, row_head, cell, figure)

struct Node {
  Role role = Role::document;
  std::size_t parent = 0;     // 0: the document itself, which is its own
  std::string alternative{};  // of a figure: what it shows, in words
  charts::Box bounds{};       // of a figure
};

// Of items that say nothing to a listener: rules, grounds, page numbers, heads repeated on the next page.
inline constexpr auto kDecoration = std::numeric_limits<std::size_t>::max();

struct TextItem {
  charts::Point at;  // as Canvas::text has it
  std::string text;
  charts::TextStyle style;
};
struct GroundItem {
  charts::Box box;
  charts::Color color;
  double radius = 0;
};
struct RuleItem {
  charts::Point from;
  charts::Point to;
  charts::Stroke stroke;
};
// A filled shape: a triangle that points up or down.
struct ShapeItem {
  std::vector<charts::Point> outline;
  charts::Color color;
};
struct ChartItem {
  charts::Box box;
  charts::Chart chart;
};

struct Item {
  std::size_t node = kDecoration;
  std::variant<TextItem, GroundItem, RuleItem, ShapeItem, ChartItem> what;
};

struct Page {
  std::vector<Item> items;  // in the order of reading; items of one node stand together
};

// An entry of the outline that viewers show beside the pages.
struct Landmark {
  std::string title;
  std::size_t page = 0;
  double y = 0;
};

struct Pages {
  charts::Size size{};                   // of every page
  std::vector<Node> nodes{Node{}};       // parents before children; 0 is the document
  std::vector<Page> pages{};             // at least one
  std::vector<Landmark> landmarks{};     // by page
  charts::Theme const* theme = nullptr;  // its colours; outlives the pages
};

// The room a text takes (Canvas::measure).
using Ruler = std::function<charts::Size(std::string_view, charts::TextStyle const&)>;

// A text as it can be set: one that is no UTF-8 is mended; control characters, which have no shape, are
// blanks.
[[nodiscard]] auto printable(std::string_view text) -> std::string;

}  // namespace pb::reports
