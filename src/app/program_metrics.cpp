#include "app/program_metrics.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "events/event_log.h"
#include "jobs/queue.h"
#include "store/outgoing.h"

namespace pb::app {
namespace {

constexpr auto kRequests = "profitbot_http_requests_total";
constexpr auto kDuration = "profitbot_http_request_duration_seconds";

// What one look at the database tells.
struct Readings {
  std::atomic<double> messages_waiting = 0;
  std::atomic<double> messages_oldest_s = 0;
  std::atomic<double> jobs_ready = 0;
  std::atomic<double> jobs_running = 0;
  std::atomic<double> jobs_dead = 0;
  std::atomic<double> events = 0;
  std::atomic<double> database_up = 0;
  std::atomic<double> database_read_s = 0;
};

void read_database(sql::Session& session, Readings& readings, Instant now) {
  auto const messages = store::outgoing_queue(session);
  auto const jobs = jobs::count_jobs(session);
  readings.messages_waiting = static_cast<double>(messages.waiting);
  readings.messages_oldest_s =
      messages.oldest ? std::chrono::duration<double>(now - *messages.oldest).count() : 0.0;
  readings.jobs_ready = static_cast<double>(jobs.ready);
  readings.jobs_running = static_cast<double>(jobs.running);
  readings.jobs_dead = static_cast<double>(jobs.dead);
  readings.events = static_cast<double>(events::head(session).value);
}

auto resident_bytes() -> double {
  std::ifstream file("/proc/self/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

auto open_files() -> double {
  std::error_code problem;
  auto const folder = std::filesystem::directory_iterator("/proc/self/fd", problem);
  return problem ? 0 : static_cast<double>(std::distance(begin(folder), end(folder)));
}

void declare_gauges(MetricSources const& sources, std::shared_ptr<Readings> const& readings) {
  auto& registry = *sources.registry;
  auto const reading = [&](char const* name, char const* help, std::atomic<double> Readings::* member) {
    registry.gauge(name, help, [readings, member] { return ((*readings).*member).load(); });
  };
  reading("profitbot_messages_waiting", "Telegram messages that wait to leave.", &Readings::messages_waiting);
  reading("profitbot_messages_oldest_seconds", "How long the oldest of them waits.",
          &Readings::messages_oldest_s);
  reading("profitbot_jobs_ready", "Jobs that could run now.", &Readings::jobs_ready);
  reading("profitbot_jobs_running", "Jobs under way.", &Readings::jobs_running);
  reading("profitbot_jobs_dead", "Jobs that were given up.", &Readings::jobs_dead);
  reading("profitbot_events_position", "Position of the last event of the log.", &Readings::events);
  reading("profitbot_database_up", "Whether the database answered.", &Readings::database_up);
  reading("profitbot_database_read_seconds", "How long a small read took just now.",
          &Readings::database_read_s);
  registry.gauge("profitbot_cube_position",
                 "Event up to which the numbers have followed the log; -1 while loading.",
                 [as_of = sources.numbers_as_of] { return static_cast<double>(as_of().value_or(-1)); });
  registry.gauge("profitbot_telegram_silence_seconds", "How long ago Telegram last answered; -1: never.",
                 [health = sources.health] {
                   auto const last = health.telegram().last;
                   return last ? std::chrono::duration<double>(health.clock.now() - *last).count() : -1.0;
                 });
  registry.gauge("process_resident_memory_bytes", "Resident memory.", resident_bytes);
  registry.gauge("process_open_fds", "Open files and sockets.", open_files);
  registry.gauge("process_cpu_seconds_total", "Processor time, user and system.",
                 [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; });
  registry.gauge("profitbot_info", "The version of the program.", [] { return 1.0; },
                 {{"version", std::string(program_version())}});
}

}  // namespace

void add_metrics(http::Router& router, MetricSources const& sources) {
  auto const readings = std::make_shared<Readings>();
  declare_gauges(sources, readings);
  router.observe_by([registry = sources.registry](std::string_view method, std::string_view pattern,
                                                  int status, std::chrono::microseconds took) {
    auto const route = pattern.empty() ? std::string("none") : std::string(pattern);
    metrics::Labels const labels{{"method", std::string(method)}, {"route", route}};
    auto counted = labels;
    counted.emplace_back("status", std::to_string(status));
    registry->counter(kRequests, "Answers to requests.", counted).add();
    registry->histogram(kDuration, "From a request read to its answer.", labels)
        .observe(std::chrono::duration<double>(took).count());
  });
  router.add("GET", "/metrics", [sources, readings](http::Request const& request, http::Respond respond) {
    bool const may_look = std::ranges::any_of(
        sources.readers, [&](Network const& network) { return network.holds(request.remote_address); });
    if (!may_look) return respond(http::text_response(404, "Not found\n"));
    auto const begun = std::chrono::steady_clock::now();
    sources.health.database.submit_read(
        [sources, readings](sql::Session& session) {
          read_database(session, *readings, sources.health.clock.now());
          return sql::Outcome::commit;
        },
        [sources, readings, begun, respond = std::move(respond)](std::exception_ptr const& reason) mutable {
          readings->database_up = reason ? 0 : 1;
          readings->database_read_s =
              std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
          auto response = http::text_response(200, sources.registry->text());
          response.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}};
          respond(std::move(response));
        });
  });
}

}  // namespace pb::app
