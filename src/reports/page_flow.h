#pragma once

#include <functional>

#include "reports/page.h"
#include "reports/sheet.h"

namespace pb::reports {

// Where the next thing goes: down the page, and on to the next one. Everything laid out is put down here.
class Flow {
 public:
  Flow(Sheet const& sheet, Ruler ruler);

  [[nodiscard]] auto sheet() const -> Sheet const& { return sheet_; }
  [[nodiscard]] auto theme() const -> charts::Theme const& { return *sheet_.theme; }
  [[nodiscard]] auto measure(std::string_view text, charts::TextStyle const& style) const -> charts::Size {
    return ruler_(text, style);
  }
  [[nodiscard]] double left() const { return sheet_.margin; }
  [[nodiscard]] double width() const { return sheet_.content_width(); }
  [[nodiscard]] double y() const { return y_; }
  // What a page that begins now could hold, and what is left of this one.
  [[nodiscard]] double most() const;
  [[nodiscard]] double rest() const;
  [[nodiscard]] bool page_is_empty() const { return pages_.pages.back().items.empty(); }

  // Moves down. A gap at the top of a page is none.
  void skip(double height) { y_ += page_is_empty() ? 0 : height; }
  void advance(double height) { y_ += height; }
  // Goes on to the next page when less than this height is left of one that has something; whether it did.
  bool keep_together(double height);
  void next_page();

  [[nodiscard]] auto node(Role role, std::size_t parent = 0) -> std::size_t;
  [[nodiscard]] auto figure(std::string_view alternative, charts::Box const& bounds) -> std::size_t;
  template <class What>
  void put(std::size_t node, What what) {
    pages_.pages.back().items.push_back({node, std::move(what)});
  }
  // A text, printable; the room it took.
  auto text(std::size_t node, charts::Point at, std::string_view text, charts::TextStyle const& style)
      -> charts::Size;
  void landmark(std::string_view title);

  // A short sheet says at its end that the report has more than it shows.
  void leave_out() { left_out_ = true; }
  [[nodiscard]] bool left_out() const { return left_out_; }

  // The pages, when everything is put down. A page that grew ends here.
  [[nodiscard]] auto finish() && -> Pages;

 private:
  Sheet sheet_;
  Ruler ruler_;
  Pages pages_;
  double y_ = 0;
  bool left_out_ = false;
};

}  // namespace pb::reports
