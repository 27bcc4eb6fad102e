#pragma once

#include <vector>

#include "events/event_log.h"
#include "sql/database.h"

namespace pb::events {

// Ids that have been passed over, both ends included.
struct Gap {
  std::int64_t first = 0;
  std::int64_t last = 0;
  friend auto operator<=>(Gap const&, Gap const&) = default;
};

// What is missing between `last_id` (not included) and the greatest of `ids` (ascending; those up to last_id
// are ignored).
auto gaps_behind(std::int64_t last_id, std::vector<std::int64_t> const& ids) -> std::vector<Gap>;

// The parts of `gap` that remain when those of `ids` (ascending) that lie in it are taken out.
auto without(Gap gap, std::vector<std::int64_t> const& ids) -> std::vector<Gap>;

// Gives committed events their places, where ids commit out of order (PostgreSQL).
//
// Every id up to `last_id` has a place or lies in a noted gap, so an event that commits late is found in its
// gap, however late; nothing depends on how long transactions last. Of several sequencers one wins each
// batch: the state row is exchanged only if it still is what the batch was computed from.
class Sequencer {
 public:
  static constexpr std::int64_t kBatch = 2000;

  explicit Sequencer(sql::Database& database, std::int64_t batch = kBatch)
      : database_(database), batch_(batch) {}

  // Places events that are committed now, all late ones and at most `batch` new ones; how many. 0: nothing is
  // left.
  auto place() -> std::int64_t;
  // Forgets gaps of transactions that were rolled back.
  void forget_dead_gaps();

 private:
  struct State {
    std::int64_t last_position = 0;
    std::int64_t last_id = 0;
  };
  struct Batch {
    State state;
    std::vector<std::int64_t> ids;
    std::vector<Gap> gaps;
  };
  auto load() -> Batch;
  static auto store(sql::Session& session, Batch const& batch) -> bool;

  sql::Database& database_;
  std::int64_t batch_;
};

}  // namespace pb::events
