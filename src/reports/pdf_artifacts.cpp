#include "reports/pdf_artifacts.h"

#include <algorithm>
#include <array>

namespace pb::reports {
namespace {

constexpr std::string_view kBlank{"\0\t\n\f\r ", 6};
constexpr std::string_view kDelimiters = "()<>[]{}/%";

bool is_blank(char c) {
  return kBlank.contains(c);
}
bool is_regular(char c) {
  return !is_blank(c) && !kDelimiters.contains(c);
}

template <std::size_t kCount>
bool one_of(std::array<std::string_view, kCount> const& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Operators that begin a path, a text or an object, and those that end it by painting (8.5.2, 9.4.1, 8.8).
constexpr std::array<std::string_view, 6> kBegins{"m", "re", "BT", "Do", "sh", "BI"};
constexpr std::array<std::string_view, 14> kEnds{"S", "s",  "f", "F",  "f*", "B",  "B*",
                                                 "b", "b*", "n", "ET", "Do", "sh", "EI"};

class Marker {
 public:
  explicit Marker(std::string_view content) : content_(content) { marked_.reserve(content.size() * 5 / 4); }

  auto run() && -> std::string {
    while (next_operation()) take();
    marked_ += content_.substr(begin_);
    return std::move(marked_);
  }

 private:
  // From the end of one operator to the end of the next.
  bool next_operation() {
    begin_ = at_;
    while (at_ < content_.size()) {
      char const c = content_[at_];
      if (c == '(')
        skip_string();
      else if (c == '%')
        at_ = std::min(content_.find_first_of("\r\n", at_), content_.size());
      else if (c == '/')
        skip_word(1);
      else if (!is_regular(c))
        ++at_;
      else if (auto const word = skip_word(0); is_operator(word)) {
        operator_ = word;
        if (word == "ID") skip_image();
        return true;
      }
    }
    return false;
  }

  static bool is_operator(std::string_view word) {
    char const c = word.front();
    bool const number = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    return !number && word != "true" && word != "false" && word != "null";
  }

  auto skip_word(std::size_t prefix) -> std::string_view {
    auto const from = at_;
    at_ += prefix;
    while (at_ < content_.size() && is_regular(content_[at_])) ++at_;
    return content_.substr(from, at_ - from);
  }

  void skip_string() {
    int depth = 0;
    for (; at_ < content_.size(); ++at_) {
      char const c = content_[at_];
      if (c == '\\')
        ++at_;
      else if (c == '(')
        ++depth;
      else if (c == ')' && --depth == 0)
        break;
    }
    at_ = std::min(at_ + 1, content_.size());
  }

  // The bytes of an inline image up to its EI, which stands between blanks.
  void skip_image() {
    for (auto end = content_.find("EI", at_); end != std::string_view::npos;
         end = content_.find("EI", end + 1)) {
      bool const after = end + 2 == content_.size() || is_blank(content_[end + 2]);
      if (!is_blank(content_[end - 1]) || !after) continue;
      at_ = end + 2;
      operator_ = "EI";
      return;
    }
    at_ = content_.size();
  }

  void take() {
    auto const operation = content_.substr(begin_, at_ - begin_);
    if (operator_ == "BDC" || operator_ == "BMC") ++depth_;
    if (depth_ == 0 && !open_ && one_of(kBegins, operator_)) {
      marked_ += "\n/Artifact BMC";
      if (!is_blank(operation.front())) marked_ += '\n';
      open_ = true;
    }
    marked_ += operation;
    if (open_ && one_of(kEnds, operator_)) {
      marked_ += "\nEMC";
      open_ = false;
    }
    if (operator_ == "EMC") --depth_;
  }

  std::string_view content_;
  std::string marked_;
  std::string_view operator_;
  std::size_t begin_ = 0;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool open_ = false;
};

}  // namespace

auto mark_artifacts(std::string_view content) -> std::string {
  return Marker(content).run();
}

}  // namespace pb::reports
