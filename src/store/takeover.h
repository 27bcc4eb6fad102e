#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

using TakeoverSourceId = Id<struct TakeoverSourceTag>;

BOOST_DEFINE_ENUM_CLASS(TakenKind, office, geo, user)

// A row of a base system's file and what it became here. `mark` is what the row is recognised by: the name it
// had there, or a person's Telegram id.
struct TakenRow {
  TakenKind kind{};
  std::int64_t row = 0;
  std::string mark;
  std::int64_t target = 0;
};

// A geo as one office worked it there, and the territory it became here.
struct TakenTerritory {
  std::int64_t office_row = 0;
  std::int64_t geo_row = 0;
  TerritoryId territory;
};

auto list_takeover_sources(sql::Session& session) -> std::vector<TakeoverSourceId>;
auto insert_takeover_source(sql::Session& session, Instant now) -> TakeoverSourceId;
void touch_takeover_source(sql::Session& session, TakeoverSourceId source, Instant now);

auto taken_rows(sql::Session& session, TakeoverSourceId source) -> std::vector<TakenRow>;
auto taken_territories(sql::Session& session, TakeoverSourceId source) -> std::vector<TakenTerritory>;
// Remembers a row, or its new mark.
void save_taken_row(sql::Session& session, TakeoverSourceId source, TakenRow const& row);
void save_taken_territory(sql::Session& session, TakeoverSourceId source, TakenTerritory const& territory);

}  // namespace pb::store
