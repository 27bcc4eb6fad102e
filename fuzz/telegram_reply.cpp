#include <cstdlib>

#include "base/utf8.h"
#include "telegram/client.h"

// Whatever a server answers (two bytes of status, then a body), something sensible is to be done about it.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using pb::telegram::ReplyKind;
  if (size < 2) return 0;
  int const status = 100 + (data[0] + 256 * data[1]) % 500;
  auto const reply = pb::telegram::read_reply(
      {.status = status, .body = {reinterpret_cast<char const*>(data) + 2, size - 2}});
  if (reply.retry_after.count() < 0 || reply.retry_after > std::chrono::days(7)) std::abort();
  if (reply.description.size() > 2'000 || !pb::is_utf8(reply.description)) std::abort();
  if (reply.description.find('\0') != std::string::npos) std::abort();
  if (reply.message_id && reply.kind != ReplyKind::ok) std::abort();
  return 0;
}
