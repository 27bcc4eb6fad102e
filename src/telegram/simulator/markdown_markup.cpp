#include <algorithm>
#include <array>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/links.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::string_view kReserved = "_*[]()~`>#+-=|{}.!";

struct Mark {
  std::string_view text;
  std::string_view type;   // of the entity
  std::string_view title;  // as Telegram's refusals call it
};

// Longer marks stand before those they begin with.
constexpr std::array<Mark, 8> kMarks{{{"```", "pre", "Pre"},
                                      {"`", "code", "Code"},
                                      {"||", "spoiler", "Spoiler"},
                                      {"__", "underline", "Underline"},
                                      {"~", "strikethrough", "Strikethrough"},
                                      {"*", "bold", "Bold"},
                                      {"_", "italic", "Italic"},
                                      {"[", "text_link", "TextUrl"}}};

class MarkdownParser {
 public:
  explicit MarkdownParser(std::string_view markup) : markup_(markup) {}

  auto parse() -> ParsedText {
    while (at_ < markup_.size()) {
      char const c = markup_[at_];
      if (is_escape()) {
        result_.text += markup_[at_ + 1];
        at_ += 2;
      } else if (inside_code() ? c != '`' : kReserved.find(c) == std::string_view::npos) {
        result_.text += c;
        ++at_;
      } else if (auto const problem = read_mark(); problem) {
        return std::unexpected(*problem);
      }
    }
    if (open_.empty()) return std::move(result_);
    auto const& last = open_.back();
    std::string const title(last.language.empty() ? last.mark->title : "PreCode");
    return std::unexpected(MarkupError{"Can't find end of " + title + " entity at byte offset " +
                                       std::to_string(last.start_byte)});
  }

 private:
  struct Open {
    Mark const* mark = nullptr;
    std::size_t start_byte = 0;        // in the markup
    std::size_t start_units = 0;       // in the text
    std::size_t start_text_bytes = 0;  // in the text
    std::string language{};
  };
  using Problem = std::optional<MarkupError>;

  [[nodiscard]] bool is_escape() const {
    if (markup_[at_] != '\\' || at_ + 1 == markup_.size()) return false;
    auto const next = static_cast<unsigned char>(markup_[at_ + 1]);
    return next > 0 && next < 127;
  }
  [[nodiscard]] bool here(std::string_view text) const { return markup_.substr(at_).starts_with(text); }
  [[nodiscard]] bool is_open(std::string_view mark) const {
    return !open_.empty() && open_.back().mark->text == mark;
  }
  [[nodiscard]] bool inside_code() const { return is_open("`") || is_open("```"); }

  auto read_mark() -> Problem {
    if (here("]") && is_open("[")) return close_link();
    if (inside_code()) return read_backtick();
    for (auto const& mark : kMarks) {
      if (!here(mark.text)) continue;
      if (is_open(mark.text) && mark.text != "[") {
        close();
      } else {
        open(mark);
      }
      return std::nullopt;
    }
    return MarkupError{std::string("Character '") + markup_[at_] +
                       "' is reserved and must be escaped with the preceding '\\'"};
  }

  auto read_backtick() -> Problem {
    if (here(open_.back().mark->text)) {
      close();
    } else {
      result_.text += markup_[at_++];
    }
    return std::nullopt;
  }

  void open(Mark const& mark) {
    Open entry{.mark = &mark,
               .start_byte = at_,
               .start_units = units_.of(result_.text),
               .start_text_bytes = result_.text.size()};
    at_ += mark.text.size();
    if (mark.text == "```") entry.language = read_language();
    open_.push_back(std::move(entry));
  }

  // The word behind the opening mark, and the end of its line.
  auto read_language() -> std::string {
    auto const end = std::min(markup_.find_first_of(" \t\r\n`", at_), markup_.size());
    std::string language;
    if (end < markup_.size() && markup_[end] != '`') {
      language = markup_.substr(at_, end - at_);
      at_ = end;
    }
    if (here("\r\n") || here("\n\r")) {
      at_ += 2;
    } else if (here("\n") || here("\r")) {
      ++at_;
    }
    return language;
  }

  auto close_link() -> Problem {
    ++at_;
    std::string address;
    if (here("(")) {
      auto const start = ++at_;
      while (at_ < markup_.size() && markup_[at_] != ')') {
        if (is_escape()) ++at_;
        address += markup_[at_++];
      }
      if (at_ >= markup_.size()) {
        return MarkupError{"Can't find end of a URL at byte offset " + std::to_string(start)};
      }
      ++at_;
    }
    auto const entry = take_open();
    if (address.empty()) address = result_.text.substr(entry.start_text_bytes);
    add(entry, checked_link(address));
    return std::nullopt;
  }

  void close() {
    at_ += open_.back().mark->text.size();
    add(take_open(), std::nullopt);
  }

  auto take_open() -> Open {
    auto entry = std::move(open_.back());
    open_.pop_back();
    return entry;
  }

  void add(Open const& entry, std::optional<std::string> url) {
    auto const length = units_.of(result_.text) - entry.start_units;
    if (length == 0 || (entry.mark->type == "text_link" && !url)) return;
    Entity entity{.type = std::string(entry.mark->type),
                  .offset = entry.start_units,
                  .length = length,
                  .url = std::move(url)};
    if (!entry.language.empty()) entity.language = entry.language;
    result_.entities.push_back(std::move(entity));
  }

  std::string_view markup_;
  std::size_t at_ = 0;
  FormattedText result_;
  GrowingLength units_;
  std::vector<Open> open_;
};

}  // namespace

auto parse_markdown_v2(std::string_view markup) -> ParsedText {
  return MarkdownParser(markup).parse();
}

}  // namespace pb::telegram::simulator
