#pragma once

#include "telegram/signed_fields.h"

namespace pb::telegram {

// Who opened the Mini App, by what it gives as `Telegram.WebApp.initData`: a query string signed with
// HMAC-SHA-256 under HMAC-SHA-256("WebAppData", token). At most `longest` old, at most kSignedAhead from the
// future, no field twice. An empty token lets nobody in. The same data may come again within its time:
// whoever is let in by it gets a session of their own each time.
// https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
[[nodiscard]] auto verify_init_data(std::string_view init_data, Secret const& bot_token, Instant now,
                                    std::chrono::seconds longest)
    -> std::expected<SignedPerson, SignatureProblem>;

}  // namespace pb::telegram
