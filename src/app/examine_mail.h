#pragma once

#include "app/finding.h"
#include "app/settings.h"
#include "base/clock.h"

namespace pb::app {

// Whether the mail server of these settings answers, encrypts and lets us in, and whether mails can be signed
// and unsubscribed from. No mail is sent.
auto examine_mail(Settings const& settings, Clock const& clock) -> Findings;

}  // namespace pb::app
