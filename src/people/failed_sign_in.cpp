#include "people/failed_sign_in.h"

#include "people/record.h"

namespace pb::people {

void note_failed_sign_in(store::Unit& unit, FailedSignIn const& failed) {
  events::Subject const subject =
      failed.user ? events::Subject{"user", failed.user->value} : events::Subject{"session", 0};
  record(
      unit, Actor::system(), "session.failed", subject,
      {{"method", enum_name(failed.by)}, {"reason", enum_name(failed.reason)}, {"address", failed.address}});
}

}  // namespace pb::people
