#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pb::telegram {

inline constexpr std::size_t kMessageLimit = 4096;  // UTF-16 units, tags not counted

// For every value that goes into a message of parse mode HTML: & < > " written as entities, control
// characters and text-direction overrides taken out, invalid UTF-8 replaced.
[[nodiscard]] auto escape_html(std::string_view text) -> std::string;

// Words that lead to an address.
[[nodiscard]] auto html_link(std::string_view words, std::string_view url) -> std::string;
// Whether Telegram takes the address for a button: public ones, over TLS.
[[nodiscard]] bool is_button_url(std::string_view url);

// The text of HTML made of escape_html and tags: without the tags, entities as the characters they stand for.
[[nodiscard]] auto without_markup(std::string_view html) -> std::string;

// How Telegram counts: UTF-16 units.
[[nodiscard]] auto utf16_length(std::string_view text) -> std::size_t;

// Parts of a long HTML message, each within the limit, cut between lines; tags do not span lines. A single
// line over the limit is cut where it must be, without its tags.
[[nodiscard]] auto split_message(std::string_view html, std::size_t limit = kMessageLimit)
    -> std::vector<std::string>;

// Messages within the limit, split between blocks only; a block over the limit is split as a message is. An
// empty block is an empty line.
[[nodiscard]] auto messages_of(std::vector<std::string> const& blocks) -> std::vector<std::string>;

}  // namespace pb::telegram
