#include <algorithm>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::string_view kReserved = "_*[]()~`>#+-=|{}.!";

class MarkdownParser {
 public:
  explicit MarkdownParser(std::string_view markup) : markup_(markup) {}

  auto parse() -> ParsedText {
    while (at_ < markup_.size()) {
      char const c = markup_[at_];
      if (c == '\\' && at_ + 1 < markup_.size() && static_cast<unsigned char>(markup_[at_ + 1]) < 127) {
        result_.text += markup_[at_ + 1];
        at_ += 2;
      } else if (inside_code() ? c != '`' : kReserved.find(c) == std::string_view::npos) {
        result_.text += c;
        ++at_;
      } else if (auto const problem = read_mark(); problem) {
        return std::unexpected(*problem);
      }
    }
    if (!open_.empty()) {
      return std::unexpected(MarkupError{"Can't find end of the entity starting at byte offset " +
                                         std::to_string(open_.back().start_byte)});
    }
    return std::move(result_);
  }

 private:
  struct Open {
    std::string_view mark;
    std::string_view type;
    std::size_t start_byte = 0;
    std::size_t start_units = 0;
    std::string language{};
  };

  [[nodiscard]] bool inside_code() const { return !open_.empty() && open_.back().mark.starts_with('`'); }
  [[nodiscard]] bool is_open(std::string_view mark) const {
    return !open_.empty() && open_.back().mark == mark;
  }
  [[nodiscard]] bool here(std::string_view text) const { return markup_.substr(at_).starts_with(text); }

  auto read_mark() -> std::optional<MarkupError> {
    if (here("](") && is_open("[")) return close_link();
    static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
        {"```", "pre"},         {"`", "code"}, {"||", "spoiler"}, {"__", "underline"},
        {"~", "strikethrough"}, {"*", "bold"}, {"_", "italic"},   {"[", "text_link"}};
    for (auto const& [mark, type] : kMarks) {
      if (!here(mark)) continue;
      if (is_open(mark)) {
        at_ += mark.size();
        close(std::nullopt);
      } else {
        open(mark, type);
      }
      return std::nullopt;
    }
    return MarkupError{std::string("Character '") + markup_[at_] +
                       "' is reserved and must be escaped with the preceding '\\'"};
  }

  void open(std::string_view mark, std::string_view type) {
    Open entry{.mark = mark, .type = type, .start_byte = at_, .start_units = utf16_length(result_.text)};
    at_ += mark.size();
    if (mark == "```") {
      auto const line_end = std::min(markup_.find('\n', at_), markup_.size());
      auto const word = markup_.substr(at_, line_end - at_);
      if (line_end < markup_.size() && word.find_first_of(" `") == std::string_view::npos) {
        entry.language = word;
        at_ = line_end + 1;
      }
    }
    open_.push_back(std::move(entry));
  }

  auto close_link() -> std::optional<MarkupError> {
    at_ += 2;
    std::string url;
    while (at_ < markup_.size() && markup_[at_] != ')') {
      if (markup_[at_] == '\\' && at_ + 1 < markup_.size()) ++at_;
      url += markup_[at_++];
    }
    if (at_ >= markup_.size()) {
      return MarkupError{"Can't find end of a URL at byte offset " + std::to_string(open_.back().start_byte)};
    }
    ++at_;
    close(std::move(url));
    return std::nullopt;
  }

  void close(std::optional<std::string> url) {
    auto const entry = std::move(open_.back());
    open_.pop_back();
    auto const length = utf16_length(result_.text) - entry.start_units;
    if (length == 0 || (entry.type == "text_link" && !url)) return;
    Entity entity{.type = std::string(entry.type),
                  .offset = entry.start_units,
                  .length = length,
                  .url = std::move(url)};
    if (!entry.language.empty()) entity.language = entry.language;
    result_.entities.push_back(std::move(entity));
  }

  std::string_view markup_;
  std::size_t at_ = 0;
  FormattedText result_;
  std::vector<Open> open_;
};

}  // namespace

auto parse_markdown_v2(std::string_view markup) -> ParsedText {
  return MarkdownParser(markup).parse();
}

}  // namespace pb::telegram::simulator
