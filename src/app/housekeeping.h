#pragma once

#include <chrono>
#include <cstdint>

#include "base/clock.h"
#include "jobs/cron.h"
#include "jobs/worker.h"

namespace pb::app {

inline constexpr std::string_view kHousekeepingJob = "housekeeping";

// How long is kept what nobody asks for any more.
inline constexpr std::chrono::hours kKeepConversations{90 * 24};  // an idle chat begins at home again
inline constexpr std::chrono::hours kKeepInvitations{30 * 24};    // after they ended

inline constexpr std::int64_t kWebhookMessagesAtOnce = 10'000;
inline constexpr std::chrono::hours kKeepAnswers{24};  // to requests with an Idempotency-Key

// How much went.
struct Tidied {
  std::int64_t conversations = 0;
  std::int64_t invitations = 0;
  std::int64_t sign_ins = 0;  // sessions, links and failures that do not count any more
  std::int64_t messages = 0;  // of webhooks
  std::int64_t answers = 0;
};

// Deletes what is older than the constants above. Updates and messages (delivery/forget.h), done jobs and old
// slots are deleted by their own rooms, the event log and the business's rows never.
auto tidy_up(sql::Session& session, Instant now) -> Tidied;

// Once an hour, over all nodes.
auto housekeeping_schedule() -> jobs::Schedule;
auto housekeeping_handler(sql::Database& database, Clock const& clock) -> jobs::Handler;

}  // namespace pb::app
