#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/lifecycle.h"
#include "base/wake_up.h"
#include "http/client.h"
#include "sql/database.h"
#include "webhooks/attempt.h"
#include "webhooks/place.h"
#include "webhooks/settle.h"

namespace pb::webhooks {

struct DispatcherOptions {
  std::size_t at_once = 32;  // attempts on their way
  std::chrono::milliseconds within{kAnswerWithin};
  std::chrono::milliseconds lease{60'000};  // of an endpoint; an attempt is over long before
  std::chrono::milliseconds look{1'000};    // how soon a moved clock is noticed; costs no query
  std::chrono::milliseconds poll{5'000};    // looks into the queue where a wake-up was lost
};

// Sends messages to their endpoints: an endpoint's one after the other, those of different endpoints beside
// each other, over all nodes. A message is sent at least once, and each time with the same `webhook-id`:
// after a crash the attempt that was on its way is made again when its claim has ended.
class Dispatcher final : public Service {
 public:
  Dispatcher(sql::Database& database, Clock const& clock, Reach const& reach, WhenDisabled when_disabled = {},
             DispatcherOptions options = {});
  ~Dispatcher() override;
  void start() override;
  // Ends what is on its way; it counts for nothing and is sent again after the next start.
  void stop() override;

 private:
  void run(std::stop_token stop);
  void take_turn();
  void settle_ended();
  void send_due();
  auto claim_due(std::size_t limit) -> std::vector<Outgoing>;
  void send(Outgoing const& outgoing);
  void add_ended(Ended end);
  [[nodiscard]] bool worth_looking(Instant now) const;

  sql::Database& database_;
  Clock const& clock_;
  WhenDisabled when_disabled_;
  DispatcherOptions options_;
  http::Client client_;

  // The thread's own.
  std::vector<Ended> unsettled_;
  std::optional<Instant> next_due_{};
  std::chrono::steady_clock::time_point looked_at_{};
  bool woken_ = true;

  std::mutex mutex_;
  std::vector<Ended> ended_;
  std::size_t on_their_way_ = 0;  // sent and not settled
  Run run_ = Run::goes_on;

  WakeUp wake_up_;
  std::shared_ptr<void> listening_;
  std::jthread thread_;
};

}  // namespace pb::webhooks
