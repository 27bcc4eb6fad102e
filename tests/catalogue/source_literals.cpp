#include "catalogue/source_literals.h"

#include <algorithm>

namespace pb::catalogue {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  auto read() -> std::vector<Literal> {
    while (at_ < source_.size()) step();
    return std::move(found_);
  }

 private:
  void step() {
    if (starts("//") || starts("#include")) return skip_past("\n");
    if (starts("/*")) return skip_past("*/");
    if (starts("R\"")) return raw_string();
    if (source_[at_] == '"') return string();
    if (source_[at_] == '\'' && !inside_number()) return character();
    code(source_[at_++]);
  }

  [[nodiscard]] bool starts(std::string_view what) const { return source_.substr(at_).starts_with(what); }
  // 1'000 rather than 'x', u8'x' or U'x'.
  [[nodiscard]] bool inside_number() const {
    auto start = at_;
    while (start > 0 && (std::isalnum(byte(start - 1)) != 0 || source_[start - 1] == '\'')) --start;
    return start < at_ && std::isdigit(byte(start)) != 0;
  }
  [[nodiscard]] auto byte(std::size_t at) const -> unsigned char {
    return static_cast<unsigned char>(source_[at]);
  }

  void code(char c) {
    if (c == '\n') ++line_;
    if (std::isspace(static_cast<unsigned char>(c)) == 0) before_ += c;
  }

  void skip_past(std::string_view end) {
    auto const found = std::min(source_.find(end, at_), source_.size());
    auto const past = std::min(found + end.size(), source_.size());
    line_ += static_cast<std::size_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 source_.begin() + static_cast<std::ptrdiff_t>(past), '\n'));
    at_ = past;
  }

  // Just behind the closing quote.
  [[nodiscard]] auto end_of_quoted(char quote) const -> std::size_t {
    auto end = at_ + 1;
    while (end < source_.size() && source_[end] != quote) end += source_[end] == '\\' ? 2 : 1;
    return std::min(end + 1, source_.size());
  }

  void string() {
    auto const end = end_of_quoted('"');
    keep(source_.substr(at_ + 1, end - at_ - 2));
    at_ = end;
  }

  void character() {
    at_ = end_of_quoted('\'');
    before_ += "''";
  }

  void raw_string() {
    auto const open = source_.find('(', at_);
    auto const mark = ")" + std::string(source_.substr(at_ + 2, open - at_ - 2)) + "\"";
    auto const close = source_.find(mark, open);
    keep(source_.substr(open + 1, close - open - 1));
    skip_past(mark);
  }

  void keep(std::string_view text) {
    auto const from = before_.size() > kBefore ? before_.size() - kBefore : 0;
    found_.push_back({.text = std::string(text), .before = before_.substr(from), .line = line_});
    before_ += "\"\"";
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::string before_;
  std::vector<Literal> found_;
};

}  // namespace

auto literals_of(std::string_view source) -> std::vector<Literal> {
  return Reader(source).read();
}

}  // namespace pb::catalogue
