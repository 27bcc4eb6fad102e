#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "domain/actor.h"
#include "store/organisation.h"
#include "store/unit.h"

namespace pb::people {

struct OrganisationSettings {
  std::string name{};
  std::string currency = "UAH";
  std::string time_zone = "Europe/Kyiv";
  std::string language = "uk";
  std::int64_t fiscal_start = 1;
  store::FactGrain fact_grain = store::FactGrain::month;
};

// What shall change; absent fields stay.
struct OrganisationChange {
  std::optional<std::string> name{};
  std::optional<std::string> currency{};
  std::optional<std::string> time_zone{};
  std::optional<std::string> language{};
  std::optional<std::int64_t> fiscal_start{};
  std::optional<store::FactGrain> fact_grain{};
};

// Nothing before the set-up.
auto find_organisation(store::Unit& unit) -> std::optional<store::Organisation>;

// The first step of a new installation, by an owner. A conflict where it was done before.
auto set_up_organisation(store::Unit& unit, Actor const& actor, OrganisationSettings const& settings)
    -> Result<void>;

// By owner or admin. The currency stays once a value has been given: amounts are never reinterpreted
// (conflict).
auto change_organisation(store::Unit& unit, Actor const& actor, OrganisationChange const& change)
    -> Result<void>;

}  // namespace pb::people
