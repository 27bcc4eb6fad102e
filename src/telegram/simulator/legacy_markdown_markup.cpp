#include <algorithm>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/links.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

// The older Markdown: *bold*, _italic_, `code`, ```block``` and [text](address), none inside another.
class LegacyMarkdownParser {
 public:
  explicit LegacyMarkdownParser(std::string_view markup) : markup_(markup) {}

  auto parse() -> ParsedText {
    while (at_ < markup_.size()) {
      char const c = markup_[at_];
      bool const is_mark = kMarks.find(c) != std::string_view::npos;
      bool const is_escape =
          c == '\\' && at_ + 1 < markup_.size() && kMarks.find(markup_[at_ + 1]) != std::string_view::npos;
      if (is_mark) {
        if (!read_entity()) {
          return std::unexpected(
              MarkupError{"Can't find end of the entity starting at byte offset " + std::to_string(start_)});
        }
        continue;
      }
      if (is_escape) ++at_;
      result_.text += markup_[at_++];
    }
    return std::move(result_);
  }

 private:
  static constexpr std::string_view kMarks = "_*`[";

  // False when it has no end.
  bool read_entity() {
    start_ = at_;
    char const mark = markup_[at_];
    bool const is_block = markup_.substr(at_).starts_with("```");
    std::string_view const end_mark = is_block ? "```" : mark == '[' ? "]" : markup_.substr(at_, 1);
    at_ += is_block ? 3 : 1;
    std::string language;
    if (is_block) language = read_language();

    auto const end = markup_.find(end_mark, at_);
    if (end == std::string_view::npos) return false;
    auto const inner = markup_.substr(at_, end - at_);
    at_ = end + end_mark.size();
    Entity entity{.type = {}, .offset = units_.of(result_.text), .length = utf16_length(inner)};
    result_.text += inner;
    if (mark == '[') {
      entity.type = "text_link";
      entity.url = checked_link(read_address().value_or(inner));
      if (!entity.url) return true;
    } else {
      entity.type = is_block ? "pre" : mark == '`' ? "code" : mark == '*' ? "bold" : "italic";
      if (!language.empty()) entity.language = language;
    }
    if (entity.length > 0) result_.entities.push_back(std::move(entity));
    return true;
  }

  auto read_language() -> std::string {
    auto const end = std::min(markup_.find_first_of(" \t\r\n`", at_), markup_.size());
    std::string language;
    if (end < markup_.size() && markup_[end] != '`') {
      language = markup_.substr(at_, end - at_);
      at_ = end;
    }
    if (at_ < markup_.size() && (markup_[at_] == '\n' || markup_[at_] == '\r')) ++at_;
    return language;
  }

  // An address that nobody closed reaches to the end.
  auto read_address() -> std::optional<std::string_view> {
    if (!markup_.substr(at_).starts_with('(')) return std::nullopt;
    auto const end = std::min(markup_.find(')', at_), markup_.size());
    auto const address = markup_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(end + 1, markup_.size());
    return address;
  }

  std::string_view markup_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;  // of the entity being read
  FormattedText result_;
  GrowingLength units_;
};

}  // namespace

auto parse_markdown(std::string_view markup) -> ParsedText {
  return LegacyMarkdownParser(markup).parse();
}

}  // namespace pb::telegram::simulator
