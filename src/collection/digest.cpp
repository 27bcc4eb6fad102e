#include "collection/digest.h"

#include <unordered_map>

#include "collection/scope.h"
#include "store/prompts.h"
#include "store/sheets.h"

namespace pb::collection {
namespace {

auto missing_of(store::MissingRow row) -> MissingPerson {
  return {.user = row.user,
          .name = std::move(row.name),
          .office = row.office,
          .office_name = std::move(row.office_name)};
}

void add_territory(Digest& digest, store::ValueRow const& row) {
  if (digest.offices.empty() || digest.offices.back().office != row.office)
    digest.offices.push_back({.office = row.office, .office_name = row.office_name});
  auto& office = digest.offices.back();
  office.territories.push_back({.territory = row.territory,
                                .geo_name = row.geo_name,
                                .plan = row.amount,
                                .by_name = row.by_name,
                                .late = row.late});
  auto const amount = row.amount.value_or(Money{}).minor;
  office.total.minor += amount;
  digest.total.minor += amount;
  if (row.amount) {
    ++digest.given;
  } else {
    ++office.open;
    ++digest.open;
  }
}

auto digest_of(store::Unit& unit, Day day, std::optional<OfficeId> scope) -> Digest {
  Digest digest{.day = day};
  for (auto const& row : store::plan_rows(unit.sql, day, scope)) add_territory(digest, row);

  std::unordered_map<OfficeId, std::size_t> place;
  for (std::size_t index = 0; index < digest.offices.size(); ++index)
    place[digest.offices[index].office] = index;
  for (auto& person : missing_people(unit, day, scope)) {
    digest.offices[place.at(person.office)].missing.push_back(std::move(person));
    ++digest.missing;
  }
  return digest;
}

}  // namespace

auto missing_people(store::Unit& unit, Day day, std::optional<OfficeId> office)
    -> std::vector<MissingPerson> {
  std::vector<MissingPerson> missing;
  for (auto& row : store::missing_rows(unit.sql, day, office)) missing.push_back(missing_of(std::move(row)));
  return missing;
}

auto digest(store::Unit& unit, Day day) -> Digest {
  return digest_of(unit, day, std::nullopt);
}

auto digest(store::Unit& unit, Actor const& actor, std::optional<Day> day) -> Result<Digest> {
  PB_TRY(auto const scope, readable_office(actor, std::nullopt));
  if (day) return digest_of(unit, *day, scope);
  PB_TRY(auto const today, today_of(unit, scope));
  return digest_of(unit, today, scope);
}

}  // namespace pb::collection
