#pragma once

#include <set>
#include <string>
#include <string_view>

namespace pb::reports {

// Names of the sheets of one workbook, as Excel takes them: 1 to 31 UTF-16 units, none of [ ] : * ? / \ and
// no controls, no apostrophe at either end, not "History", and no two alike whatever their case.
class SheetNames {
 public:
  // The name nearest to the title; "Sheet" where nothing of it is left. A second alike is "Title (2)".
  auto name(std::string_view title) -> std::string;

 private:
  std::set<std::string> taken_{};  // in one case
};

// A text as a cell of a workbook takes it: sound UTF-8 without what XML 1.0 forbids, what would be read as an
// escape (_x0041_) escaped, at most 32,767 characters.
[[nodiscard]] auto sheet_text(std::string_view text) -> std::string;

}  // namespace pb::reports
