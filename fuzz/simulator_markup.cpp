#include <cstdint>
#include <cstdlib>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/text_units.h"

namespace {

namespace simulator = pb::telegram::simulator;

void check(simulator::FormattedText text) {
  simulator::trim(text);
  simulator::mark_automatic_entities(text);
  auto const length = simulator::utf16_length(text.text);
  for (auto const& entity : text.entities) {
    if (entity.length == 0 || entity.offset > length || entity.length > length - entity.offset) std::abort();
  }
}

}  // namespace

// Whatever a bot sends as markup is refused, or is a text whose entities lie within it.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const markup(reinterpret_cast<char const*>(data), size);
  if (!simulator::is_utf8(markup)) return 0;
  for (auto* const parse : {simulator::parse_html, simulator::parse_markdown_v2, simulator::parse_markdown}) {
    auto const text = parse(markup);
    if (!text) continue;
    if (!simulator::is_utf8(text->text)) std::abort();
    check(*text);
  }
  if (auto const text = simulator::parse_entity_list(markup, markup); text) check(*text);
  return 0;
}
