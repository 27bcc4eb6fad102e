#include "reports/page_parts.h"

#include <algorithm>

#include "charts/draw.h"

namespace pb::reports {
namespace {

using charts::Overflow;
using charts::TextStyle;
using charts::Weight;

constexpr double kBlockGap = 20;
constexpr double kUnderHeading = 7;
constexpr double kBarWidth = 2.5;
constexpr double kBarIndent = 10;
constexpr double kLeastTable = 90;  // a head and some rows
constexpr double kLeastTiles = 80;
constexpr double kLeastText = 30;
constexpr double kCaptionGap = 5;
constexpr double kMostOfPage = 0.8;  // that a chart with its caption and title may take

auto caption_style(Flow const& flow) -> TextStyle {
  return {.size = flow.sheet().small_size,
          .color = flow.theme().muted,
          .width = flow.width(),
          .overflow = Overflow::wrap,
          .most_lines = 6};
}

auto chart_height(Flow const& flow, charts::Chart const& chart) -> double {
  auto const most = flow.sheet().grows() ? flow.width() * 2 : flow.most() * kMostOfPage;
  return std::clamp(charts::height_for(chart, flow.width()), 20.0, most);
}

}  // namespace

auto color_of(Tone tone, charts::Theme const& theme) -> charts::Color {
  switch (tone) {
    case Tone::plain:
      return theme.text;
    case Tone::good:
      return theme.good;
    case Tone::bad:
      return theme.bad;
    case Tone::warning:
      return theme.warning;
  }
  return theme.text;
}

auto pointer(charts::Point at, double height, bool up, charts::Color const& color) -> ShapeItem {
  auto const base = up ? at.y + height : at.y;
  auto const tip = up ? at.y : at.y + height;
  return {{{at.x, base}, {at.x + height, base}, {at.x + height / 2, tip}}, color};
}

auto mark_of(Tone tone, charts::Point at, double side, charts::Color const& color) -> ShapeItem {
  if (tone != Tone::warning) return pointer(at, side, tone == Tone::good, color);
  auto const half = side / 2;
  return {{{at.x + half, at.y}, {at.x + side, at.y + half}, {at.x + half, at.y + side}, {at.x, at.y + half}},
          color};
}

void set_title(Flow& flow, Built const& built) {
  auto const& sheet = flow.sheet();
  auto const& theme = flow.theme();
  if (!built.organisation.empty()) {
    auto const took = flow.text(flow.node(Role::paragraph), {flow.left(), flow.y()}, built.organisation,
                                {.size = sheet.small_size + 1,
                                 .color = theme.accent,
                                 .weight = Weight::semibold,
                                 .width = flow.width()});
    flow.advance(took.height + 5);
  }
  flow.landmark(built.title);
  auto const title = flow.text(flow.node(Role::heading), {flow.left(), flow.y()}, built.title,
                               {.size = sheet.title_size,
                                .color = theme.text,
                                .weight = Weight::semibold,
                                .width = flow.width(),
                                .overflow = Overflow::wrap,
                                .most_lines = 4});
  flow.advance(title.height + 2);
  if (!built.subtitle.empty()) {
    auto const subtitle = flow.text(flow.node(Role::paragraph), {flow.left(), flow.y()}, built.subtitle,
                                    {.size = sheet.text_size + 1.5,
                                     .color = theme.muted,
                                     .width = flow.width(),
                                     .overflow = Overflow::wrap,
                                     .most_lines = 3});
    flow.advance(subtitle.height);
  }
  flow.advance(10);
  flow.put(kDecoration, GroundItem{.box = {flow.left(), flow.y(), flow.width(), 1.5}, .color = theme.accent});
  flow.advance(1.5);
}

void set_heading(Flow& flow, std::string const& title, double height_of_what_follows) {
  auto const gap = flow.page_is_empty() ? 0 : kBlockGap;
  if (title.empty()) {
    flow.keep_together(gap + height_of_what_follows);
    flow.skip(gap);
    return;
  }
  TextStyle const style{.size = flow.sheet().heading_size,
                        .color = flow.theme().text,
                        .weight = Weight::semibold,
                        .width = flow.width(),
                        .overflow = Overflow::wrap,
                        .most_lines = 3};
  auto const height = flow.measure(printable(title), style).height;
  flow.keep_together(gap + height + kUnderHeading + height_of_what_follows);
  flow.skip(gap);
  flow.landmark(title);
  flow.text(flow.node(Role::block_heading), {flow.left(), flow.y()}, title, style);
  flow.advance(height + kUnderHeading);
}

void set_notes(Flow& flow, std::vector<std::string> const& notes) {
  for (auto const& note : notes) {
    auto const style = caption_style(flow);
    auto const height = flow.measure(printable(note), style).height;
    flow.keep_together(height + 3);
    flow.skip(4);
    flow.text(flow.node(Role::paragraph), {flow.left(), flow.y()}, note, style);
    flow.advance(height);
  }
}

void set_chart(Flow& flow, ChartPart const& part, std::string const& title) {
  auto const height = chart_height(flow, part.chart);
  auto const style = caption_style(flow);
  auto const caption =
      part.summary.empty() ? 0 : kCaptionGap + flow.measure(printable(part.summary), style).height;
  flow.keep_together(height + caption);
  charts::Box const box{flow.left(), flow.y(), flow.width(), height};
  auto const figure =
      flow.figure(part.summary.empty() ? title : part.summary, {box.x, box.y, box.width, height + caption});
  flow.put(figure, ChartItem{box, part.chart});
  // The caption says what the figure's alternative text says, and is a part of it: it is heard once.
  if (!part.summary.empty()) flow.text(figure, {box.x, box.bottom() + kCaptionGap}, part.summary, style);
  flow.advance(height + caption);
}

void set_paragraphs(Flow& flow, Paragraphs const& paragraphs) {
  auto const& sheet = flow.sheet();
  bool first = true;
  std::size_t count = 0;
  for (auto const& [text, tone] : paragraphs.paragraphs) {
    if (sheet.most_paragraphs > 0 && ++count > sheet.most_paragraphs) return flow.leave_out();
    bool const marked = tone != Tone::plain;
    auto const indent = marked ? kBarIndent : 0;
    TextStyle const style{.size = sheet.text_size + 0.5,
                          .color = flow.theme().text,
                          .weight = tone == Tone::bad ? Weight::semibold : Weight::regular,
                          .width = flow.width() - indent,
                          .overflow = Overflow::wrap,
                          .most_lines = 30};
    auto const height = flow.measure(printable(text), style).height;
    flow.keep_together(height + 6);
    if (!first) flow.skip(6);
    first = false;
    if (marked)
      flow.put(kDecoration, GroundItem{.box = {flow.left(), flow.y(), kBarWidth, height},
                                       .color = color_of(tone, flow.theme()),
                                       .radius = 1});
    flow.text(flow.node(Role::paragraph), {flow.left() + indent, flow.y()}, text, style);
    flow.advance(height);
  }
}

void set_problem(Flow& flow, Problem const& problem) {
  constexpr double kPad = 9;
  auto const& theme = flow.theme();
  TextStyle const style{.size = flow.sheet().text_size,
                        .color = theme.text,
                        .width = flow.width() - 3 * kPad,
                        .overflow = Overflow::wrap,
                        .most_lines = 12};
  auto const height = flow.measure(printable(problem.text), style).height + 2 * kPad;
  flow.keep_together(height);
  charts::Box const box{flow.left(), flow.y(), flow.width(), height};
  flow.put(kDecoration, GroundItem{.box = box, .color = theme.panel, .radius = 4});
  flow.put(kDecoration,
           GroundItem{.box = {box.x, box.y, kBarWidth + 1, height}, .color = theme.warning, .radius = 1});
  flow.text(flow.node(Role::paragraph), {box.x + 2 * kPad, box.y + kPad}, problem.text, style);
  flow.advance(height);
}

void set_made(Flow& flow, std::string const& made) {
  if (made.empty()) return;
  flow.skip(14);
  auto style = caption_style(flow);
  style.size -= 1;
  flow.advance(flow.text(flow.node(Role::paragraph), {flow.left(), flow.y()}, made, style).height);
}

auto beginning_of(Flow const& flow, Part const& part) -> double {
  if (std::holds_alternative<Grid>(part)) return kLeastTable;
  if (std::holds_alternative<Tiles>(part)) return kLeastTiles;
  if (auto const* const chart = std::get_if<ChartPart>(&part))
    return chart_height(flow, chart->chart) + 3 * flow.sheet().small_size;
  return std::holds_alternative<PageBreak>(part) ? 0 : kLeastText;
}

}  // namespace pb::reports
