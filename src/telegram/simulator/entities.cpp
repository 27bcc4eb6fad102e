#include "telegram/simulator/entities.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cctype>

#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f';
}

// ASCII letters, digits, '_' and everything beyond ASCII: what may stand next to a word.
bool is_word(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

auto span_while(std::string_view text, std::size_t from, bool (*accept)(char)) -> std::size_t {
  while (from < text.size() && accept(text[from])) ++from;
  return from;
}

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

struct Found {
  std::string_view type;
  std::size_t end = 0;
};

auto command_at(std::string_view text, std::size_t at) -> std::optional<Found> {
  auto end = span_while(text, at + 1, is_name);
  if (end == at + 1 || end - at > 65) return std::nullopt;
  if (end < text.size() && text[end] == '@') end = span_while(text, end + 1, is_name);
  if (end < text.size() && (text[end] == '/' || is_word(text[end]))) return std::nullopt;
  return Found{"bot_command", end};
}

auto address_at(std::string_view text, std::size_t at) -> std::optional<Found> {
  auto const rest = text.substr(at);
  for (std::string_view const scheme : {"https://", "http://", "tg://"}) {
    if (!rest.starts_with(scheme)) continue;
    auto end = span_while(text, at, [](char c) { return !is_space(c) && c != '<' && c != '>' && c != '"'; });
    while (end > at && std::string_view(".,;:!?)'").find(text[end - 1]) != std::string_view::npos) --end;
    if (end > at + scheme.size()) return Found{"url", end};
  }
  return std::nullopt;
}

auto automatic_entity_at(std::string_view text, std::size_t at) -> std::optional<Found> {
  bool const at_word_start = at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '/');
  if (!at_word_start) return std::nullopt;
  switch (text[at]) {
    case '/':
      return command_at(text, at);
    case '@': {
      auto const end = span_while(text, at + 1, is_name);
      if (end - at < 4) return std::nullopt;
      return Found{"mention", end};
    }
    case '#': {
      auto const end = span_while(text, at + 1, is_word);
      auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
      if (std::ranges::all_of(text.substr(at + 1, end - at - 1), is_digit)) return std::nullopt;
      return Found{"hashtag", end};
    }
    case 'h':
    case 't':
      return address_at(text, at);
    default:
      return std::nullopt;
  }
}

// The parts within which nothing is marked by itself: code and links. To be asked from left to right.
class OpaqueParts {
 public:
  explicit OpaqueParts(std::vector<Entity> const& entities) {
    for (auto const& entity : entities) {
      bool const is_opaque = entity.type == "code" || entity.type == "pre" || entity.type == "text_link" ||
                             entity.type == "text_mention";
      if (is_opaque) parts_.push_back({entity.offset, entity.offset + entity.length});
    }
    std::ranges::sort(parts_, {}, &Part::begin);
  }
  // Whether one of them overlaps this part, which begins no earlier than the last one asked for.
  [[nodiscard]] bool overlap(std::size_t begin, std::size_t end) {
    while (next_ < parts_.size() && parts_[next_].begin < end) reach_ = std::max(reach_, parts_[next_++].end);
    return begin < reach_;
  }

 private:
  struct Part {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Part> parts_;
  std::size_t next_ = 0;
  std::size_t reach_ = 0;  // the farthest end of those that begin before the last one asked for ended
};

void sort(std::vector<Entity>& entities) {
  std::ranges::stable_sort(entities, [](Entity const& a, Entity const& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.length > b.length;
  });
}

}  // namespace

void trim(FormattedText& text) {
  auto const first = span_while(text.text, 0, is_space);
  auto last = text.text.size();
  while (last > first && is_space(text.text[last - 1])) --last;
  text.text = text.text.substr(first, last - first);
  auto const length = utf16_length(text.text);
  for (auto& entity : text.entities) {
    auto const begin = std::min(entity.offset < first ? 0 : entity.offset - first, length);
    auto const end_before = entity.offset + entity.length;
    auto const end = std::min(end_before < first ? 0 : end_before - first, length);
    entity.offset = begin;
    entity.length = end - begin;
  }
  std::erase_if(text.entities, [](Entity const& entity) { return entity.length == 0; });
  sort(text.entities);
}

void mark_automatic_entities(FormattedText& text) {
  OpaqueParts opaque(text.entities);
  std::size_t units = 0;
  std::size_t counted = 0;
  for (std::size_t at = 0; at < text.text.size(); ++at) {
    auto const found = automatic_entity_at(text.text, at);
    if (!found) continue;
    units += utf16_length(std::string_view(text.text).substr(counted, at - counted));
    counted = at;
    auto const length = utf16_length(std::string_view(text.text).substr(at, found->end - at));
    if (!opaque.overlap(units, units + length)) {
      text.entities.push_back({.type = std::string(found->type), .offset = units, .length = length});
    }
    at = found->end - 1;
  }
  sort(text.entities);
}

auto parse_entity_list(std::string_view text, std::string_view entities) -> ParsedText {
  FormattedText result{.text = std::string(text)};
  boost::system::error_code problem;
  auto const list = json::parse(json::string_view(entities.data(), entities.size()), problem);
  if (problem || !list.is_array()) return std::unexpected(MarkupError{"Expected an Array of MessageEntity"});
  auto const number = [](json::object const& object, char const* name) {
    auto const* const value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : -1;
  };
  auto const word = [](json::object const& object, char const* name) -> std::optional<std::string> {
    auto const* const value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string(value->get_string());
  };
  auto const length = static_cast<std::int64_t>(utf16_length(text));
  for (auto const& item : list.get_array()) {
    auto const* const object = item.if_object();
    if (object == nullptr) return std::unexpected(MarkupError{"MessageEntity must be an Object"});
    auto const offset = number(*object, "offset");
    auto const span = number(*object, "length");
    auto const type = word(*object, "type");
    if (!type) return std::unexpected(MarkupError{"Can't find field \"type\""});
    if (offset < 0 || offset > length) return std::unexpected(MarkupError{"Wrong entity offset"});
    if (span <= 0 || span > length - offset) return std::unexpected(MarkupError{"Wrong entity length"});
    result.entities.push_back({.type = *type,
                               .offset = static_cast<std::size_t>(offset),
                               .length = static_cast<std::size_t>(span),
                               .url = word(*object, "url"),
                               .language = word(*object, "language"),
                               .custom_emoji_id = word(*object, "custom_emoji_id")});
  }
  return result;
}

auto to_json(std::vector<Entity> const& entities) -> json::array {
  json::array list;
  for (auto const& entity : entities) {
    json::object item{{"type", entity.type}, {"offset", entity.offset}, {"length", entity.length}};
    if (entity.url) item["url"] = *entity.url;
    if (entity.language) item["language"] = *entity.language;
    if (entity.custom_emoji_id) item["custom_emoji_id"] = *entity.custom_emoji_id;
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace pb::telegram::simulator
