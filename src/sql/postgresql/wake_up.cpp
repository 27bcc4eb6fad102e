#include "sql/postgresql/wake_up.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <random>

#include "base/log.h"
#include "sql/postgresql/connection.h"

namespace pb::sql {
namespace {

constexpr std::chrono::milliseconds kRhythm{20};
constexpr std::chrono::milliseconds kReconnectAfter{500};
constexpr std::chrono::milliseconds kLongest{60'000};

auto random_name() -> std::string {
  std::random_device source;
  return fmt::format("{:08x}{:08x}", source(), source());
}

void sleep_until_signal(int signal, int socket, std::chrono::milliseconds length) {
  std::array<pollfd, 2> waiting{pollfd{.fd = signal, .events = POLLIN, .revents = 0},
                                pollfd{.fd = socket, .events = POLLIN, .revents = 0}};
  ::poll(waiting.data(), socket < 0 ? 1 : 2, static_cast<int>(length.count()));
}

}  // namespace

WakeUp::WakeUp(std::string url, Notifier& notifier)
    : url_(std::move(url)),
      notifier_(notifier),
      node_(random_name()),
      signal_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (signal_ < 0) throw SqlError("no descriptor is left for the database's wake-up");
  thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

WakeUp::~WakeUp() {
  thread_.request_stop();
  signal();
  thread_.join();
  ::close(signal_);
}

void WakeUp::tell(std::string const& topic) {
  {
    std::scoped_lock const lock(mutex_);
    if (!topics_.insert(topic).second) return;
  }
  signal();
}

void WakeUp::signal() {
  std::uint64_t const one = 1;
  [[maybe_unused]] auto const written = ::write(signal_, &one, sizeof one);  // full: it is signalled already
}

void WakeUp::run(std::stop_token const& stop) {
  auto state = State::starting;
  while (!stop.stop_requested()) {
    try {
      PostgresqlConnection connection(url_);
      connection.execute_script("listen profitbot");
      if (state == State::away) log::info("database.wake_up_again");
      state = State::listening;
      // What was said before, while the server was away or this node was only beginning to listen, is not
      // heard.
      notifier_.tell_all();
      serve(connection, stop);
    } catch (SqlError const& problem) {
      if (state != State::away) log::warn("database.wake_up_lost", {{"reason", problem.what()}});
      state = State::away;
      take_signal();
      if (!stop.stop_requested()) sleep_until_signal(signal_, -1, kReconnectAfter);
    }
  }
}

void WakeUp::serve(PostgresqlConnection& connection, std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    send_topics(connection);
    // After sending, whose answer may have brought news along: then the socket has nothing more to wait for.
    pass_on(connection);
    wait(PQsocket(connection.handle()));
  }
}

void WakeUp::wait(int socket) {
  sleep_until_signal(signal_, socket, time_to_sending());
  take_signal();
}

void WakeUp::take_signal() {
  std::uint64_t count = 0;
  [[maybe_unused]] auto const read = ::read(signal_, &count, sizeof count);
}

auto WakeUp::time_to_sending() -> std::chrono::milliseconds {
  std::scoped_lock const lock(mutex_);
  if (topics_.empty()) return kLongest;
  auto const left = std::chrono::ceil<std::chrono::milliseconds>(may_send_at_ - Clock::now());
  return std::clamp(left, std::chrono::milliseconds(0), kRhythm);
}

void WakeUp::pass_on(PostgresqlConnection& connection) {
  if (PQconsumeInput(connection.handle()) == 0) throw ConnectionLost("the PostgreSQL server went away");
  while (auto* const notice = PQnotifies(connection.handle())) {
    std::string_view const payload = notice->extra;
    auto const bar = payload.find('|');
    if (bar != std::string_view::npos && payload.substr(0, bar) != node_)
      notifier_.tell(payload.substr(bar + 1));
    PQfreemem(notice);
  }
}

void WakeUp::send_topics(PostgresqlConnection& connection) {
  std::set<std::string> topics;
  {
    std::scoped_lock const lock(mutex_);
    if (topics_.empty() || Clock::now() < may_send_at_) return;
    topics.swap(topics_);
    may_send_at_ = Clock::now() + kRhythm;
  }
  try {
    for (auto const& topic : topics) {
      auto const payload = fmt::format("{}|{}", node_, topic);
      Value const args[] = {std::string_view(payload)};
      connection.execute("select 1 from (select pg_notify('profitbot', $1)) as told", args, {});
    }
  } catch (SqlError const&) {
    std::scoped_lock const lock(mutex_);
    topics_.merge(topics);
    throw;
  }
}

}  // namespace pb::sql
