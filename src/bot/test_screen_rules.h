#pragma once

#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "bot/figure_table.h"
#include "bot/route.h"
#include "domain/name.h"
#include "telegram/html.h"
#include "telegram/types.h"

// For tests: what every screen must keep to, whoever sees it.
namespace pb::bot {

// What is wrong with the tags of a text; empty: nothing. The tags are Telegram's, nested and closed; "&"
// begins an entity.
inline auto problem_of_html(std::string const& html) -> std::string {
  std::vector<std::string> open;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] == '&') {
      static std::regex const entity("^&(amp|lt|gt|quot|#\\d+);");
      if (!std::regex_search(html.substr(at, 10), entity)) return "a bare &";
    }
    if (html[at] == '>') return "a bare >";
    if (html[at] != '<') continue;
    auto const end = html.find('>', at);
    if (end == std::string::npos) return "an open <";
    auto const tag = html.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "</" + tag + "> closes nothing";
      open.pop_back();
    } else if (tag == "b" || tag == "i" || tag == "code" || tag == "pre") {
      open.push_back(tag);
    } else if (std::regex_match(tag, std::regex(R"x(a href="https?://[^"<>]+")x"))) {
      open.emplace_back("a");
    } else {
      return "<" + tag + "> is no tag";
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

inline void check_text(std::string const& text) {
  static std::regex const placeholder(R"(\{[a-z_]+\})");
  EXPECT_FALSE(std::regex_search(text, placeholder)) << "a value is missing:\n" << text;
  static std::regex const key(R"(^[a-z_]+\.[a-z_]+$)");
  EXPECT_FALSE(std::regex_match(text, key)) << "a text is missing: " << text;
}

inline void check_screen(std::string const& html, telegram::Keyboard const& keyboard) {
  EXPECT_EQ(problem_of_html(html), "") << html;
  EXPECT_FALSE(html.empty());
  check_text(html);
  std::regex const tags("<[^>]*>");
  auto const visible = std::regex_replace(html, tags, "");
  EXPECT_LE(telegram::utf16_length(visible), telegram::kMessageLimit);

  std::regex const table_line("<code>([^<]*)</code>");
  for (auto at = std::sregex_iterator(html.begin(), html.end(), table_line); at != std::sregex_iterator();
       ++at)
    EXPECT_LE(character_count((*at)[1].str()), kTableColumns) << (*at)[1].str();

  std::size_t buttons = 0;
  for (auto const& row : keyboard) {
    EXPECT_FALSE(row.empty());
    for (auto const& button : row) {
      ++buttons;
      EXPECT_FALSE(button.text.empty());
      check_text(button.text);
      EXPECT_LE(button.callback_data.size(), kCallbackLimitBytes) << button.callback_data;
      EXPECT_NE(button.callback_data.empty(), !button.url) << button.text;
    }
  }
  EXPECT_LE(buttons, 100U);
}

}  // namespace pb::bot
