#include "api/exchange.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "api/json_text.h"
#include "api/language.h"
#include "api/problem.h"
#include "base/ascii.h"
#include "base/log.h"
#include "crypto/hash.h"
#include "store/answered_requests.h"

namespace pb::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostRepeatKeyBytes = 255;

auto is_json(http::Request const& request) -> bool {
  auto const type = http::find_header(request.headers, "Content-Type").value_or("");
  return equal_ignoring_case(type.substr(0, type.find(';')), "application/json");
}

auto is_visible(std::string_view text) -> bool {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

// W3C Trace Context: "00-<32 hex>-<16 hex>-<2 hex>"; the 32 are what logs of many programs have in common.
auto trace_of(http::Request const& request) -> std::string {
  constexpr std::size_t kLength = 55;
  auto const header = http::find_header(request.headers, "traceparent").value_or("");
  auto const is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (header.size() != kLength || header[2] != '-' || header[35] != '-' || header[52] != '-') return {};
  auto const trace = header.substr(3, 32);
  if (!std::ranges::all_of(trace, is_hex) || trace.find_first_not_of('0') == std::string_view::npos)
    return {};
  return std::string(trace);
}

auto fingerprint(http::Request const& request) -> std::string {
  auto text = request.method + '\n' + request.path + '\n';
  for (auto const& [name, value] : request.query) text += name + '=' + value + '\n';
  return crypto::sha256_hex(text + '\n' + request.body);
}

auto to_text(http::Headers const& headers) -> std::string {
  json::object object;
  for (auto const& [name, value] : headers) object[name] = value;
  return json::serialize(object);
}

auto read_query(http::Request const& request) -> Outcome<json::object> {
  json::object parameters;
  for (auto const& [name, value] : request.query) {
    if (parameters.contains(name)) {
      Refusal refusal(422, Message("error.fields"));
      refusal.errors.push_back({FieldError::In::query, name, Message("error.field.twice")});
      return std::unexpected(std::move(refusal));
    }
    parameters[name] = value;
  }
  return parameters;
}

auto too_many(RateLeft const& left) -> Refusal {
  Refusal refusal(429, Message("error.too_many_requests", {{"seconds", std::int64_t{left.wait.count()}}}));
  refusal.headers.emplace_back("Retry-After", std::to_string(left.wait.count()));
  return refusal;
}

auto read_body(http::Request const& request) -> Outcome<json::value> {
  if (request.body.empty()) return json::value();
  if (request.body.size() > kMostJsonBytes)
    return refuse(413, Message("error.body.too_large", {{"limit", std::int64_t{kMostJsonBytes / 1024}}}));
  if (!is_json(request)) return refuse(415, Message("error.body.type"));
  return read_json(request.body);
}

}  // namespace

Exchange::Exchange(Surroundings const& surroundings, http::Request request, std::int64_t cost)
    : surroundings_(surroundings),
      incoming_{.request = std::move(request)},
      request_(incoming_.request),
      cost_(cost),
      id_(fmt::format("{:016x}", surroundings.random.number())),
      trace_(trace_of(request_)),
      started_(surroundings.clock.now()) {
  incoming_.language = accepted_language(http::find_header(request_.headers, "Accept-Language").value_or(""));
}

auto Exchange::prepare() -> std::optional<http::Response> {
  if (auto const may = charge_address(); !may) return problem(may.error(), bare_reader());
  auto body = read_body(request_);
  if (!body) return problem(body.error(), bare_reader());
  incoming_.body = std::move(*body);
  auto parameters = read_query(request_);
  if (!parameters) return problem(parameters.error(), bare_reader());
  incoming_.parameters = std::move(*parameters);
  auto const key = http::find_header(request_.headers, "Idempotency-Key");
  if (!key || request_.method != "POST") return std::nullopt;
  if (key->empty() || key->size() > kMostRepeatKeyBytes || !is_visible(*key))
    return problem(Refusal(400, Message("error.idempotency_key.length")), bare_reader());
  repeat_key_ = std::string(*key);
  return std::nullopt;
}

auto Exchange::identify(store::Unit& unit) -> Outcome<void> {
  cookies_.clear();
  caller_ = {};
  auto caller = api::identify(unit, request_);
  if (!caller) return std::unexpected(std::move(caller.error()));
  caller_ = std::move(*caller);
  PB_CHECK(charge());
  return check_origin(request_, caller_, surroundings_.public_url);
}

auto Exchange::charge() -> Outcome<void> {
  auto* const limiter = surroundings_.limiter;
  if (limiter == nullptr || caller_.person() == nullptr) return {};
  if (!std::exchange(charged_, true)) left_ = limiter->take(caller_name(), cost_, started_);
  return left_.taken ? Outcome<void>() : std::unexpected(too_many(left_));
}

auto Exchange::charge_address() -> Outcome<void> {
  auto* const limiter = surroundings_.address_limiter;
  if (limiter == nullptr) return {};
  auto const left = limiter->take(request_.remote_address, 1, started_);
  return left.taken ? Outcome<void>() : std::unexpected(too_many(left));
}

auto Exchange::run_reading(sql::Session& session, Answerer const& answerer) -> Step {
  store::Unit unit{session, started_};
  if (auto const known = identify(unit); !known) return respond(unit, std::unexpected(known.error()));
  bool const session_wants =
      caller_.session &&
      (caller_.session->outdated() || people::use_is_worth_noting(caller_.session->session, unit.now));
  bool const key_wants =
      caller_.key && people::use_is_worth_noting(caller_.key->key.stored, request_.remote_address, unit.now);
  if (session_wants || key_wants) return Step::escalate;
  return respond(unit, answer(unit, answerer));
}

auto Exchange::run_writing(sql::Session& session, Answerer const& answerer) -> Step {
  store::Unit unit{session, started_};
  if (auto const known = identify(unit); !known) return respond(unit, std::unexpected(known.error()));
  note_use(unit);
  if (repeat_key_) return answer_once(unit, answerer, *repeat_key_);
  return respond(unit, session.savepoint([&] { return answer(unit, answerer); }));
}

void Exchange::note_use(store::Unit& unit) {
  if (caller_.key && people::use_is_worth_noting(caller_.key->key.stored, request_.remote_address, unit.now))
    people::note_key_used(unit, *caller_.key, request_.remote_address);
  if (!caller_.session) return;
  auto& signed_in = *caller_.session;
  if (people::use_is_worth_noting(signed_in.session, unit.now))
    people::note_session_used(unit, signed_in.session, request_.remote_address);
  // A WebSocket's answer has no place for a cookie.
  if (signed_in.outdated() && !http::find_header(request_.headers, "Upgrade")) {
    auto const token = people::renew_session(unit, signed_in, surroundings_.random);
    cookies_.push_back(
        set_cookie(kSessionCookie, token,
                   std::chrono::ceil<std::chrono::seconds>(signed_in.session.expires_at - unit.now)));
  }
}

auto Exchange::answer(store::Unit& unit, Answerer const& answerer) -> Outcome<Reply> {
  Access access(caller_, unit.now);
  Call call(unit, incoming_, caller_, access, surroundings_);
  auto outcome = answerer(call);
  return checked(access, std::move(outcome));
}

auto Exchange::checked(Access const& access, Outcome<Reply> outcome) const -> Outcome<Reply> {
  if (access.asked()) return outcome;
  log::error("api.access_not_asked",
             {{"method", request_.method}, {"path", request_.path}, {"request", id_}});
  return refuse(500, Message("error.internal"));
}

auto Exchange::answer_aside(SideAnswerer const& answerer) -> Outcome<Reply> {
  auto const known = surroundings_.database.write([&](sql::Session& session) {
    store::Unit unit{session, started_};
    auto identified = identify(unit);
    if (identified) note_use(unit);
    aside_reader_ = reader_for(unit, caller_, incoming_.language);
    return identified;
  });
  if (!known) return std::unexpected(known.error());
  Access access(caller_, started_);
  SideCall call(incoming_, caller_, access, surroundings_);
  auto outcome = answerer(call);
  return checked(access, std::move(outcome));
}

auto Exchange::run_aside(SideAnswerer const& answerer) -> http::Response {
  try {
    auto const outcome = answer_aside(answerer);
    auto const* const refusal = !outcome ? &outcome.error() : outcome->refusal ? &*outcome->refusal : nullptr;
    response_ = refusal == nullptr ? response_of(*outcome) : problem(*refusal, aside_reader_);
    return finish(nullptr);
  } catch (...) {
    return finish(std::current_exception());
  }
}

auto Exchange::busy() -> http::Response {
  response_ = problem(Refusal(503, Message("error.unavailable")), bare_reader());
  response_.headers.emplace_back("Retry-After", "1");
  return finish(nullptr);
}

auto Exchange::answer_once(store::Unit& unit, Answerer const& answerer, std::string const& key) -> Step {
  if (auto before = replay(unit, key)) {
    response_ = std::move(*before);
    return Step::answered;
  }
  Reply::Shown shown = Reply::Shown::always;
  auto outcome = unit.sql.savepoint([&] { return answer(unit, answerer); });
  if (outcome) shown = outcome->shown;
  respond(unit, std::move(outcome));
  // What failed on our side, or was nobody's, may go well the next time.
  if (response_.status >= 500 || response_.status == 401 || response_.status == 429) return Step::undone;
  store::AnsweredRequest const answer{
      .request_hash = fingerprint(request_),
      .status = response_.status,
      .headers = to_text(response_.headers),
      .body = shown == Reply::Shown::once ? std::nullopt : std::optional(response_.body)};
  if (!store::insert_answered_request(unit.sql, caller_name(), key, answer, unit.now))
    throw sql::Unavailable("the same request is being answered");
  return Step::answered;
}

auto Exchange::replay(store::Unit& unit, std::string const& key) -> std::optional<http::Response> {
  auto const before = store::find_answered_request(unit.sql, caller_name(), key);
  if (!before) return std::nullopt;
  if (before->request_hash != fingerprint(request_))
    return problem(Refusal(422, Message("error.idempotency_key.reused")),
                   reader_for(unit, caller_, incoming_.language));
  if (!before->body)
    return problem(Refusal(409, Message("error.idempotency_key.secret")),
                   reader_for(unit, caller_, incoming_.language));
  http::Response response{.status = static_cast<int>(before->status), .body = *before->body};
  auto const headers = json::parse(before->headers);
  for (auto const& [name, value] : headers.as_object())
    response.headers.emplace_back(std::string(name), std::string(value.as_string()));
  response.headers.emplace_back("Idempotency-Replayed", "true");
  return response;
}

auto Exchange::respond(store::Unit& unit, Outcome<Reply> outcome) -> Step {
  if (outcome && !outcome->refusal) {
    response_ = response_of(*outcome);
    return Step::answered;
  }
  response_ =
      problem(outcome ? *outcome->refusal : outcome.error(), reader_for(unit, caller_, incoming_.language));
  return Step::answered;
}

auto Exchange::response_of(Reply const& reply) -> http::Response {
  if (reply.raw) return *reply.raw;
  http::Response response{.status = reply.status, .headers = reply.headers};
  if (reply.file) {
    response.body = reply.file->bytes;
    response.headers.emplace_back("Content-Type", reply.file->content_type);
    response.headers.emplace_back("Content-Disposition",
                                  fmt::format("attachment; filename=\"{}\"", reply.file->name));
    response.headers.emplace_back("Cache-Control", "private, max-age=86400, immutable");
    return response;
  }
  if (!reply.body.is_null()) {
    response.body = json::serialize(reply.body);
    response.headers.emplace_back("Content-Type", "application/json");
  }
  bool const reads = request_.method == "GET" || request_.method == "HEAD";
  response.headers.emplace_back(
      "Cache-Control", reads && reply.shown == Reply::Shown::always ? "private, no-cache" : "no-store");
  if (!reads || reply.status != 200 || reply.body.is_null()) return response;
  auto const tag = entity_tag(response.body);
  response.headers.emplace_back("ETag", tag);
  auto const known = http::find_header(request_.headers, "If-None-Match");
  if (known && (*known == "*" || known->find(tag) != std::string_view::npos)) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

auto Exchange::bare_reader() const -> i18n::Reader {
  return {.language = incoming_.language.value_or(i18n::kDefaultLanguage)};
}

auto Exchange::caller_name() const -> std::string {
  if (caller_.key) return fmt::format("key:{}", caller_.key->key.stored.id.value);
  if (caller_.session) return fmt::format("user:{}", caller_.session->person.id.value);
  return "address:" + request_.remote_address;
}

auto Exchange::problem(Refusal const& refusal, i18n::Reader const& reader) const -> http::Response {
  return problem_response(refusal, surroundings_.translator, reader, id_);
}

auto Exchange::finish(std::exception_ptr const& reason) -> http::Response {
  if (reason) {
    try {
      std::rethrow_exception(reason);
    } catch (sql::Unavailable const& problem) {
      log::warn("api.database_unavailable", {{"request", id_}, {"reason", problem.what()}});
      response_ = this->problem(Refusal(503, Message("error.unavailable")), bare_reader());
      response_.headers.emplace_back("Retry-After", "1");
    } catch (std::exception const& problem) {
      log::error("api.request_failed",
                 {{"request", id_}, {"path", request_.path}, {"reason", problem.what()}});
      response_ = this->problem(Refusal(500, Message("error.internal")), bare_reader());
    }
  } else {
    for (auto& cookie : cookies_) response_.headers.push_back(std::move(cookie));
  }
  if (charged_) {
    auto const& policy = surroundings_.limiter->policy();
    response_.headers.emplace_back("RateLimit-Policy",
                                   fmt::format("\"default\";q={};w={}", policy.quota, policy.window.count()));
    response_.headers.emplace_back(
        "RateLimit", fmt::format("\"default\";r={};t={}", left_.remaining, left_.reset.count()));
  }
  response_.headers.emplace_back("X-Request-Id", id_);
  response_.headers.emplace_back("X-Content-Type-Options", "nosniff");
  auto const took =
      std::chrono::duration_cast<std::chrono::microseconds>(surroundings_.clock.now() - started_);
  log::debug("api.answered", {{"method", request_.method},
                              {"path", request_.path},
                              {"status", response_.status},
                              {"took_us", took.count()},
                              {"request", id_},
                              {"trace", trace_}});
  return std::move(response_);
}

}  // namespace pb::api
