#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>

#include "app/health.h"
#include "events/event_log.h"
#include "jobs/queue.h"
#include "store/outgoing.h"

namespace pb::app {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr seconds kLagTolerated{600};
constexpr seconds kSilenceTolerated{180};
constexpr std::uintmax_t kDiskWanted = std::uintmax_t{200} * 1024 * 1024;

auto seconds_since(Instant since, Instant now) -> std::int64_t {
  return std::chrono::duration_cast<seconds>(now - since).count();
}

auto waiting(std::string name, std::optional<Instant> oldest, Instant now) -> Check {
  auto const age = oldest ? std::max<std::int64_t>(seconds_since(*oldest, now), 0) : 0;
  return {.name = std::move(name),
          .fine = age <= kLagTolerated.count(),
          .detail = fmt::format("oldest waits {} s", age)};
}

auto disk(std::string const& folder) -> Check {
  std::error_code problem;
  auto const space = std::filesystem::space(folder.empty() ? "." : folder, problem);
  if (problem) return {.name = "disk", .fine = false, .detail = problem.message()};
  return {.name = "disk",
          .fine = space.available >= kDiskWanted,
          .detail = fmt::format("{} MB free", space.available / 1024 / 1024)};
}

// Nothing that was written lies in the future: else the clock has been set back.
auto clock(sql::Session& session, Instant now) -> Check {
  auto const last = session.one<Instant>("select at from events order by id desc limit 1");
  auto const ahead = last ? -seconds_since(*last, now) : 0;
  return {.name = "clock",
          .fine = ahead < 60,
          .detail = ahead >= 60 ? fmt::format("{} s behind what was written", ahead) : "ok"};
}

auto telegram(HealthSources const& sources, Instant now) -> Check {
  auto const contact = sources.telegram();
  auto const silence = seconds_since(contact.last.value_or(sources.started), now);
  bool const fine = !contact.expected || silence <= kSilenceTolerated.count();
  return {.name = "telegram",
          .fine = fine,
          .needed = false,
          .detail = fmt::format("last heard {} s ago", silence)};
}

auto respond_with(std::vector<Check> const& checks) -> http::Response {
  json::array list;
  bool ready = true;
  for (auto const& check : checks) {
    ready = ready && (check.fine || !check.needed);
    list.push_back(
        {{"name", check.name}, {"fine", check.fine}, {"needed", check.needed}, {"detail", check.detail}});
  }
  return http::json_response(ready ? 200 : 503,
                             json::serialize(json::object{{"ready", ready}, {"checks", list}}));
}

}  // namespace

auto run_checks(sql::Session& session, CheckSources const& sources) -> std::vector<Check> {
  auto const now = sources.health.clock.now();
  auto const messages = store::outgoing_queue(session);
  auto const jobs = jobs::count_jobs(session);
  bool const loaded = sources.numbers_loaded();
  return {{.name = "database", .detail = "answers"},
          waiting("messages", messages.oldest, now),
          waiting("jobs", jobs.oldest_ready, now),
          {.name = "numbers", .fine = loaded, .detail = loaded ? "loaded" : "being loaded"},
          disk(sources.data_folder),
          clock(session, now),
          telegram(sources.health, now)};
}

auto told_by_bot(std::vector<Check> const& checks) -> std::vector<bot::HealthCheck> {
  std::vector<bot::HealthCheck> told;
  for (auto const& check : checks) told.push_back({check.name, check.fine, check.detail});
  return told;
}

void add_check_routes(http::Router& router, CheckSources const& sources) {
  router.add("GET", "/healthz",
             [](http::Request const&, http::Respond respond) { respond(http::text_response(200, "ok\n")); });
  router.add("GET", "/readyz", [sources](http::Request const&, http::Respond respond) {
    auto const checks = std::make_shared<std::vector<Check>>();
    sources.health.database.submit_read(
        [checks, sources](sql::Session& session) {
          *checks = run_checks(session, sources);
          return sql::Outcome::commit;
        },
        [checks, respond = std::move(respond)](std::exception_ptr const& reason) mutable {
          if (reason) *checks = {{.name = "database", .fine = false, .detail = "does not answer"}};
          respond(respond_with(*checks));
        });
  });
}

}  // namespace pb::app
