#pragma once

#include <boost/json/array.hpp>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pb::telegram::simulator {

// A styled or clickable part of a text; offset and length in UTF-16 units, as the Bot API counts.
struct Entity {
  std::string type;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::optional<std::string> url{};
  std::optional<std::string> language{};
  std::optional<std::string> custom_emoji_id{};

  friend bool operator==(Entity const&, Entity const&) = default;
};

struct FormattedText {
  std::string text;
  std::vector<Entity> entities{};

  friend bool operator==(FormattedText const&, FormattedText const&) = default;
};

// Why markup cannot be read, as Telegram says it ("Unsupported start tag ...").
struct MarkupError {
  std::string reason;
};
using ParsedText = std::expected<FormattedText, MarkupError>;

[[nodiscard]] auto parse_html(std::string_view markup) -> ParsedText;
[[nodiscard]] auto parse_markdown_v2(std::string_view markup) -> ParsedText;
// The older Markdown, which Telegram keeps for bots of before 2019.
[[nodiscard]] auto parse_markdown(std::string_view markup) -> ParsedText;
// `entities` as an array of MessageEntity.
[[nodiscard]] auto parse_entity_list(std::string_view text, std::string_view entities) -> ParsedText;

// Takes white space off both ends and moves the entities along; drops those left empty.
void trim(FormattedText& text);
// Marks commands, mentions, hashtags and addresses that nobody marked.
void mark_automatic_entities(FormattedText& text);

[[nodiscard]] auto to_json(std::vector<Entity> const& entities) -> boost::json::array;

}  // namespace pb::telegram::simulator
