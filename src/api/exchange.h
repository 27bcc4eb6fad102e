#pragma once

#include <boost/json/object.hpp>

#include "api/call.h"
#include "api/door.h"
#include "api/rate_limiter.h"
#include "i18n/translator.h"

namespace pb::api {

// One request on its way to its answer: outside the database first, then inside one unit of work, which may
// run more than once.
class Exchange {
 public:
  Exchange(Surroundings const& surroundings, http::Request request, std::int64_t cost);

  // Reads what can be read without a database. A response: the request is refused as it stands.
  auto prepare() -> std::optional<http::Response>;

  // In a unit of work. `escalate`: it wants to write first (a session to be renewed, a use to be noted); to
  // be run again in a unit that may.
  enum class Step { answered, undone, escalate };
  auto run_reading(sql::Session& session, Answerer const& answerer) -> Step;
  auto run_writing(sql::Session& session, Answerer const& answerer) -> Step;

  // Outside of any unit, on a thread that may wait; the whole of it.
  auto run_aside(SideAnswerer const& answerer) -> http::Response;
  // There is nobody to do it.
  auto busy() -> http::Response;

  // What the last run came to; or, where there was no run, the reason.
  auto finish(std::exception_ptr const& reason) -> http::Response;

 private:
  auto identify(store::Unit& unit) -> Outcome<void>;
  // Takes the request's cost from what its caller may ask for: once, however often the unit runs.
  auto charge() -> Outcome<void>;
  auto charge_address() -> Outcome<void>;
  void note_use(store::Unit& unit);
  auto answer(store::Unit& unit, Answerer const& answerer) -> Outcome<Reply>;
  auto answer_aside(SideAnswerer const& answerer) -> Outcome<Reply>;
  auto checked(Access const& access, Outcome<Reply> outcome) const -> Outcome<Reply>;
  auto answer_once(store::Unit& unit, Answerer const& answerer, std::string const& key) -> Step;
  auto replay(store::Unit& unit, std::string const& key) -> std::optional<http::Response>;
  auto respond(store::Unit& unit, Outcome<Reply> outcome) -> Step;
  auto response_of(Reply const& reply) -> http::Response;
  auto caller_name() const -> std::string;
  auto problem(Refusal const& refusal, i18n::Reader const& reader) const -> http::Response;
  auto bare_reader() const -> i18n::Reader;

  Surroundings const& surroundings_;
  Incoming incoming_;
  http::Request const& request_;
  std::int64_t cost_;
  bool charged_ = false;
  RateLeft left_{};  // after this request
  std::string id_;
  std::string trace_;
  Instant started_;
  std::optional<std::string> repeat_key_;  // Idempotency-Key
  Caller caller_;
  i18n::Reader aside_reader_;
  http::Headers cookies_;
  http::Response response_;
};

}  // namespace pb::api
