#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/route.h"
#include "telegram/types.h"

namespace pb::bot {

// What one living message shows: HTML text and inline buttons. A text too long for one message has its
// beginning in `earlier` messages, sent before.
struct Screen {
  std::string html;
  telegram::Keyboard keyboard;
  std::vector<std::string> earlier{};
};

// Builds a screen line by line. Text given to it is HTML already: plain values go through
// telegram::escape_html, which the i18n arguments of Turn::text do by themselves.
class Page {
 public:
  Page& line(std::string_view html) {
    if (!screen_.html.empty()) screen_.html += '\n';
    screen_.html += html;
    return *this;
  }
  Page& gap() { return line(""); }
  // A button in a row of its own, or beside the last one.
  Page& button(std::string label, Route const& route) {
    screen_.keyboard.push_back({{.text = std::move(label), .callback_data = route.encode()}});
    return *this;
  }
  Page& beside(std::string label, Route const& route) {
    screen_.keyboard.back().push_back({.text = std::move(label), .callback_data = route.encode()});
    return *this;
  }
  // Beside the last button where both labels are short and its row has room, else in a row of its own.
  Page& tile(std::string label, Route const& route);
  Page& link(std::string label, std::string url) {
    screen_.keyboard.push_back({{.text = std::move(label), .callback_data = {}, .url = std::move(url)}});
    return *this;
  }
  // The messages of a long text: the last one gets the buttons.
  Page& texts(std::vector<std::string> messages) {
    for (auto& message : messages) {
      if (!screen_.html.empty()) screen_.earlier.push_back(std::move(screen_.html));
      screen_.html = std::move(message);
    }
    return *this;
  }
  [[nodiscard]] auto done() -> Screen { return std::move(screen_); }

 private:
  Screen screen_;
  std::size_t rows_to_open_tile_ = 0;  // the row a tile can be put into is this one, counted from 1
};

}  // namespace pb::bot
