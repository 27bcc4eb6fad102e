#include <cstdlib>

#include "base/log.h"
#include "telegram/webhook.h"

// Whatever is posted with the secret is answered once and with 200, so that Telegram does not send it for
// ever; without the secret it is 401 and has no effect.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  int taken = 0;
  auto const handler =
      pb::telegram::webhook_handler(pb::Secret("right"), [&](pb::telegram::Update, auto done) {
        ++taken;
        done(pb::telegram::Taken::kept);
      });
  std::string const body(reinterpret_cast<char const*>(data), size);
  int answers = 0;
  int status = 0;
  auto const post = [&](std::string const& secret) {
    handler({.method = "POST", .headers = {{"X-Telegram-Bot-Api-Secret-Token", secret}}, .body = body},
            [&](pb::http::Response response) {
              ++answers;
              status = response.status;
            });
  };

  post("right");
  if (answers != 1 || status != 200 || taken > 1) std::abort();
  auto const before = taken;
  post(body);
  if (body != "right" && (status != 401 || taken != before)) std::abort();
  return 0;
}

// The log of refusals would be most of the work.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  pb::log::configure(pb::log::Level::error, pb::log::Format::text);
  return 0;
}
