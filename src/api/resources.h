#pragma once

#include "api/door.h"

// The resources, each in its own file: decode, ask a use case, encode.
namespace pb::api {

// `visitor`: whom the demo signs in, asked for at every request; empty where this is no demo.
using DemoVisitor = std::function<std::optional<UserId>(sql::Session&)>;
void add_sign_in(Door& door, DemoVisitor visitor);
void add_session(Door& door);
void add_security(Door& door);
void add_api_keys(Door& door);
void add_me(Door& door);
void add_organisation(Door& door);
void add_offices(Door& door);
void add_geos(Door& door);
void add_territories(Door& door);
void add_users(Door& door);
void add_invitations(Door& door);
void add_values(Door& door);
void add_corrections(Door& door);
void add_targets(Door& door);
void add_query(Door& door);
void add_events(Door& door);
void add_reports(Door& door);
void add_runs(Door& door);
void add_schedules(Door& door);
void add_live(Door& door);
void add_webhooks(Door& door);

// All of them. Throws std::logic_error where the document and the code do not agree.
void add_resources(Door& door, DemoVisitor visitor);

}  // namespace pb::api
