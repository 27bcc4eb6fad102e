#pragma once

#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "store/geos.h"
#include "store/territories.h"
#include "store/unit.h"

namespace pb::people {

// Geos are administered by owners and admins; analysts may read them. Names follow the rules of offices.
auto list_geos(store::Unit& unit, Actor const& actor, store::Archived archived)
    -> Result<std::vector<store::GeoListed>>;
auto geo(store::Unit& unit, Actor const& actor, GeoId id) -> Result<store::Geo>;

auto add_geo(store::Unit& unit, Actor const& actor, std::string_view name) -> Result<GeoId>;
auto rename_geo(store::Unit& unit, Actor const& actor, GeoId id, std::string_view name) -> Result<void>;

// What archiving would stop, to be said before it is done (people: always 0).
auto geo_archive_effect(store::Unit& unit, Actor const& actor, GeoId id) -> Result<store::ArchiveCounts>;
auto archive_geo(store::Unit& unit, Actor const& actor, GeoId id) -> Result<void>;
auto restore_geo(store::Unit& unit, Actor const& actor, GeoId id) -> Result<void>;

}  // namespace pb::people
