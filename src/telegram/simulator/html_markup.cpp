#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kEntityOfTag{{
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

  // "&amp;", "&#8372;", "&#x20b4;"; anything else stands for itself.
  void read_character_reference(std::string& into) {
    static constexpr std::array<std::pair<std::string_view, char>, 4> kNamed{
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}}};
    auto const rest = markup_.substr(at_);
    for (auto const& [name, character] : kNamed) {
      if (!rest.starts_with(name)) continue;
      into += character;
      at_ += name.size();
      return;
    }
    if (rest.starts_with("&#")) {
      bool const hexadecimal = rest.size() > 2 && rest[2] == 'x';
      auto const* const begin = rest.data() + (hexadecimal ? 3 : 2);
      auto const* const limit = rest.data() + std::min<std::size_t>(rest.size(), 10);
      std::uint32_t code = 0;
      auto const [end, problem] = std::from_chars(std::min(begin, limit), limit, code, hexadecimal ? 16 : 10);
      bool const valid =
          problem == std::errc() && code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
      if (valid && end != limit && *end == ';') {
        append_utf8(into, code);
        at_ += static_cast<std::size_t>(end - rest.data()) + 1;
        return;
      }
    }
    into += '&';
    ++at_;
  }

  auto read_start_tag() -> Problem {
    auto const start = at_++;
    Tag tag{.name = read_until([](char c) { return is_blank(c) || c == '>'; }),
            .start_units = utf16_length(result_.text),
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
      while (at_ < markup_.size() && !is_blank(markup_[at_]) && markup_[at_] != '>') value += markup_[at_++];
      if (value.empty()) return MarkupError{"Unexpected end of name token" + where};
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
    auto const length = utf16_length(result_.text) - tag.start_units;
    if (length == 0) return;
    Entity entity{.type = std::string(entity_of_tag(tag.name)), .offset = tag.start_units, .length = length};
    auto const attribute = [&](std::string_view name) -> std::string {
      auto const found = tag.attributes.find(name);
      return found == tag.attributes.end() ? std::string() : found->second;
    };
    if (tag.name == "a") {
      auto address = attribute("href");
      if (address.empty()) address = result_.text.substr(tag.start_bytes);
      if (address.find('.') == std::string::npos && address.find(':') == std::string::npos) return;
      entity.url = std::move(address);
    } else if (tag.name == "tg-emoji") {
      entity.custom_emoji_id = attribute("emoji-id");
    } else if (tag.name == "blockquote" && tag.attributes.contains("expandable")) {
      entity.type = "expandable_blockquote";
    } else if (tag.name == "code" && attribute("class").starts_with("language-")) {
      language_of_code_ = {entity.offset, entity.length, attribute("class").substr(9)};
    } else if (tag.name == "pre") {
      absorb_code(entity);
    }
    result_.entities.push_back(std::move(entity));
  }

  // <pre><code class="language-x">...</code></pre> is one entity.
  void absorb_code(Entity& pre) {
    auto& entities = result_.entities;
    if (entities.empty()) return;
    auto const& inner = entities.back();
    if (inner.type != "code" || inner.offset != pre.offset || inner.length != pre.length) return;
    if (language_of_code_.offset == pre.offset && language_of_code_.length == pre.length) {
      pre.language = language_of_code_.name;
    }
    entities.pop_back();
  }

  struct Language {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string name{};
  };

  std::string_view markup_;
  std::size_t at_ = 0;
  FormattedText result_;
  std::vector<Tag> open_;
  Language language_of_code_;
};

}  // namespace

auto parse_html(std::string_view markup) -> ParsedText {
  return HtmlParser(markup).parse();
}

}  // namespace pb::telegram::simulator
