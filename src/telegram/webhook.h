#pragma once

#include "base/secret.h"
#include "http/message.h"
#include "telegram/update_sink.h"

namespace pb::telegram {

// The handler of POST /telegram/webhook. The secret is required, and compared in constant time: 401 without
// it. 200 once the update is kept, 503 when Telegram is to send it again. A body that is no update is logged
// and answered with 200: it would not get better by repetition.
[[nodiscard]] auto webhook_handler(Secret secret, UpdateSink sink) -> http::Handler;

}  // namespace pb::telegram
