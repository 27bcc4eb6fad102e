#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/clock.h"
#include "base/lifecycle.h"
#include "base/wake_up.h"
#include "jobs/lost_lease.h"
#include "sql/database.h"

namespace pb::jobs {

inline constexpr std::string_view kLeaseTopic = "leases";  // notified when a lease was given back

// The right to be the only one who does something, over all nodes, for a limited time. The clocks of nodes
// may differ: what must not happen twice is written in a unit with check_in(), which trusts only the token.
// Thread-safe.
class Lease {
 public:
  // `holder` names this process among all others, also of earlier starts (a random part belongs in it).
  Lease(sql::Database& database, Clock const& clock, std::string name, std::string holder,
        std::chrono::milliseconds length);

  // Renews the lease, or takes it when nobody holds it. Returns held(). Throws SqlError.
  bool acquire();
  // Gives it back, so that others need not wait for its end. Nothing happens when it is not held.
  void release();

  [[nodiscard]] bool held() const;
  // Grows with every change of the holder; nothing when not held.
  [[nodiscard]] auto token() const -> std::optional<std::int64_t>;
  [[nodiscard]] auto expires_at() const -> Instant;
  // It was held and its time is over, perhaps because the clock was moved.
  [[nodiscard]] bool ran_out() const;
  // Throws LostLease unless this holder has the lease and keeps it until the unit is committed.
  void check_in(sql::Session& session) const;

  [[nodiscard]] auto name() const -> std::string const& { return name_; }
  [[nodiscard]] auto length() const { return length_; }

 private:
  struct Grant {
    std::int64_t token = 0;
    Instant expires_at{};
  };
  auto renew(sql::Session& session, std::int64_t token, Instant now) const -> std::optional<Grant>;
  auto take(sql::Session& session, Instant now) const -> std::optional<Grant>;
  auto grant() const -> std::optional<Grant>;

  sql::Database& database_;
  Clock const& clock_;
  std::string name_;
  std::string holder_;
  std::chrono::milliseconds length_;
  mutable std::mutex mutex_;
  std::optional<Grant> grant_;
};

// Ends every lease and gives every running job back, for a database that one process alone can have (SQLite):
// whoever held one has died. Before anything of this process takes a lease.
void free_after_crash(sql::Database& database);

// Keeps trying to get a lease and then keeps it, from a thread of its own, until it is stopped; then gives it
// back. The length is how long others wait for the lease of a process that died.
class LeaseKeeper final : public Service {
 public:
  LeaseKeeper(sql::Database& database, Clock const& clock, std::string name, std::string holder,
              std::chrono::milliseconds length = std::chrono::seconds(10));
  ~LeaseKeeper() override;
  void start() override;
  void stop() override;

  [[nodiscard]] auto lease() -> Lease& { return lease_; }
  [[nodiscard]] bool held() const { return lease_.held(); }
  // Waits until the lease is held; false when `stop` came first.
  bool wait_until_held(std::stop_token stop);

 private:
  void run(std::stop_token stop);
  void try_once();
  void wait(std::stop_token stop);

  sql::Database& database_;
  Lease lease_;
  WakeUp wake_up_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::shared_ptr<void> listening_;
  std::jthread thread_;
};

}  // namespace pb::jobs
