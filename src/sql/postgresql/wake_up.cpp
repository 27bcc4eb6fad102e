#include "sql/postgresql/wake_up.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>
#include <unistd.h>

#include "base/log.h"
#include "sql/postgresql/connection.h"

namespace pb::sql {
namespace {

constexpr auto kRhythm = std::chrono::milliseconds(20);
constexpr auto kReconnectAfter = std::chrono::milliseconds(500);

}  // namespace

WakeUp::WakeUp(std::string url, Notifier& notifier)
    : url_(std::move(url)), notifier_(notifier), node_(fmt::format("{}.{}", ::getpid(), fmt::ptr(this))) {
  thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

WakeUp::~WakeUp() = default;

void WakeUp::tell(std::string const& topic) {
  std::scoped_lock const lock(mutex_);
  topics_.insert(topic);
}

auto WakeUp::take_topics() -> std::set<std::string> {
  std::scoped_lock const lock(mutex_);
  return std::exchange(topics_, {});
}

void WakeUp::run(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    try {
      serve(stop);
    } catch (SqlError const& problem) {
      log::warn("database.wake_up_lost", {{"reason", problem.what()}});
      std::this_thread::sleep_for(kReconnectAfter);
    }
  }
}

void WakeUp::serve(std::stop_token const& stop) {
  PostgresqlConnection connection(url_);
  connection.execute_script("listen profitbot");
  while (!stop.stop_requested()) {
    pollfd waiting{.fd = PQsocket(connection.handle()), .events = POLLIN, .revents = 0};
    ::poll(&waiting, 1, static_cast<int>(kRhythm.count()));
    if (PQconsumeInput(connection.handle()) == 0) throw ConnectionLost("the PostgreSQL server went away");
    while (auto* const notice = PQnotifies(connection.handle())) {
      std::string_view const payload = notice->extra;
      auto const bar = payload.find('|');
      if (bar != std::string_view::npos && payload.substr(0, bar) != node_)
        notifier_.tell(payload.substr(bar + 1));
      PQfreemem(notice);
    }
    for (auto const& topic : take_topics()) {
      auto const payload = node_ + "|" + topic;
      Value const args[] = {std::string_view(payload)};
      connection.execute("select 1 from (select pg_notify('profitbot', $1)) as told", args, {});
    }
  }
}

}  // namespace pb::sql
