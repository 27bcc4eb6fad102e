#pragma once

#include "telegram/signed_fields.h"

namespace pb::telegram {

// Who pressed the Login Widget, by the fields that Telegram gave to the page or put behind its address
// (read_signed_fields for those): signed with HMAC-SHA-256 under SHA-256(token). At most `longest` old, at
// most kSignedAhead from the future. An empty token lets nobody in. The page passes on the fields it got, all
// of them and no others, numbers as they were written. No language is said.
// https://core.telegram.org/widgets/login#checking-authorization
[[nodiscard]] auto verify_login_widget(SignedFields const& fields, Secret const& bot_token, Instant now,
                                       std::chrono::seconds longest)
    -> std::expected<SignedPerson, SignatureProblem>;

}  // namespace pb::telegram
