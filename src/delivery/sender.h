#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/lifecycle.h"
#include "base/random.h"
#include "delivery/chat_queues.h"
#include "delivery/settlement.h"
#include "jobs/lease.h"
#include "sql/database.h"
#include "store/report_copies.h"
#include "telegram/client.h"

namespace pb::delivery {

// Sends what waits in the queue of outgoing messages, at the allowed rate, from the one node that holds the
// lease. A message is marked "sending" durably before its call leaves, so that after a crash what was
// certainly not sent and what may have been are told apart; several marks and results share one commit.
class Sender final : public Service {
 public:
  Sender(sql::Database& database, telegram::Client& client, Clock const& clock, Random& random,
         TelegramRates rates, std::string holder, ReceiptListener receipts = {});
  ~Sender() override;
  void start() override;
  // Sends nothing more; waits a moment for the answers of calls on their way, and writes them down.
  void stop() override;

 private:
  struct Flight;  // calls on their way; outlives the sender when a call does
  enum class Leave { as_allowed, none };
  struct Ready {
    store::Outgoing message;
    RateLimiter::Time counted_at;
  };

  void run(std::stop_token const& stop);
  void serve(std::stop_token const& stop);
  void take_over();
  void step(Leave leave);
  template <class F>
  void commit(F f);
  void take_back_marks(sql::Session& session);
  void load(store::Unit& unit, std::vector<store::Outgoing>& found);
  void forget(store::Unit& unit);
  void take_ended();
  void take_ready(RateLimiter::Time now);
  void put_back(Again again, RateLimiter::Time now);
  void launch(store::Outgoing message);
  void launch_file(store::Outgoing const& message, store::ReportArtefactId artefact,
                   telegram::Client::Done done);
  void learn_files();
  void wait(std::stop_token const& stop);
  auto steady(Instant instant) const -> RateLimiter::Time;

  sql::Database& database_;
  telegram::Client& client_;
  Clock const& clock_;
  Random& random_;
  TelegramRates rates_;
  ReceiptListener receipts_;
  jobs::LeaseKeeper keeper_;
  std::unique_ptr<RateLimiter> limiter_;
  std::unique_ptr<ChatQueues> queues_;
  std::shared_ptr<Flight> flight_;
  std::vector<Ready> ready_;     // taken from the queues, to be marked and sent
  std::vector<Ended> ended_;     // to be settled
  bool marks_doubtful_ = false;  // of ready_: perhaps committed
  std::unordered_map<store::ReportArtefactId, std::string> known_files_;  // what Telegram calls them
  std::array<store::OutgoingId, 3> loaded_up_to_{};
  bool more_answers_ = false;  // the last look did not reach the end of those that somebody waits for
  RateLimiter::Time next_rescan_{};
  RateLimiter::Time next_sweep_{};
  RateLimiter::Time next_forgetting_{};
  std::shared_ptr<void> listening_;
  std::jthread thread_;
};

}  // namespace pb::delivery
