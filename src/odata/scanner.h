#pragma once

#include <cctype>
#include <optional>
#include <string>
#include <string_view>

namespace pb::odata {

// Words, texts and signs of an option, one after another.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  void skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
  }
  [[nodiscard]] auto at_end() -> bool {
    skip_blanks();
    return rest_.empty();
  }
  auto take(char sign) -> bool {
    skip_blanks();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // A name, a keyword, or a literal but for texts; empty where there is none.
  auto word() -> std::string_view {
    skip_blanks();
    std::size_t length = 0;
    while (length < rest_.size() && is_of_word(rest_[length])) ++length;
    auto const taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }
  auto take_word(std::string_view wanted) -> bool {
    auto const before = rest_;
    if (word() == wanted) return true;
    rest_ = before;
    return false;
  }
  [[nodiscard]] auto next_is(char sign) -> bool {
    skip_blanks();
    return rest_.starts_with(sign);
  }
  // 'It''s': quotes are doubled within.
  auto text() -> std::optional<std::string> {
    if (!take('\'')) return std::nullopt;
    std::string value;
    while (!rest_.empty()) {
      char const c = rest_.front();
      rest_.remove_prefix(1);
      if (c != '\'') {
        value += c;
      } else if (rest_.starts_with('\'')) {
        value += c;
        rest_.remove_prefix(1);
      } else {
        return value;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] auto rest() const -> std::string_view { return rest_; }

 private:
  static auto is_of_word(char c) -> bool {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' || c == ':' ||
           c == '+' || c == '$';
  }
  std::string_view rest_;
};

}  // namespace pb::odata
