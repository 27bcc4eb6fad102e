#pragma once

#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "store/territories.h"
#include "store/unit.h"

namespace pb::people {

// Of one office, or of all that the actor sees (a head or manager: only their own); ordered by office and geo
// name.
auto list_territories(store::Unit& unit, Actor const& actor, std::optional<OfficeId> office,
                      store::Closed closed) -> Result<std::vector<store::Territory>>;
// not_found: of an office the actor does not see.
auto territory(store::Unit& unit, Actor const& actor, TerritoryId id) -> Result<store::Territory>;

// The office works the geo from now on; by owner or admin. Opens a closed territory again, with its history.
// Already open: changes nothing. Refused (conflict) where office or geo is archived.
auto open_territory(store::Unit& unit, Actor const& actor, OfficeId office, GeoId geo) -> Result<TerritoryId>;
// Its numbers stay; nothing new is asked for. A second call changes nothing.
auto close_territory(store::Unit& unit, Actor const& actor, TerritoryId id) -> Result<void>;

// A geo for the office's list of what it could work: `territory` is there where it does already.
struct GeoChoice {
  GeoId geo{};
  std::string name{};
  std::optional<TerritoryId> territory{};
};
// Every active geo, marked with whether the office works it: the screen where an admin ticks geos.
auto geo_choices(store::Unit& unit, Actor const& actor, OfficeId office) -> Result<std::vector<GeoChoice>>;

}  // namespace pb::people
