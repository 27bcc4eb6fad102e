#include "analytics/query/answer.h"
#include "analytics/query/query_json.h"
#include "api/represent.h"
#include "api/resources.h"
#include "api/table.h"
#include "domain/permission.h"
#include "domain/time_zone.h"

// Questions about the numbers, and what is to be expected of them.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto numbers_of(Call const& call) -> Outcome<std::shared_ptr<analytics::Version const>> {
  auto version = call.surroundings.numbers ? call.surroundings.numbers() : nullptr;
  if (version == nullptr) return refuse(503, Message("error.numbers.loading"));
  return version;
}

auto query(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  PB_TRY(auto const question, analytics::parse_query(call.request.body));
  PB_TRY(auto const version, numbers_of(call));
  auto const today = local_day(call.unit.now, call.reader().time_zone);
  PB_TRY(auto const table, analytics::answer(*version, question, Scope::of(actor), today));
  auto body = represented(table);
  body["currency"] = call.currency();
  return answered(std::move(body));
}

auto to_json(analytics::Expected const& expected) -> json::object {
  auto const decimal = [](std::int64_t minor) { return to_decimal(Money{minor}); };
  return {{"expected", decimal(expected.expected)},
          {"low80", decimal(expected.low80)},
          {"high80", decimal(expected.high80)},
          {"low95", decimal(expected.low95)},
          {"high95", decimal(expected.high95)}};
}

auto to_json(analytics::PeriodOutlook const& period, analytics::Standing const& standing) -> json::object {
  return {{"from", to_iso(period.first)},
          {"to", to_iso(period.last)},
          {"days_left", period.days_left},
          {"plan_to_date", to_decimal(Money{standing.plan_to_date})},
          {"fact_to_date", to_decimal(Money{standing.fact_to_date})},
          {"plan", to_json(standing.plan)},
          {"fact", standing.fact ? json::value(to_json(*standing.fact)) : json::value(nullptr)}};
}

auto forecast(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  auto parameters = call.query();
  auto office = parameters.optional<OfficeId>("office");
  PB_CHECK(parameters.check());
  auto const scope = Scope::of(actor);
  if (office && !scope.includes(*office)) return refuse(404, Message("error.office.not_found"));
  if (!scope.everything()) office = scope.office();
  auto const outlook = call.surroundings.outlook ? call.surroundings.outlook() : nullptr;
  if (outlook == nullptr) return refuse(503, Message("error.numbers.loading"));
  auto const part = [&](analytics::PeriodOutlook const& period) -> json::value {
    auto const* const standing = outlook->standing_of(period, office);
    return standing == nullptr ? json::value(nullptr) : json::value(to_json(period, *standing));
  };
  return answered(json::object{{"today", to_iso(outlook->today)},
                               {"currency", call.currency()},
                               {"month", part(outlook->month)},
                               {"quarter", part(outlook->quarter)}});
}

}  // namespace

void add_query(Door& door) {
  door.read("askQuery", query, 10);
  door.read("getForecast", forecast);
}

}  // namespace pb::api
