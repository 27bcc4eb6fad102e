#include "reports/page_flow.h"

#include "base/utf8.h"

namespace pb::reports {

auto printable(std::string_view text) -> std::string {
  auto sound = as_sound_text(text);
  std::string result;
  result.reserve(sound.size());
  for (std::size_t at = 0; at < sound.size();) {
    auto const [point, bytes] = decode_utf8(sound, at);
    bool const control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    bool const separator = point == 0x2028 || point == 0x2029;
    // A direction begun in a name and not ended would turn what stands after it.
    bool const direction = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    if (control || separator)
      result += ' ';
    else if (!direction)
      result.append(sound, at, bytes);
    at += bytes;
  }
  return result;
}

Flow::Flow(Sheet const& sheet, Ruler ruler) : sheet_(sheet), ruler_(std::move(ruler)), y_(sheet.top) {
  pages_.size = {.width = sheet.width, .height = sheet.height};
  pages_.theme = sheet.theme;
  pages_.pages.emplace_back();
}

double Flow::most() const {
  if (sheet_.grows()) return std::numeric_limits<double>::infinity();
  return sheet_.height - sheet_.bottom - sheet_.top;
}

double Flow::rest() const {
  if (sheet_.grows()) return std::numeric_limits<double>::infinity();
  return sheet_.height - sheet_.bottom - y_;
}

bool Flow::keep_together(double height) {
  if (height <= rest() || page_is_empty()) return false;
  next_page();
  return true;
}

void Flow::next_page() {
  if (sheet_.grows()) return;
  pages_.pages.emplace_back();
  y_ = sheet_.top;
}

auto Flow::node(Role role, std::size_t parent) -> std::size_t {
  pages_.nodes.push_back({.role = role, .parent = parent});
  return pages_.nodes.size() - 1;
}

auto Flow::figure(std::string_view alternative, charts::Box const& bounds) -> std::size_t {
  pages_.nodes.push_back({.role = Role::figure, .alternative = printable(alternative), .bounds = bounds});
  return pages_.nodes.size() - 1;
}

auto Flow::text(std::size_t node, charts::Point at, std::string_view text, charts::TextStyle const& style)
    -> charts::Size {
  auto shown = printable(text);
  auto const size = ruler_(shown, style);
  put(node, TextItem{at, std::move(shown), style});
  return size;
}

void Flow::landmark(std::string_view title) {
  pages_.landmarks.push_back({printable(title), pages_.pages.size() - 1, y_});
}

auto Flow::finish() && -> Pages {
  if (sheet_.grows()) pages_.size.height = y_ + sheet_.bottom;
  return std::move(pages_);
}

}  // namespace pb::reports
