#include <boost/json/parse.hpp>
#include <charconv>

#include "api/live_hub.h"
#include "api/resources.h"
#include "base/ascii.h"

// What happens, while it happens: over a WebSocket, or as server-sent events for those who cannot.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

// What a connection says: {"subscribe": [...], "after": 77}.
struct Subscription {
  std::vector<Topic> topics{};
  std::optional<events::Position> after{};
};

auto read_subscription(std::string_view text) -> std::optional<Subscription> {
  json::error_code problem;
  auto const message = json::parse(text, problem);
  auto const* const object = problem ? nullptr : message.if_object();
  if (object == nullptr) return std::nullopt;
  Fields fields(*object, FieldError::In::body);
  Subscription wanted{.topics = fields.list<Topic>("subscribe", Fields::Absent::refused)};
  if (auto const after = fields.optional<std::int64_t>("after")) wanted.after = events::Position{*after};
  if (!fields.check() || wanted.after.value_or(events::Position{}).value < 0) return std::nullopt;
  return wanted;
}

// A connection and the listener it has become.
struct Line {
  LiveHub& hub;
  ListenerWanted wanted{};
  std::shared_ptr<Listener> listener{};

  void open(std::shared_ptr<http::Outlet> outlet) {
    wanted.outlet = std::move(outlet);
    listener = hub.join(wanted);
    if (!listener) wanted.outlet->close(http::kClosePolicy, "too many connections");
  }
  void subscribe(Subscription subscription) {
    if (listener) hub.subscribe(listener, std::move(subscription.topics), subscription.after);
  }
  void close() {
    if (listener) hub.leave(listener);
  }
};

auto socket(std::shared_ptr<Line> const& line) -> http::Response {
  return http::open_socket(
      {.opened = [line](std::shared_ptr<http::Outlet> outlet) { line->open(std::move(outlet)); },
       .message =
           [line](std::string const& text) {
             if (auto wanted = read_subscription(text))
               line->subscribe(std::move(*wanted));
             else
               line->wanted.outlet->close(http::kClosePolicy, "not understood");
           },
       .closed = [line] { line->close(); },
       .options = {.waiting_limit_bytes = std::size_t{1024} * 1024}});
}

auto stream(std::shared_ptr<Line> const& line, Subscription subscription) -> http::Response {
  line->wanted.wire = Wire::stream;
  return http::open_stream({.opened =
                                [line, subscription](std::shared_ptr<http::Outlet> outlet) {
                                  line->open(std::move(outlet));
                                  line->subscribe(subscription);
                                },
                            .message = {},
                            .closed = [line] { line->close(); },
                            .options = {.waiting_limit_bytes = std::size_t{1024} * 1024}});
}

auto wants_socket(http::Request const& request) -> bool {
  return equal_ignoring_case(http::find_header(request.headers, "Upgrade").value_or(""), "websocket");
}

// Of the query of a stream: "topics=numbers,notices".
auto read_topics(Fields& query) -> std::vector<Topic> {
  std::vector<Topic> topics;
  auto const text = query.optional<std::string>("topics").value_or("");
  std::string_view rest = text;
  while (!rest.empty()) {
    auto const end = std::min(rest.find(','), rest.size());
    auto const topic = enum_from_name<Topic>(rest.substr(0, end));
    if (topic)
      topics.push_back(*topic);
    else
      query.wrong("topics",
                  Message("error.field.choice", {{"choices", "numbers, notices, runs, events, presence"}}));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return topics;
}

auto open_live(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::events_read));
  auto query = call.query();
  auto const topics = read_topics(query);
  auto after = query.optional<std::int64_t>("after");
  PB_CHECK(query.check());
  if (call.surroundings.live == nullptr) return refuse(503, Message("error.unavailable"));
  auto const until = call.caller.session ? call.caller.session->session.expires_at
                     : call.caller.key && call.caller.key->key.stored.expires_at
                         ? *call.caller.key->key.stored.expires_at
                         : Instant::max();
  auto const line =
      std::make_shared<Line>(*call.surroundings.live, ListenerWanted{.actor = actor, .until = until});
  if (wants_socket(call.request)) {
    // Pages of others can open sockets with our cookies; their origin tells.
    PB_CHECK(check_origin_of_socket(call.request, call.caller, call.surroundings.public_url));
    return Reply{.raw = socket(line)};
  }
  if (topics.empty()) return refuse(422, Message("error.live.topics"));
  if (auto const last = http::find_header(call.request.headers, "Last-Event-ID")) {
    std::int64_t position = 0;
    auto const [end, problem] = std::from_chars(last->data(), last->data() + last->size(), position);
    if (problem == std::errc{} && end == last->data() + last->size() && position >= 0) after = position;
  }
  return Reply{.raw = stream(line, {topics, after ? std::optional(events::Position{*after}) : std::nullopt})};
}

}  // namespace

void add_live(Door& door) {
  door.read("openLive", open_live);
}

}  // namespace pb::api
