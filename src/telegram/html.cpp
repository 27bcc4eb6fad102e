#include "telegram/html.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace pb::telegram {
namespace {

// Controls but line feed and tab, and what would turn the direction of the text around it.
auto harmful(char32_t c) -> bool {
  bool const control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
  bool const direction =
      (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
  return control || direction;
}

auto without_tags(std::string_view html) -> std::string {
  std::string text;
  bool inside = false;
  for (char const c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text;
}

// What Telegram counts of a line: its text, each entity one character.
auto visible_length(std::string_view html) -> std::size_t {
  auto const text = without_tags(html);
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      auto const end = text.find(';', at);
      if (end != std::string::npos && end - at <= 8) at = end;
      ++length;
      ++at;
      continue;
    }
    auto const decoded = decode_utf8(text, at);
    length += decoded.code_point > 0xFFFF ? 2 : 1;
    at += decoded.bytes;
  }
  return length;
}

// Pieces of plain (already escaped) text, never inside an entity or a character.
auto cut_line(std::string const& text, std::size_t limit) -> std::vector<std::string> {
  std::vector<std::string> pieces(1);
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = text[at] == '&' ? text.find(';', at) : std::string::npos;
    bool const entity = end != std::string::npos && end - at <= 8;
    auto const decoded = decode_utf8(text, at);
    auto const bytes = entity ? end - at + 1 : decoded.bytes;
    std::size_t const units = !entity && decoded.code_point > 0xFFFF ? 2 : 1;
    if (length + units > limit) {
      pieces.emplace_back();
      length = 0;
    }
    pieces.back().append(text, at, bytes);
    length += units;
    at += bytes;
  }
  return pieces;
}

}  // namespace

auto escape_html(std::string_view text) -> std::string {
  std::string escaped;
  escaped.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size();) {
    auto const decoded = decode_utf8(text, at);
    switch (decoded.code_point) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case 0xFFFD:
        escaped += "\uFFFD";
        break;
      default:
        if (!harmful(decoded.code_point)) escaped.append(text, at, decoded.bytes);
    }
    at += decoded.bytes;
  }
  return escaped;
}

auto without_markup(std::string_view html) -> std::string {
  static constexpr std::array<std::pair<std::string_view, char>, 4> kEntities{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}};
  auto const text = without_tags(html);
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const rest = std::string_view(text).substr(at);
    auto const* const entity =
        std::ranges::find_if(kEntities, [&](auto const& known) { return rest.starts_with(known.first); });
    plain += entity == kEntities.end() ? text[at] : entity->second;
    at += entity == kEntities.end() ? 1 : entity->first.size();
  }
  return plain;
}

auto utf16_length(std::string_view text) -> std::size_t {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto const decoded = decode_utf8(text, at);
    length += decoded.code_point > 0xFFFF ? 2 : 1;
    at += decoded.bytes;
  }
  return length;
}

auto split_message(std::string_view html, std::size_t limit) -> std::vector<std::string> {
  std::vector<std::string> parts;
  std::string part;
  std::size_t length = 0;
  auto const finish = [&] {
    while (part.ends_with('\n')) part.pop_back();
    if (!part.empty()) parts.push_back(std::move(part));
    part.clear();
    length = 0;
  };
  while (!html.empty()) {
    auto const end = std::min(html.find('\n'), html.size());
    auto const line = html.substr(0, end);
    html.remove_prefix(std::min(end + 1, html.size()));
    auto const line_length = visible_length(line);
    if (line_length > limit) {
      finish();
      for (auto& piece : cut_line(without_tags(line), limit)) parts.push_back(std::move(piece));
      continue;
    }
    if (length + line_length + 1 > limit) finish();
    if (part.empty() && line.empty()) continue;
    part.append(line).append("\n");
    length += line_length + 1;
  }
  finish();
  return parts;
}

auto messages_of(std::vector<std::string> const& blocks) -> std::vector<std::string> {
  std::vector<std::string> messages;
  std::string message;
  std::size_t length = 0;
  auto const finish = [&] {
    for (auto& part : split_message(message)) messages.push_back(std::move(part));
    message.clear();
    length = 0;
  };
  for (auto const& block : blocks) {
    // Tags are counted too: a little less than the limit does no harm.
    auto const units = utf16_length(block) + 1;
    if (length + units > kMessageLimit) finish();
    if (message.empty() && block.empty()) continue;
    message.append(block).append("\n");
    length += units;
  }
  finish();
  return messages;
}

auto html_link(std::string_view words, std::string_view url) -> std::string {
  return "<a href=\"" + escape_html(url) + "\">" + escape_html(words) + "</a>";
}

bool is_button_url(std::string_view url) {
  return url.starts_with("https://");
}

}  // namespace pb::telegram
