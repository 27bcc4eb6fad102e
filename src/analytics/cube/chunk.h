#pragma once

#include <memory>

#include "analytics/cube/segment.h"

namespace pb::analytics {

// Sums of a whole month over everything, so that an overview need not look at territories. Sorted by number.
struct Rollups {
  using Table = std::vector<std::pair<Index, WideTotals>>;
  WideTotals all;
  Table offices;
  Table geos;
  Table managers;  // kAnyone too
};

// One month of the cube. Immutable once a Version shows it, and shared by all versions that agree on it.
struct Chunk {
  Month month{};
  std::shared_ptr<MonthClosings const> closings = std::make_shared<MonthClosings const>();
  std::vector<std::shared_ptr<Segment const>> segments;  // null where nothing is in it
  Rollups rollups;

  [[nodiscard]] auto rows() const -> std::size_t;
  // Days anything was given for, with kWholeMonth for facts of the month.
  [[nodiscard]] auto days() const -> DayMask;
};

// The next state of a chunk: copies what it touches, and nothing else.
class ChunkDraft {
 public:
  // `before` may be null: a month of which nothing is known yet.
  ChunkDraft(std::shared_ptr<Chunk const> before, Month month);

  [[nodiscard]] auto closings() -> MonthClosings&;
  // To be changed, or only to be worked out again.
  auto segment(std::size_t number) -> Segment&;
  [[nodiscard]] auto peek(std::size_t number) const -> Segment const*;
  // The office's day was closed: what is owed follows at `finish`.
  void touch_office(Index office, Dictionary const& dictionary);
  // Territories whose opening or closing has changed: touches them where they owe something else now.
  void touch_owing(std::vector<Index> const& territories, Dictionary const& dictionary);
  void touch_all();
  [[nodiscard]] auto changed() const -> bool { return closings_ || !touched_.empty(); }
  [[nodiscard]] auto finish(Dictionary const& dictionary) -> std::shared_ptr<Chunk const>;

 private:
  std::shared_ptr<Chunk const> before_;
  Chunk next_;
  std::shared_ptr<MonthClosings> closings_;
  std::vector<std::pair<std::size_t, std::shared_ptr<Segment>>> touched_;
};

// Adds the segment's sums to the roll-ups, or takes them away.
void add_to(Rollups& rollups, Segment const& segment, Dictionary const& dictionary);
void take_from(Rollups& rollups, Segment const& segment, Dictionary const& dictionary);

}  // namespace pb::analytics
