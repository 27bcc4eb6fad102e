#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analytics/cube/contents.h"
#include "analytics/cube/wide_totals.h"

// The innermost part of the cube: one month of 64 territories. Rows stand by territory, then by day, so that
// a territory is a run, its number is not stored, and a fresh row has its place at once; copying a segment
// for a change costs some 30 KB.
namespace pb::analytics {

inline constexpr Index kSegmentTerritories = 64;

[[nodiscard]] constexpr auto segment_of(Index territory) -> std::size_t {
  return static_cast<std::size_t>(territory / kSegmentTerritories);
}
[[nodiscard]] constexpr auto place_in_segment(Index territory) -> std::size_t {
  return static_cast<std::size_t>(territory % kSegmentTerritories);
}

// A day as its offset in the month, 0 to 30, or the whole month.
using DayInMonth = std::uint8_t;
inline constexpr DayInMonth kWholeMonth = 31;

using DayMask = std::uint32_t;  // bit n: DayInMonth n
[[nodiscard]] constexpr auto bit_of(DayInMonth day) -> DayMask {
  return DayMask{1} << day;
}

// When a month and its days were closed.
struct MonthClosings {
  struct OfficeDay {
    Index office = kAnyone;
    DayInMonth day = 0;
    Instant at{};
    friend auto operator==(OfficeDay const&, OfficeDay const&) -> bool = default;
  };
  std::vector<OfficeDay> days;  // by office, then by day
  std::optional<Instant> month;

  // Of kWholeMonth: the month's. None: not closed.
  [[nodiscard]] auto closed_at(Index office, DayInMonth day) const -> std::optional<Instant>;
  // False where the day is closed already: the first closing stays.
  auto close(OfficeDay closed) -> bool;
};

// All plans, or all facts, of a segment.
class ValueRows {
 public:
  using Row = std::uint16_t;  // at most 64 territories x 32 days and whole months
  struct Late {
    Row row = 0;
    std::uint32_t minutes = 0;  // after the closing
    Instant submitted_at{};
  };
  struct Corrected {
    Row row = 0;
    CorrectionId id{};
  };
  struct Value {
    std::int64_t amount = 0;
    Index manager = kAnyone;
    DayInMonth day = 0;
    std::optional<Instant> late_at{};  // when it was submitted, where that was late
  };

  [[nodiscard]] auto begin(std::size_t place) const -> std::size_t { return begins[place]; }
  [[nodiscard]] auto end(std::size_t place) const -> std::size_t { return begins[place + 1]; }
  [[nodiscard]] auto size() const -> std::size_t { return amounts.size(); }
  [[nodiscard]] auto day(std::size_t row) const -> DayInMonth { return marks[row] & kDayBits; }
  [[nodiscard]] auto is_late(std::size_t row) const -> bool { return (marks[row] & kLateBit) != 0; }
  [[nodiscard]] auto is_corrected(std::size_t row) const -> bool { return (marks[row] & kCorrectedBit) != 0; }
  [[nodiscard]] auto days(std::size_t place) const -> DayMask;
  [[nodiscard]] auto find(std::size_t place, DayInMonth wanted) const -> std::optional<std::size_t>;
  // The manner of one row: late, delay and corrections, added to `sums`.
  void add_manner(std::size_t row, WideTotals& sums) const {
    if ((marks[row] & (kLateBit | kCorrectedBit)) != 0) add_rare_manner(row, sums);
  }
  void add_rare_manner(std::size_t row, WideTotals& sums) const;
  [[nodiscard]] auto has_correction(std::size_t row, CorrectionId id) const -> bool;

  // False where the place has a value for the day already.
  auto insert(std::size_t place, Value const& value) -> bool;
  void correct(std::size_t row, std::int64_t amount, CorrectionId id);
  void note_correction(std::size_t row, CorrectionId id);

  // Open to the builder, the scan and the snapshot; changed only through the functions above.
  std::array<Row, kSegmentTerritories + 1> begins{};
  std::vector<std::int64_t> amounts;
  std::vector<Index> managers;
  std::vector<std::uint8_t> marks;
  std::vector<Late> late;            // by row
  std::vector<Corrected> corrected;  // by row

  static constexpr std::uint8_t kDayBits = 31;
  static constexpr std::uint8_t kLateBit = 32;
  static constexpr std::uint8_t kCorrectedBit = 64;
};

// Whose whole month a WideTotals of the segment is.
struct PartialKey {
  Index territory = kAnyone;
  Index manager = kAnyone;
};

struct Segment {
  ValueRows plans;
  ValueRows facts;
  std::array<DayMask, kSegmentTerritories> missing{};  // plans owed and not given

  // Kept ready by `derive`: sums of the whole month by territory and manager, in that order.
  std::vector<PartialKey> keys;
  std::vector<WideTotals> partials;

  [[nodiscard]] auto empty() const -> bool { return keys.empty(); }
};

// Days on which the territory owed a plan: closed for its office while it was open.
[[nodiscard]] auto owed_days(MonthClosings const& closings, Dictionary const& dictionary, Index territory)
    -> DayMask;

// Works out again everything that follows from the rows, the closings and the dictionary.
void derive(Segment& segment, std::size_t number, MonthClosings const& closings,
            Dictionary const& dictionary);

}  // namespace pb::analytics
