#pragma once

#include <boost/describe/enum.hpp>
#include <vector>

#include "base/calendar.h"
#include "integrations/base_system.h"
#include "sql/database.h"

namespace pb::integrations {

struct TableCounts {
  SourceTable table{};
  std::int64_t read = 0;
  std::int64_t brought = 0;
  std::int64_t already_there = 0;  // the same row, brought before or known by its name or Telegram id
  std::int64_t kept_ours = 0;      // there already, with another value; ours stays
  std::int64_t skipped = 0;
};

// A value both sides have and disagree on.
struct Difference {
  SourceTable table{};  // plans or facts
  SourceId id = 0;
  std::string office_name;
  std::string geo_name;
  Day day;  // of a fact: the first of its month
  Money theirs;
  Money ours;
};

// A name that could not be taken as it was.
BOOST_DEFINE_ENUM_CLASS(RenameReason, name_missing, name_taken, kept_ours)
struct Renamed {
  SourceTable table{};
  SourceId id = 0;
  RenameReason reason{};
  std::string theirs;
  std::string ours;
};

// One month of plans or facts. `ours` is read back from the database over the rows of the file, after
// everything was written; it must be what the file says without what was skipped and with what we kept.
struct MonthSums {
  SourceTable table{};
  Month month;
  Money source;
  Money skipped;
  Money kept_ours;  // ours - theirs over differing values
  Money ours;
  [[nodiscard]] bool agrees() const { return source.minor - skipped.minor + kept_ours.minor == ours.minor; }
};

inline constexpr std::size_t kDifferencesKept = 1000;  // the rest is only counted

struct Reconciliation {
  Generation generation{};
  std::string revision;
  std::vector<TableCounts> tables{};
  std::vector<Skipped> skipped{};
  std::vector<Renamed> renamed{};
  std::vector<Difference> differences{};
  std::vector<MonthSums> months{};

  [[nodiscard]] bool agrees() const;
  [[nodiscard]] bool changed_anything() const;
};

// `rehearse` does everything, down to reading the sums back, and then undoes it.
enum class TakeoverMode { apply, rehearse };

struct TakeoverOptions {
  Instant now;
  TakeoverMode mode = TakeoverMode::apply;
  // What the organisation is called where it has not been set up yet; it then gets the base system's currency
  // and time zone.
  std::string organisation_name;
};

// Brings offices, geos, territories, managers, daily plans and monthly facts of a base system's file into the
// database in one transaction. Repeatable: what was brought before is recognised, also after renaming on
// either side, and never changed; a later copy adds what is new. Sums that disagree undo everything (the
// reconciliation says where). Writes an event for each office, geo, territory and person, and
// `takeover.completed` for the values (docs/decisions/0015-taking-over-is-one-event.md). Errors: the file is
// refused, nothing has changed.
auto take_over(std::filesystem::path const& file, sql::Database& database, TakeoverOptions const& options)
    -> Result<Reconciliation>;

}  // namespace pb::integrations
