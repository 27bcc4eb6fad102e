#include "app/housekeeping.h"

#include "base/log.h"
#include "store/conversations.h"
#include "store/invitations.h"

namespace pb::app {

auto tidy_up(sql::Session& session, Instant now) -> Tidied {
  return {.conversations = store::prune_conversations(session, now - kKeepConversations),
          .invitations = store::prune_invitations(session, now - kKeepInvitations)};
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
    log::debug("housekeeping.done",
               {{"conversations", tidied.conversations}, {"invitations", tidied.invitations}});
    return {};
  };
}

}  // namespace pb::app
