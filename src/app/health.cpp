#include "app/health.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "jobs/queue.h"
#include "store/outgoing.h"

namespace pb::app {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

// Telegram answers a poll within half a minute, and messages leave at once unless there are very many.
constexpr seconds kSilenceTolerated{180};
constexpr seconds kWaitTolerated{600};

struct Queues {
  store::OutgoingQueue messages{};
  jobs::JobCounts jobs{};
};

auto age(std::optional<Instant> since, Instant now) -> std::optional<seconds> {
  if (!since) return std::nullopt;
  return std::max(std::chrono::duration_cast<seconds>(now - *since), seconds(0));
}

auto as_json(std::optional<seconds> value) -> json::value {
  return value ? json::value(value->count()) : json::value(nullptr);
}

auto problems_of(Queues const& queues, TelegramContact const& telegram, HealthSources const& sources)
    -> json::array {
  auto const now = sources.clock.now();
  json::array problems;
  auto const silence = age(telegram.last.value_or(sources.started), now);
  if (telegram.expected && *silence > kSilenceTolerated)
    problems.push_back(json::string(fmt::format("Telegram has not answered for {} s", silence->count())));
  auto const wait = age(queues.messages.oldest, now);
  if (wait && *wait > kWaitTolerated)
    problems.push_back(json::string(fmt::format("a message has been waiting for {} s", wait->count())));
  if (queues.jobs.dead > 0)
    problems.push_back(json::string(fmt::format("{} jobs were given up", queues.jobs.dead)));
  return problems;
}

auto report(Queues const& queues, HealthSources const& sources) -> http::Response {
  auto const now = sources.clock.now();
  auto const telegram = sources.telegram();
  auto const problems = problems_of(queues, telegram, sources);
  auto const* const engine = sources.database.dialect() == sql::Dialect::sqlite ? "sqlite" : "postgresql";
  json::object const body{
      {"status", problems.empty() ? "ok" : "degraded"},
      {"version", program_version()},
      {"database", engine},
      {"schema", sources.schema},
      {"telegram",
       {{"last_contact", telegram.last ? json::value(to_iso(*telegram.last)) : json::value(nullptr)}}},
      {"messages",
       {{"waiting", queues.messages.waiting}, {"oldest_s", as_json(age(queues.messages.oldest, now))}}},
      {"jobs",
       {{"ready", queues.jobs.ready},
        {"running", queues.jobs.running},
        {"dead", queues.jobs.dead},
        {"oldest_s", as_json(age(queues.jobs.oldest_ready, now))}}},
      {"problems", problems}};
  return http::json_response(200, json::serialize(body));
}

auto failure(std::exception_ptr const& reason) -> http::Response {
  std::string words;
  try {
    std::rethrow_exception(reason);
  } catch (std::exception const& problem) {
    words = problem.what();
  } catch (...) {
    words = "unknown";
  }
  json::object const body{{"status", "failed"},
                          {"version", program_version()},
                          {"problems", {"the database does not answer: " + words}}};
  return http::json_response(503, json::serialize(body));
}

}  // namespace

void add_health_route(http::Router& router, HealthSources sources) {
  router.add("GET", "/health", [sources = std::move(sources)](http::Request const&, http::Respond respond) {
    auto const queues = std::make_shared<Queues>();
    sources.database.submit_read(
        [queues](sql::Session& session) {
          queues->messages = store::outgoing_queue(session);
          queues->jobs = jobs::count_jobs(session);
          return sql::Outcome::commit;
        },
        [queues, sources, respond = std::move(respond)](std::exception_ptr const& reason) mutable {
          respond(reason ? failure(reason) : report(*queues, sources));
        });
  });
}

auto program_version() -> std::string_view {
  return PROFITBOT_VERSION;
}

}  // namespace pb::app
