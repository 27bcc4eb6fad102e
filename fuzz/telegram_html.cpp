#include <cstdlib>

#include "base/utf8.h"
#include "telegram/html.h"

namespace {

using namespace std::string_view_literals;

// Escaped text as a reader sees it; aborts on what is not escaped.
auto as_seen(std::string_view html) -> std::string {
  constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;"sv, '&'}, {"&lt;"sv, '<'}, {"&gt;"sv, '>'}, {"&quot;"sv, '"'}};
  std::string seen;
  while (!html.empty()) {
    std::size_t taken = 1;
    char shown = html.front();
    if (shown == '<' || shown == '>' || shown == '"') std::abort();
    if (shown == '&') {
      taken = 0;
      for (auto const& [entity, c] : kEntities) {
        if (!html.starts_with(entity)) continue;
        taken = entity.size();
        shown = c;
      }
      if (taken == 0) std::abort();
    }
    seen += shown;
    html.remove_prefix(taken);
  }
  return seen;
}

auto without_line_feeds(std::string text) -> std::string {
  std::erase(text, '\n');
  return text;
}

}  // namespace

// Escaped text is safe, and its parts are within the limit and together the whole.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::size_t const limit = 8 + data[0];
  std::string_view const text(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const escaped = pb::telegram::escape_html(text);
  if (!pb::is_utf8(escaped)) std::abort();
  auto const seen = as_seen(escaped);
  std::string joined;
  for (auto const& part : pb::telegram::split_message(escaped, limit)) {
    auto const part_seen = as_seen(part);
    if (part_seen.empty() || pb::telegram::utf16_length(part_seen) > limit) std::abort();
    joined += part_seen;
  }
  if (without_line_feeds(joined) != without_line_feeds(seen)) std::abort();
  for (auto const& part : pb::telegram::split_message(text, limit)) {
    if (part.empty()) std::abort();
  }
  return 0;
}
