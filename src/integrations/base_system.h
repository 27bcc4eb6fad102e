#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "base/money.h"

// The Telegram bot with a SQLite file that companies ran before (milestones 1 to 3), as it lies on disk.
namespace pb::integrations {

// Its three schemas in the field. Alembic revisions 5eb6f7dbd8a2; a8f4e2b9c1d7; 65147b26f419 and
// e68d85c6102e.
BOOST_DEFINE_ENUM_CLASS(Generation, brands, text_months, date_months)

BOOST_DEFINE_ENUM_CLASS(SourceTable, offices, geos, users, plans, facts)

// Why a row of the file cannot be brought.
BOOST_DEFINE_ENUM_CLASS(SkipReason, id_missing, office_missing, geo_missing, telegram_id_unusable,
                        date_unreadable, date_absurd, amount_missing, amount_not_a_number, amount_not_whole,
                        amount_negative, amount_too_large, repeated)

// An id of the file. Only meaningful together with the file it came from.
using SourceId = std::int64_t;

struct SourceOffice {
  SourceId id = 0;
  std::string name;  // as typed; empty where the file has none
};
struct SourceGeo {
  SourceId id = 0;
  std::string name;
  SourceId office = 0;
};
struct SourceUser {
  SourceId id = 0;
  std::int64_t tg_id = 0;
  std::string name;
  SourceId office = 0;
};
// A geo as one office works it: what we call a territory.
struct SourceTerritory {
  SourceId office = 0;
  SourceId geo = 0;
  friend auto operator<=>(SourceTerritory const&, SourceTerritory const&) = default;
};
struct SourcePlan {
  SourceId id = 0;
  SourceTerritory territory;
  Day day;
  Money amount;
};
struct SourceFact {
  SourceId id = 0;
  SourceTerritory territory;
  Month month;
  Money amount;
};

struct Skipped {
  SourceTable table{};
  SkipReason reason{};
  SourceId id = 0;  // 0 where the row has none
  friend auto operator<=>(Skipped const&, Skipped const&) = default;
};

// Sums of one month over rows whose date and amount could be read.
struct SourceSums {
  Money plan;
  Money plan_skipped;  // part of `plan` in rows that cannot be brought
  Money fact;
  Money fact_skipped;
};

// Everything the file holds, sorted by id, already checked row by row: references resolve, days are days,
// amounts are minor units within the limit, and no territory has two values for one period.
struct BaseSystem {
  Generation generation{};
  std::string revision;
  std::vector<SourceOffice> offices;
  std::vector<SourceGeo> geos;
  std::vector<SourceUser> users;
  std::vector<SourcePlan> plans;
  std::vector<SourceFact> facts;
  std::map<SourceTable, std::int64_t> rows_read;
  std::vector<Skipped> skipped;
  std::map<Month, SourceSums> months;
};

// Reads the whole file at one moment. Refuses what is not a base system this program knows: another program's
// database, a newer revision, missing tables or columns, more than kSourceRowLimit rows in a table.
inline constexpr std::int64_t kSourceRowLimit = 10'000'000;
auto read_base_system(std::filesystem::path const& path) -> Result<BaseSystem>;

}  // namespace pb::integrations
