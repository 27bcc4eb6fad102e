#include "api/represent.h"
#include "api/resources.h"

namespace pb::api {
namespace {

namespace json = boost::json;

auto to_json(store::BrowserSession const& session, std::optional<SessionId> current) -> json::object {
  return {{"id", session.id.value},
          {"current", session.id == current},
          {"method", enum_name(session.method)},
          {"device", session.device},
          {"address", session.address},
          {"created_at", represent(session.created_at)},
          {"last_used_at", represent(session.last_used_at)},
          {"expires_at", represent(session.expires_at)}};
}

auto get_session(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  return answered(to_json(signed_in.session, signed_in.session.id));
}

auto end_session(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_CHECK(people::end_session(call.unit, signed_in.person.actor(), signed_in.session.id));
  auto reply = no_content();
  reply.headers.push_back(clear_cookie(kSessionCookie));
  reply.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");
  return reply;
}

auto list_sessions(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const sessions, people::list_sessions(call.unit, signed_in.person.actor()));
  json::array items;
  for (auto const& session : sessions) items.push_back(to_json(session, signed_in.session.id));
  return listed_part(call, items, page);
}

auto end_one_session(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto const id, call.id<SessionId>());
  PB_CHECK(people::end_session(call.unit, signed_in.person.actor(), id));
  return no_content();
}

auto end_other_sessions(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_CHECK(people::end_other_sessions(call.unit, signed_in.person.actor(), signed_in.session.id));
  return no_content();
}

}  // namespace

void add_session(Door& door) {
  door.read("getSession", get_session);
  door.write("endSession", end_session);
  door.read("listSessions", list_sessions);
  door.write("endOneSession", end_one_session);
  door.write("endOtherSessions", end_other_sessions);
}

}  // namespace pb::api
