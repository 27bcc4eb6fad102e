#include "api/odata_routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "api/access.h"
#include "api/caller.h"
#include "api/client_address.h"
#include "api/decimal.h"
#include "api/language.h"
#include "api/refusal.h"
#include "base/log.h"
#include "domain/permission.h"
#include "http/target.h"
#include "odata/metadata.h"
#include "store/feeds.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using odata::Type;

constexpr std::string_view kFeedRoot = "/odata/v4/";

auto answer(int status, std::string_view type, std::string body) -> http::Response {
  return {.status = status,
          .headers = {{"Content-Type", std::string(type)},
                      {"OData-Version", "4.0"},
                      {"Cache-Control", "private, no-cache"},
                      {"X-Content-Type-Options", "nosniff"}},
          .body = std::move(body)};
}

auto error_answer(int status, std::string const& code, std::string const& text) -> http::Response {
  auto response = answer(status, "application/json",
                         json::serialize(json::object{{"error", {{"code", code}, {"message", text}}}}));
  if (status == 401)
    response.headers.emplace_back("WWW-Authenticate", R"(Basic realm="Profit Bot", charset="UTF-8")");
  return response;
}

void append(std::string& text, sql::Value const& value, Type type) {
  if (std::holds_alternative<std::monostate>(value)) {
    text += "null";
    return;
  }
  if (type == Type::text) {
    text += json::serialize(json::string(sql::Column<std::string>::read(value)));
    return;
  }
  auto const number = sql::Column<std::int64_t>::read(value);
  switch (type) {
    case Type::decimal:
      text += to_decimal(Money{number});
      break;
    case Type::date:
      text += '"' + to_iso(Day{static_cast<std::int32_t>(number)}) + '"';
      break;
    case Type::moment:
      text += '"' + to_iso(Instant(std::chrono::microseconds(number))) + '"';
      break;
    case Type::flag:
      text += number != 0 ? "true" : "false";
      break;
    default:
      text += std::to_string(number);
  }
}

// Where we are found, as the client wrote it: links must lead back here.
auto root_of(http::Request const& request, std::string const& public_url) -> std::string {
  if (!public_url.empty()) return public_url + std::string(kFeedRoot);
  return fmt::format("http://{}{}", http::find_header(request.headers, "Host").value_or("localhost"),
                     kFeedRoot);
}

// The same question for the next part: without what has been skipped, and with what is still wanted.
auto next_link(http::Request const& request, std::string const& root, std::string_view set,
               odata::Options const& options, store::FeedPage const& page) -> std::string {
  auto url = fmt::format("{}{}?", root, set);
  for (auto const& [name, value] : request.query) {
    auto const plain = name.starts_with('$') ? name.substr(1) : name;
    if (plain == "skip" || plain == "skiptoken" || plain == "top" || plain == "count") continue;
    url += fmt::format("{}={}&", http::percent_encoded(name), http::percent_encoded(value));
  }
  if (options.top) url += fmt::format("$top={}&", *options.top - page.rows);
  return url + fmt::format("$skiptoken={}", *page.next);
}

auto context_of(odata::Options const& options, odata::Set const& set, std::string const& root)
    -> std::string {
  auto text = fmt::format("{}$metadata#{}", root, set.name);
  if (options.select.empty() && !options.grouping) return text;
  std::string names;
  for (auto const& property : odata::result_properties(options, set))
    names += (names.empty() ? "" : ",") + property.name;
  return text + "(" + names + ")";
}

auto rows_answer(sql::Session& session, http::Request const& request, odata::Set const& set,
                 odata::Options const& options, Scope const& scope, std::string const& root)
    -> http::Response {
  auto const properties = odata::result_properties(options, set);
  std::string rows;
  auto const page =
      store::read_feed(session, set, options, scope.office(), [&](std::span<sql::Value const> values) {
        rows += rows.empty() ? "{" : ",{";
        for (std::size_t at = 0; at < properties.size(); ++at) {
          rows += fmt::format("{}\"{}\":", at == 0 ? "" : ",", properties[at].name);
          append(rows, values[at], properties[at].type);
        }
        rows += '}';
      });
  auto body =
      fmt::format(R"({{"@odata.context":{},)", json::serialize(json::string(context_of(options, set, root))));
  if (page.count) body += fmt::format(R"("@odata.count":{},)", *page.count);
  body += "\"value\":[" + rows + "]";
  if (page.next)
    body += ",\"@odata.nextLink\":" +
            json::serialize(json::string(next_link(request, root, set.name, options, page)));
  return answer(200, "application/json;odata.metadata=minimal;IEEE754Compatible=false", body + "}");
}

// One request, in a unit for reading.
class Feed {
 public:
  Feed(Surroundings const& surroundings, http::Request request)
      : surroundings_(surroundings), request_(std::move(request)) {
    request_.remote_address = client_address(request_, surroundings.trusted_proxies);
  }

  void run(sql::Session& session) {
    store::Unit unit{session, surroundings_.clock.now()};
    auto caller = identify(unit, request_);
    if (!caller) {
      response_ = error_answer(401, "unauthenticated", "Send a key as the password of Basic.");
      return;
    }
    caller_ = std::move(*caller);
    Access access(caller_, unit.now);
    auto const actor = access.require(people::KeyScope::numbers_read);
    if (!actor) {
      auto const& refusal = actor.error();
      response_ = error_answer(refusal.status, refusal.code, say(refusal.message));
      return;
    }
    auto const scope = Scope::of(*actor);
    bool const nothing = !scope.everything() && !scope.office();
    response_ =
        nothing ? error_answer(403, "not_allowed", say(Message("error.not_allowed"))) : read(session, scope);
  }
  auto finish(std::exception_ptr const& reason) -> http::Response {
    if (!reason) return std::move(response_);
    log::warn("odata.failed", {{"path", request_.path}});
    return error_answer(503, "unavailable", say(Message("error.unavailable")));
  }
  // The key's use is worth noting: in a unit of its own.
  [[nodiscard]] auto wants_note() const -> bool {
    return caller_.key && people::use_is_worth_noting(caller_.key->key.stored, request_.remote_address,
                                                      surroundings_.clock.now());
  }
  void note(sql::Session& session) const {
    store::Unit unit{session, surroundings_.clock.now()};
    people::note_key_used(unit, *caller_.key, request_.remote_address);
  }

 private:
  auto say(Message const& message) const -> std::string {
    auto const language =
        accepted_language(http::find_header(request_.headers, "Accept-Language").value_or("en"));
    return surroundings_.translator.render(message, {.language = language.value_or(i18n::Language::en)});
  }
  auto read(sql::Session& session, Scope const& scope) -> http::Response {
    auto const root = root_of(request_, surroundings_.public_url);
    auto const found = request_.path_parameters.find("set");
    if (found == request_.path_parameters.end())
      return request_.path.ends_with("$metadata")
                 ? answer(200, "application/xml", odata::metadata_document(store::feed_sets()))
                 : answer(200, "application/json;odata.metadata=minimal",
                          odata::service_document(store::feed_sets(), root));
    auto const* const set = store::find_feed(found->second);
    if (set == nullptr) return error_answer(404, "not_found", "There is no set " + found->second + ".");
    auto options = odata::parse_options(request_.query, *set);
    if (!options) return error_answer(400, "query", options.error().text);
    return rows_answer(session, request_, *set, *options, scope, root);
  }

  Surroundings const& surroundings_;
  http::Request request_;
  Caller caller_;
  http::Response response_;
};

void serve(std::shared_ptr<Surroundings const> const& surroundings, http::Request request,
           http::Respond respond) {
  auto const feed = std::make_shared<Feed>(*surroundings, std::move(request));
  surroundings->database.submit_read(
      [feed](sql::Session& session) {
        feed->run(session);
        return sql::Outcome::commit;
      },
      [feed, surroundings, respond = std::move(respond)](std::exception_ptr const& reason) mutable {
        respond(feed->finish(reason));
        if (reason || !feed->wants_note()) return;
        surroundings->database.submit_write(
            [feed](sql::Session& session) {
              feed->note(session);
              return sql::Outcome::commit;
            },
            [](std::exception_ptr const&) {});
      });
}

}  // namespace

void add_odata_routes(http::Router& router, Surroundings const& surroundings) {
  auto const shared = std::make_shared<Surroundings const>(surroundings);
  for (auto const* const path : {"/odata/v4", "/odata/v4/", "/odata/v4/$metadata", "/odata/v4/{set}"}) {
    router.add("GET", path, [shared](http::Request request, http::Respond respond) {
      serve(shared, std::move(request), std::move(respond));
    });
  }
}

}  // namespace pb::api
