#include "api/resources.h"

namespace pb::api {

void add_resources(Door& door, DemoVisitor visitor) {
  add_sign_in(door, std::move(visitor));
  add_session(door);
  add_security(door);
  add_api_keys(door);
  add_me(door);
  add_organisation(door);
  add_offices(door);
  add_geos(door);
  add_territories(door);
  add_users(door);
  add_invitations(door);
  add_values(door);
  add_corrections(door);
  add_targets(door);
  add_query(door);
  add_events(door);
  add_reports(door);
  add_runs(door);
  add_schedules(door);
  add_live(door);
  add_webhooks(door);
  door.check_complete();
}

}  // namespace pb::api
