#include "bot/screen.h"

#include "telegram/html.h"

namespace pb::bot {
namespace {

constexpr std::size_t kTileUnits = 17;  // two of these fit beside each other on a small phone

}  // namespace

Page& Page::tile(std::string label, Route const& route) {
  auto const rows = screen_.keyboard.size();
  bool const is_short = telegram::utf16_length(label) <= kTileUnits;
  if (is_short && rows > 0 && rows_to_open_tile_ == rows) {
    rows_to_open_tile_ = 0;
    return beside(std::move(label), route);
  }
  button(std::move(label), route);
  rows_to_open_tile_ = is_short ? rows + 1 : 0;
  return *this;
}

}  // namespace pb::bot
