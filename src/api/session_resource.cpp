#include "api/represent.h"
#include "api/resources.h"
#include "domain/network.h"
#include "people/sign_in_links.h"

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

// The browser is signed in from now on.
auto begin(Call& call, people::Person const& person, store::SignInMethod method) -> Outcome<Reply> {
  PB_TRY(auto const made, people::begin_session(call.unit, person, method, call.browser(), call.random));
  auto const life = std::chrono::ceil<std::chrono::seconds>(made.expires_at - call.unit.now);
  return Reply{.status = 201,
               .body = json::object{{"user", {{"id", person.id.value}, {"name", person.name}}},
                                    {"expires_at", represent(made.expires_at)}},
               .headers = {{"Location", "/api/v1/session"},
                           set_cookie(kSessionCookie, made.token, life),
                           clear_cookie(kBrowserCookie)},
               .shown = Reply::Shown::once};
}

auto begin_by_link(Call& call) -> Outcome<Reply> {
  call.access.public_endpoint("the link and the browser's cookie say who it is");
  PB_TRY(auto fields, call.fields());
  auto const token = fields.required<std::string>("token");
  PB_CHECK(fields.check());
  Secret const browser(cookie_of(call.request, kBrowserCookie));
  PB_TRY(auto const person, people::use_sign_in_link(call.unit, Secret(token), browser));
  return begin(call, person, store::SignInMethod::link);
}

auto is_loopback(std::string const& address) -> bool {
  static auto const four = Network::parse("127.0.0.0/8");
  static auto const six = Network::parse("::1");
  return four->holds(address) || six->holds(address);
}

auto begin_in_demo(Call& call, DemoVisitor const& visitor) -> Outcome<Reply> {
  call.access.public_endpoint("the demo's visitor has no account; only from the machine itself");
  auto const user =
      visitor && is_loopback(call.request.remote_address) ? visitor(call.unit.sql) : std::nullopt;
  auto const person = user ? people::find_person(call.unit, *user) : std::nullopt;
  if (!person) return refuse(404, Message("error.not_found"));
  return begin(call, *person, store::SignInMethod::demo);
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

void add_session(Door& door, DemoVisitor visitor) {
  door.write("signInToDemo",
             [visitor = std::move(visitor)](Call& call) { return begin_in_demo(call, visitor); });
  door.write("signInByLink", begin_by_link);
  door.read("getSession", get_session);
  door.write("endSession", end_session);
  door.read("listSessions", list_sessions);
  door.write("endOneSession", end_one_session);
  door.write("endOtherSessions", end_other_sessions);
}

}  // namespace pb::api
