#include "app/housekeeping.h"

#include "base/log.h"
#include "people/lock_out.h"
#include "people/sessions.h"
#include "store/answered_requests.h"
#include "store/conversations.h"
#include "store/invitations.h"
#include "store/sign_in_links.h"
#include "webhooks/deliveries.h"

namespace pb::app {

auto tidy_up(sql::Session& session, Instant now) -> Tidied {
  store::Unit unit{session, now};
  return {.conversations = store::prune_conversations(session, now - kKeepConversations),
          .invitations = store::prune_invitations(session, now - kKeepInvitations),
          .sign_ins = people::prune_sessions(unit) + store::prune_sign_in_links(session, now) +
                      people::prune_sign_in_failures(unit),
          .messages = webhooks::prune(unit, kWebhookMessagesAtOnce),
          .answers = store::prune_answered_requests(session, now - kKeepAnswers)};
}

auto housekeeping_schedule() -> jobs::Schedule {
  return {.name = "housekeeping@UTC",
          .expression = "23 * * * *",
          .zone = "UTC",
          .kind = std::string(kHousekeepingJob),
          .priority = jobs::Priority::bulk};
}

auto housekeeping_handler(sql::Database& database, Clock const& clock) -> jobs::Handler {
  return [&database, &clock](jobs::Attempt& attempt) -> Result<void> {
    auto const tidied = database.write([&](sql::Session& session) {
      auto const result = tidy_up(session, clock.now());
      attempt.complete_in(session);
      return result;
    });
    log::debug("housekeeping.done", {{"conversations", tidied.conversations},
                                     {"invitations", tidied.invitations},
                                     {"sign_ins", tidied.sign_ins},
                                     {"webhook_messages", tidied.messages},
                                     {"answers", tidied.answers}});
    return {};
  };
}

}  // namespace pb::app
