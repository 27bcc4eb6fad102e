#include <cstdlib>

#include "base/utf8.h"
#include "telegram/decode.h"

namespace {

void expect_storable(std::optional<std::string> const& text) {
  if (text && (text->find('\0') != std::string::npos || !pb::is_utf8(*text))) std::abort();
}

void check(pb::telegram::Message const& message) {
  expect_storable(message.text);
  expect_storable(message.chat.title);
  expect_storable(message.chat.type);
  if (message.from) expect_storable(message.from->first_name);
  if (message.document) expect_storable(message.document->file_name);
}

}  // namespace

// Whatever comes as an update is refused, or its texts can be stored in any database.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const update =
      pb::telegram::decode_update(std::string_view(reinterpret_cast<char const*>(data), size));
  if (!update) return 0;
  if (update->message) check(*update->message);
  if (update->callback_query) {
    expect_storable(update->callback_query->data);
    expect_storable(update->callback_query->id);
    if (update->callback_query->message) check(*update->callback_query->message);
  }
  if (update->my_chat_member) expect_storable(update->my_chat_member->new_status);
  return 0;
}
