#include "api/represent.h"
#include "api/resources.h"
#include "people/organisation.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto to_json(store::Organisation const& organisation) -> json::object {
  return {{"name", organisation.name},
          {"currency", organisation.currency},
          {"time_zone", organisation.time_zone},
          {"language", organisation.language},
          {"fiscal_start", organisation.fiscal_start},
          {"fact_grain", enum_name(organisation.fact_grain)},
          {"created_at", represent(organisation.created_at)}};
}

auto find(Call& call) -> Outcome<json::object> {
  auto const organisation = people::find_organisation(call.unit);
  if (!organisation) return refuse(404, Message("error.organisation.missing"));
  return to_json(*organisation);
}

auto get_organisation(Call& call) -> Outcome<Reply> {
  PB_CHECK(call.access.require(KeyScope::people_read));
  PB_TRY(auto organisation, find(call));
  return answered(std::move(organisation));
}

auto change_organisation(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto fields, call.fields());
  people::OrganisationChange const change{.name = fields.given<std::string>("name"),
                                          .currency = fields.given<std::string>("currency"),
                                          .time_zone = fields.given<std::string>("time_zone"),
                                          .language = fields.given<std::string>("language"),
                                          .fiscal_start = fields.given<std::int64_t>("fiscal_start"),
                                          .fact_grain = fields.given<store::FactGrain>("fact_grain")};
  PB_CHECK(fields.check());
  PB_TRY(auto const before, find(call));
  PB_CHECK(call.check_unchanged(before));
  PB_CHECK(people::change_organisation(call.unit, actor, change));
  PB_TRY(auto after, find(call));
  return answered(std::move(after));
}

}  // namespace

void add_organisation(Door& door) {
  door.read("getOrganisation", get_organisation);
  door.write("changeOrganisation", change_organisation);
}

}  // namespace pb::api
