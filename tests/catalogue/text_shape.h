#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pb::catalogue {

// What a text in MessageFormat is made of, apart from its words.
struct TextShape {
  std::map<std::string, std::string> placeholders;       // name to type: "", "plural", "select", "number"
  std::map<std::string, std::set<std::string>> choices;  // of a select: name to its keywords
  std::vector<std::pair<std::string, std::set<std::string>>> plurals;  // each plural: name, its keywords
  std::vector<std::string> tags;                                       // in the text outside of any choice
  std::set<std::string> all_tags;
  std::vector<std::string> problems;  // tags left open or closed wrongly, in any part
};

// Throws std::invalid_argument for what is no MessageFormat.
auto shape_of(std::string_view text) -> TextShape;

}  // namespace pb::catalogue
