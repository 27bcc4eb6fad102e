#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/links.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kEntityOfTag{{
    {"b", "bold"},
    {"strong", "bold"},
    {"i", "italic"},
    {"em", "italic"},
    {"u", "underline"},
    {"ins", "underline"},
    {"s", "strikethrough"},
    {"strike", "strikethrough"},
    {"del", "strikethrough"},
    {"tg-spoiler", "spoiler"},
    {"span", "spoiler"},
    {"a", "text_link"},
    {"code", "code"},
    {"pre", "pre"},
    {"blockquote", "blockquote"},
    {"tg-emoji", "custom_emoji"},
}};

auto entity_of_tag(std::string_view tag) -> std::string_view {
  auto const* const found =
      std::ranges::find(kEntityOfTag, tag, [](auto const& entry) { return entry.first; });
  return found == kEntityOfTag.end() ? std::string_view() : found->second;
}

void append_utf8(std::string& text, std::uint32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | code >> 12);
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | code >> 18);
    text += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

struct CharacterReference {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  // that it takes, without the semicolon
};

auto named_character(std::string_view text) -> std::optional<CharacterReference> {
  static constexpr std::array<std::pair<std::string_view, char>, 4> kNamed{
      {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}}};
  auto const is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  auto const* const end = std::ranges::find_if_not(text.begin() + 1, text.end(), is_letter);
  auto const name = std::string_view(text.begin() + 1, end);
  for (auto const& [known, character] : kNamed) {
    if (name == known) return CharacterReference{static_cast<unsigned char>(character), 1 + name.size()};
  }
  return std::nullopt;
}

auto numbered_character(std::string_view text) -> std::optional<CharacterReference> {
  constexpr std::size_t kLongest = 10;  // "&#x0010FFFF" is no longer read
  bool const hexadecimal = text.substr(2).starts_with('x');
  auto const digits = text.substr(hexadecimal ? 3 : 2);
  std::uint32_t code = 0;
  auto const [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  auto const bytes = static_cast<std::size_t>(end - text.data());
  bool const is_character = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (problem != std::errc() || !is_character || bytes > kLongest) return std::nullopt;
  return CharacterReference{code, bytes};
}

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

class HtmlParser {
 public:
  explicit HtmlParser(std::string_view markup) : markup_(markup) {}

  auto parse() -> ParsedText {
    while (at_ < markup_.size()) {
      if (markup_[at_] == '&') {
        read_character_reference(result_.text);
      } else if (markup_[at_] != '<') {
        result_.text += markup_[at_++];
      } else if (auto const problem = peek(1) == '/' ? read_end_tag() : read_start_tag(); problem) {
        return std::unexpected(*problem);
      }
    }
    if (!open_.empty()) {
      return std::unexpected(
          MarkupError{"Can't find end tag corresponding to start tag \"" + open_.back().name + '"'});
    }
    return std::move(result_);
  }

 private:
  struct Tag {
    std::string name;
    std::size_t start_units = 0;
    std::size_t start_bytes = 0;
    std::map<std::string, std::string, std::less<>> attributes{};
  };
  using Problem = std::optional<MarkupError>;

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < markup_.size() ? markup_[at_ + ahead] : '\0';
  }
  void skip_blanks() {
    while (at_ < markup_.size() && is_blank(markup_[at_])) ++at_;
  }
  auto read_until(auto stop) -> std::string {
    std::string word;
    while (at_ < markup_.size() && !stop(markup_[at_])) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(markup_[at_++])));
    }
    return word;
  }

  // "&amp;", "&#8372;", "&#x20b4;", with or without the semicolon; anything else stands for itself.
  void read_character_reference(std::string& into) {
    auto const rest = markup_.substr(at_);
    auto reference = rest.starts_with("&#") ? numbered_character(rest) : named_character(rest);
    if (!reference) {
      into += '&';
      ++at_;
      return;
    }
    append_utf8(into, reference->code);
    at_ += reference->bytes;
    if (peek() == ';') ++at_;
  }

  auto read_start_tag() -> Problem {
    auto const start = at_++;
    Tag tag{.name = read_until([](char c) { return is_blank(c) || c == '>'; }),
            .start_units = units_.of(result_.text),
            .start_bytes = result_.text.size()};
    auto const where = " at byte offset " + std::to_string(start);
    if (at_ >= markup_.size()) return MarkupError{"Unclosed start tag" + where};
    if (entity_of_tag(tag.name).empty())
      return MarkupError{"Unsupported start tag \"" + tag.name + '"' + where};
    while (true) {
      skip_blanks();
      if (at_ >= markup_.size()) return MarkupError{"Unclosed start tag" + where};
      if (peek() == '>') break;
      if (auto problem = read_attribute(tag, where); problem) return problem;
    }
    ++at_;
    if (tag.name == "span" && tag.attributes["class"] != "tg-spoiler") {
      return MarkupError{"Tag \"span\" must have class \"tg-spoiler\"" + where};
    }
    open_.push_back(std::move(tag));
    return std::nullopt;
  }

  auto read_attribute(Tag& tag, std::string const& where) -> Problem {
    auto const name = read_until([](char c) { return is_blank(c) || c == '=' || c == '>'; });
    if (name.empty()) return MarkupError{"Empty attribute name in the tag \"" + tag.name + '"' + where};
    skip_blanks();
    if (peek() != '=') {
      if (at_ >= markup_.size()) return MarkupError{"Unclosed start tag" + where};
      tag.attributes[name];
      return std::nullopt;
    }
    ++at_;
    skip_blanks();
    std::string value;
    if (char const quote = peek(); quote == '"' || quote == '\'') {
      ++at_;
      while (at_ < markup_.size() && markup_[at_] != quote) {
        if (markup_[at_] == '&') {
          read_character_reference(value);
        } else {
          value += markup_[at_++];
        }
      }
      if (at_ >= markup_.size()) return MarkupError{"Unclosed start tag" + where};
      ++at_;
    } else {
      auto const start = at_;
      value = read_until(
          [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '.' && c != '-'; });
      if (at_ >= markup_.size()) return MarkupError{"Unclosed start tag" + where};
      if (!is_blank(peek()) && peek() != '>') {
        return MarkupError{"Unexpected end of name token at byte offset " + std::to_string(start)};
      }
    }
    tag.attributes.insert_or_assign(name, std::move(value));
    return std::nullopt;
  }

  auto read_end_tag() -> Problem {
    auto const where = " at byte offset " + std::to_string(at_);
    if (open_.empty()) return MarkupError{"Unexpected end tag" + where};
    at_ += 2;
    auto const name = read_until([](char c) { return is_blank(c) || c == '>'; });
    skip_blanks();
    if (peek() != '>') return MarkupError{"Unclosed end tag" + where};
    ++at_;
    auto tag = std::move(open_.back());
    open_.pop_back();
    if (!name.empty() && name != tag.name) {
      return MarkupError{"Unmatched end tag" + where + ", expected \"</" + tag.name + ">\", found \"</" +
                         name + ">\""};
    }
    add_entity(tag);
    return std::nullopt;
  }

  void add_entity(Tag const& tag) {
    auto const length = units_.of(result_.text) - tag.start_units;
    if (length == 0) return;
    Entity entity{.type = std::string(entity_of_tag(tag.name)), .offset = tag.start_units, .length = length};
    auto const attribute = [&](std::string_view name) -> std::string {
      auto const found = tag.attributes.find(name);
      return found == tag.attributes.end() ? std::string() : found->second;
    };
    if (tag.name == "a") {
      auto address = attribute("href");
      if (address.empty()) address = result_.text.substr(tag.start_bytes);
      entity.url = checked_link(address);
      if (!entity.url) return;
    } else if (tag.name == "tg-emoji") {
      entity.custom_emoji_id = attribute("emoji-id");
    } else if (tag.name == "blockquote" && tag.attributes.contains("expandable")) {
      entity.type = "expandable_blockquote";
    } else if (tag.name == "code" || tag.name == "pre") {
      join_code(tag, attribute("class"), entity);
    }
    result_.entities.push_back(std::move(entity));
  }

  // <pre><code class="language-x">...</code></pre> is one entity, and so it is the other way around.
  void join_code(Tag const& outer, std::string_view class_name, Entity& entity) {
    constexpr std::string_view kPrefix = "language-";
    std::optional<std::string> language;
    if (outer.name == "code" && class_name.starts_with(kPrefix)) language = class_name.substr(kPrefix.size());
    auto& entities = result_.entities;
    bool const encloses_other = !entities.empty() && entities.back().offset == entity.offset &&
                                entities.back().length == entity.length &&
                                entities.back().type == (outer.name == "pre" ? "code" : "pre");
    if (encloses_other) {
      if (outer.name == "pre") language = language_of_last_code_;
      entities.pop_back();
      entity.type = "pre";
      entity.language = language;
    }
    language_of_last_code_ = language;
  }

  std::string_view markup_;
  std::size_t at_ = 0;
  FormattedText result_;
  GrowingLength units_;
  std::vector<Tag> open_;
  std::optional<std::string> language_of_last_code_;
};

}  // namespace

auto parse_html(std::string_view markup) -> ParsedText {
  return HtmlParser(markup).parse();
}

}  // namespace pb::telegram::simulator
