#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "store/offices.h"
#include "store/territories.h"
#include "store/unit.h"

namespace pb::people {

// Offices for whoever may see them: all, or a head's or manager's own. Ordered by name.
auto list_offices(store::Unit& unit, Actor const& actor, store::Archived archived)
    -> Result<std::vector<store::OfficeListed>>;
auto office(store::Unit& unit, Actor const& actor, OfficeId id) -> Result<store::Office>;

// The rest is for owners and admins. Names are cleaned, 1 to 100 characters, unique among active offices
// whatever the case (conflict). A time zone is an IANA name; none means the organisation's.
auto add_office(store::Unit& unit, Actor const& actor, std::string_view name,
                std::optional<std::string> const& time_zone) -> Result<OfficeId>;
auto rename_office(store::Unit& unit, Actor const& actor, OfficeId id, std::string_view name) -> Result<void>;
auto set_office_time_zone(store::Unit& unit, Actor const& actor, OfficeId id,
                          std::optional<std::string> const& time_zone) -> Result<void>;

// What archiving would stop, to be said before it is done.
auto office_archive_effect(store::Unit& unit, Actor const& actor, OfficeId id)
    -> Result<store::ArchiveCounts>;
// Numbers stay; nothing new is asked for or accepted until it is restored. A second call changes nothing.
auto archive_office(store::Unit& unit, Actor const& actor, OfficeId id) -> Result<void>;
// A conflict where an active office has taken the name meanwhile.
auto restore_office(store::Unit& unit, Actor const& actor, OfficeId id) -> Result<void>;

}  // namespace pb::people
