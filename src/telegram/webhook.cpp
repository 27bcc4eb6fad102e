#include "telegram/webhook.h"

#include "base/log.h"
#include "crypto/token.h"
#include "telegram/decode.h"

namespace pb::telegram {

auto webhook_handler(Secret secret, UpdateSink sink) -> http::Handler {
  return [secret = std::move(secret), sink = std::move(sink)](http::Request request, http::Respond respond) {
    auto const given = http::find_header(request.headers, "X-Telegram-Bot-Api-Secret-Token");
    if (secret.empty() || !given || !crypto::constant_time_equal(*given, secret.reveal())) {
      log::warn("telegram.webhook_refused", {{"from", request.remote_address}});
      return respond(http::text_response(401, "The secret token is missing or wrong\n"));
    }
    auto update = decode_update(request.body);
    if (!update) {
      log::warn("telegram.update_unreadable", {{"bytes", request.body.size()}});
      return respond(http::json_response(200, "{}"));
    }
    sink(std::move(*update), [respond = std::move(respond)](Taken taken) mutable {
      respond(taken == Taken::kept ? http::json_response(200, "{}") : http::text_response(503, "Not now\n"));
    });
  };
}

}  // namespace pb::telegram
