#pragma once

#include <map>

#include "analytics/cube/state.h"

namespace pb::analytics {

// A value's place in time.
struct ValuePeriod {
  Month month{};
  DayInMonth day = kWholeMonth;

  static auto of(Day day) -> ValuePeriod {
    auto const month = Month::of(day);
    return {month, static_cast<DayInMonth>(day - month.first())};
  }
};

// The state after a few changes: copies what it touches and shares the rest. Every change may come again, or
// may be in the state already, without effect.
class Draft {
 public:
  explicit Draft(State before);

  [[nodiscard]] auto dictionary() const -> Dictionary const& { return *state_.dictionary; }
  [[nodiscard]] auto organisation() -> std::optional<store::Organisation>& { return state_.organisation; }
  [[nodiscard]] auto position() -> events::Position& { return state_.position; }

  // Places and people may be added and changed; see note_opening where that changes since when or until when
  // one is open.
  [[nodiscard]] auto change_dictionary() -> Dictionary&;
  // What these owe is to be worked out again.
  void note_opening(OfficeId office);
  void note_opening(GeoId geo);
  void note_opening(TerritoryId territory);

  // The first value of a territory and period stays; corrections change it, each once by its id.
  void give(ValueKind kind, Index territory, ValuePeriod period, ValueRows::Value value);
  void correct(ValueKind kind, Index territory, ValuePeriod period, std::int64_t amount, CorrectionId id);
  void close_day(Index office, Day day, Instant at);
  void close_month(Month month, Instant at);
  void set_target(TargetEntry const& target);
  void remove_target(TargetEntry const& target);

  // The draft is used up.
  [[nodiscard]] auto finish() -> State;

 private:
  auto chunk(Month month) -> ChunkDraft&;
  auto change_targets() -> std::vector<TargetEntry>&;

  State state_;
  std::shared_ptr<Dictionary> dictionary_;
  std::shared_ptr<std::vector<TargetEntry>> targets_;
  std::map<Month, ChunkDraft> chunks_;
  std::vector<Index> opened_;  // territories
};

}  // namespace pb::analytics
