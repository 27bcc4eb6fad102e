#include "jobs/lease.h"

#include "base/log.h"

namespace pb::jobs {
namespace {

// An end further away than any lease reaches was written by a clock that has been moved back since.
constexpr std::chrono::minutes kClockSlack{1};
constexpr std::chrono::seconds kLook{1};

}  // namespace

Lease::Lease(sql::Database& database, Clock const& clock, std::string name, std::string holder,
             std::chrono::milliseconds length)
    : database_(database),
      clock_(clock),
      name_(std::move(name)),
      holder_(std::move(holder)),
      length_(length) {}

bool Lease::acquire() {
  auto const now = clock_.now();
  auto const before = grant();
  auto const granted = database_.write([&](sql::Session& session) {
    auto renewed = before ? renew(session, before->token, now) : std::nullopt;
    return renewed ? renewed : take(session, now);
  });
  std::lock_guard const lock(mutex_);
  grant_ = granted;
  return granted.has_value();
}

auto Lease::renew(sql::Session& session, std::int64_t token, Instant now) const -> std::optional<Grant> {
  auto const expires_at = now + length_;
  auto const renewed =
      session.run("update leases set expires_at = $1 where name = $2 and holder = $3 and token = $4",
                  expires_at, name_, holder_, token);
  return renewed > 0 ? std::optional(Grant{token, expires_at}) : std::nullopt;
}

auto Lease::take(sql::Session& session, Instant now) const -> std::optional<Grant> {
  return session.one<Grant>(
      "insert into leases (name, holder, token, expires_at) values ($1, $2, 1, $3) "
      "on conflict (name) do update "
      "set holder = excluded.holder, token = leases.token + 1, expires_at = excluded.expires_at "
      "where leases.expires_at <= $4 or leases.expires_at > $5 returning token, expires_at",
      name_, holder_, now + length_, now, now + length_ * 2 + kClockSlack);
}

void Lease::release() {
  std::optional<Grant> given_up;
  {
    std::lock_guard const lock(mutex_);
    given_up = std::exchange(grant_, std::nullopt);
  }
  if (!given_up) return;
  database_.write([&](sql::Session& session) {
    session.run("update leases set expires_at = 0 where name = $1 and holder = $2 and token = $3", name_,
                holder_, given_up->token);
    session.notify(kLeaseTopic);
  });
}

auto Lease::grant() const -> std::optional<Grant> {
  std::lock_guard const lock(mutex_);
  return grant_;
}

bool Lease::held() const {
  auto const granted = grant();
  return granted && clock_.now() < granted->expires_at;
}

auto Lease::token() const -> std::optional<std::int64_t> {
  return held() ? std::optional(grant()->token) : std::nullopt;
}

auto Lease::expires_at() const -> Instant {
  return grant().value_or(Grant{}).expires_at;
}

bool Lease::ran_out() const {
  return grant().has_value() && !held();
}

void Lease::check_in(sql::Session& session) const {
  auto const granted = grant();
  auto const locked =
      session.dialect() == sql::Dialect::sqlite
          ? "select 1 from leases where name = $1 and holder = $2 and token = $3 and expires_at > 0"
          : "select 1 from leases where name = $1 and holder = $2 and token = $3 and expires_at > 0 "
            "for share";
  if (!granted || !session.one<std::int64_t>(locked, name_, holder_, granted->token))
    throw LostLease("the lease " + name_ + " is not held any more");
}

void free_after_crash(sql::Database& database) {
  database.write([](sql::Session& session) {
    session.run("update leases set expires_at = 0");
    session.run("update jobs set lease_until = 0 where state = 'running'");
  });
}

LeaseKeeper::LeaseKeeper(sql::Database& database, Clock const& clock, std::string name, std::string holder,
                         std::chrono::milliseconds length)
    : database_(database), lease_(database, clock, std::move(name), std::move(holder), length) {}

LeaseKeeper::~LeaseKeeper() {
  LeaseKeeper::stop();
}

void LeaseKeeper::start() {
  listening_ = database_.listen(std::string(kLeaseTopic), [this] { wake_up_.wake(); });
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void LeaseKeeper::stop() {
  listening_.reset();
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  try {
    lease_.release();
  } catch (std::exception const& failure) {
    log::warn("lease.release_failed", {{"lease", lease_.name()}, {"reason", failure.what()}});
  }
}

bool LeaseKeeper::wait_until_held(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  return changed_.wait(lock, stop, [this] { return lease_.held(); }) && !stop.stop_requested();
}

void LeaseKeeper::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    try_once();
    wait(stop);
  }
}

// Until the next renewal. A clock that was moved past the end is noticed at once.
void LeaseKeeper::wait(std::stop_token stop) {
  auto const next = std::chrono::steady_clock::now() + lease_.length() / 3;
  while (!stop.stop_requested() && std::chrono::steady_clock::now() < next && !lease_.ran_out()) {
    if (wake_up_.wait_for(stop, std::min<std::chrono::milliseconds>(kLook, lease_.length() / 3))) return;
  }
}

void LeaseKeeper::try_once() {
  auto const before = lease_.held();
  try {
    lease_.acquire();
  } catch (std::exception const& failure) {
    log::warn("lease.renewal_failed", {{"lease", lease_.name()}, {"reason", failure.what()}});
  }
  auto const now = lease_.held();
  if (before != now) log::info(now ? "lease.taken" : "lease.lost", {{"lease", lease_.name()}});
  // Also when nothing seems to have changed: a clock may have gone there and back since somebody looked.
  {
    std::lock_guard const lock(mutex_);
  }
  changed_.notify_all();
}

}  // namespace pb::jobs
