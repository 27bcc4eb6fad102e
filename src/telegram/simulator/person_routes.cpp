#include "telegram/simulator/person_routes.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/ascii.h"
#include "telegram/simulator/person_methods.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

struct Route {
  char const* verb;
  char const* path;  // below /simulator/api
  PersonMethod method;
};
constexpr Route kRoutes[] = {
    {"GET", "/people", list_people},
    {"POST", "/people", add_person},
    {"GET", "/people/{person}/chats", list_chats},
    {"GET", "/bots", list_bots},
    {"POST", "/bots", register_bot},
    {"GET", "/bots/{bot}/commands", list_commands},
    {"POST", "/bots/{bot}/chats/{chat}/messages", say},
    {"POST", "/bots/{bot}/chats/{chat}/block", block_bot},
    {"POST", "/bots/{bot}/chats/{chat}/unblock", unblock_bot},
    {"POST", "/groups", found_group},
    {"POST", "/groups/{group}/bots", let_bot_in},
    {"DELETE", "/groups/{group}/bots/{bot}", throw_bot_out},
    {"POST", "/groups/{group}/migrate", migrate_group},
    {"POST", "/bots/{bot}/updates/raw", push_raw_update},
    {"POST", "/bots/{bot}/updates/restart", restart_updates},
    {"POST", "/faults", add_fault},
};

struct SlowRoute {
  char const* verb;
  char const* path;
  PersonHandler handler;
};
constexpr SlowRoute kSlowRoutes[] = {
    {"GET", "/bots/{bot}/chats/{chat}", read_chat},
    {"POST", "/bots/{bot}/chats/{chat}/presses", press},
    {"GET", "/files/{file_id}", read_file},
};

// Pages of other sites must not act for whoever has this one open.
bool is_from_another_site(http::Request const& request) {
  auto const origin = http::find_header(request.headers, "Origin");
  if (!origin) return false;
  auto const host = http::find_header(request.headers, "Host").value_or("");
  auto const scheme_end = origin->find("://");
  return host.empty() || scheme_end == std::string_view::npos || origin->substr(scheme_end + 3) != host;
}

auto content_type(http::Request const& request) -> std::string {
  auto const header = http::find_header(request.headers, "Content-Type").value_or("");
  auto const type = header.substr(0, header.find(';'));
  return lower_case(type.substr(0, type.find_last_not_of(" \t") + 1));
}

// What the call says, from all of its places; the path has the last word.
auto read(http::Request& request) -> OrPersonError<Parameters> {
  if (is_from_another_site(request)) return std::unexpected(PersonError{403, "the Origin is another site's"});
  auto const type = content_type(request);
  bool const takes_files = request.path.ends_with("/messages");
  if (request.method == "POST" && type != "application/json" &&
      !(takes_files && type == "multipart/form-data")) {
    return wrong(takes_files ? "the Content-Type must be application/json, or multipart/form-data with a file"
                             : "the Content-Type must be application/json");
  }
  auto given = Parameters::read(request);
  if (!given) return wrong(given.error().description);
  json::object path;
  for (auto const& [name, value] : request.path_parameters) path[name] = value;
  given->add_object(path);
  return std::move(*given);
}

void add(http::Router& router, Core& core, Route const& route) {
  router.add(
      route.verb, std::string("/simulator/api") + route.path,
      [&core, method = route.method](http::Request request, http::Respond respond) {
        auto const given = read(request);
        if (!given) return respond(respond_with(std::unexpected(given.error())));
        respond(respond_with(core.ask([&](World& world) { return method({world, *given, request.body}); })));
      });
}

void add(http::Router& router, Core& core, SlowRoute const& route) {
  router.add(route.verb, std::string("/simulator/api") + route.path,
             [&core, handler = route.handler](http::Request request, http::Respond respond) {
               auto given = read(request);
               if (!given) return respond(respond_with(std::unexpected(given.error())));
               handler(core, std::move(*given), std::move(respond));
             });
}

}  // namespace

auto respond_with(PersonAnswer const& answer) -> http::Response {
  if (answer) return http::json_response(200, json::serialize(*answer));
  return http::json_response(answer.error().status,
                             json::serialize(json::object{{"error", answer.error().words}}));
}

void add_person_routes(http::Router& router, Core& core) {
  for (auto const& route : kRoutes) add(router, core, route);
  for (auto const& route : kSlowRoutes) add(router, core, route);
}

}  // namespace pb::telegram::simulator
