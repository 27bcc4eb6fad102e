#include "api/problem.h"
#include "api/represent.h"
#include "api/resources.h"
#include "api/values.h"
#include "collection/submit_fact.h"
#include "collection/submit_plan.h"
#include "collection/value_lists.h"

// Plans and facts: given one by one or many at once, listed in the order they were given.
namespace pb::api {
namespace {

namespace json = boost::json;
using collection::FactPeriod;
using people::KeyScope;
using store::ValueKind;

constexpr std::int64_t kMostAtOnce = 1'000;

struct NewValue {
  TerritoryId territory{};
  FactPeriod period{};
  Money amount{};
  collection::Confirmation loss = collection::Confirmation::none;
};

auto read_value(Call& call, ValueKind kind, Fields& fields) -> NewValue {
  NewValue value{.territory = fields.required<TerritoryId>("territory"),
                 .amount = fields.required<Money>("amount")};
  check_currency(call, fields);
  if (kind == ValueKind::plan) {
    value.period = FactPeriod::of(fields.required<Day>("day"));
    return value;
  }
  value.period = read_period(fields);
  if (fields.optional<bool>("loss_confirmed").value_or(false)) value.loss = collection::Confirmation::given;
  return value;
}

auto submit(Call& call, Actor const& actor, ValueKind kind, NewValue const& value) -> Result<std::int64_t> {
  if (kind == ValueKind::plan) {
    PB_TRY(auto const plan,
           collection::submit_plan(call.unit, actor, value.territory, *value.period.day, value.amount));
    return plan.id.value;
  }
  PB_TRY(auto const fact,
         collection::submit_fact(call.unit, actor, value.territory, value.period, value.amount, value.loss));
  return fact.id.value;
}

auto create(Call& call, ValueKind kind) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::values_write));
  PB_TRY(auto fields, call.fields());
  auto const value = read_value(call, kind, fields);
  PB_CHECK(fields.check());
  PB_TRY(auto const id, submit(call, actor, kind, value));
  PB_TRY(auto const given, collection::find_value(call.unit, actor, kind, id));
  return created("/api/v1/" + std::string(enum_name(kind)) + "s/" + std::to_string(id),
                 represented(call, given));
}

// One of many: what became of it, in the place where it stood.
auto result_of(Call& call, Actor const& actor, ValueKind kind, json::value const& row,
               std::string const& place) -> json::object {
  auto const outcome = [&]() -> Outcome<json::object> {
    auto const* const object = row.if_object();
    if (object == nullptr) return refuse(422, Message("error.body.object"));
    Fields fields(*object, FieldError::In::body, place);
    auto const value = read_value(call, kind, fields);
    PB_CHECK(fields.check());
    PB_TRY(auto const id, call.unit.sql.savepoint([&] { return submit(call, actor, kind, value); }));
    PB_TRY(auto const given, collection::find_value(call.unit, actor, kind, id));
    return represented(call, given);
  }();
  if (outcome) return {{"status", 201}, {"value", *outcome}};
  return {{"status", outcome.error().status},
          {"problem", brief_problem(outcome.error(), call.surroundings.translator, call.reader())}};
}

auto create_many(Call& call, ValueKind kind) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::values_write));
  PB_TRY(auto fields, call.fields());
  auto const* const raw = fields.raw("values");
  auto const* const values = raw == nullptr ? nullptr : raw->if_array();
  if (values == nullptr || values->empty() || std::ssize(*values) > kMostAtOnce)
    fields.wrong("values", Message("error.field.list", {{"limit", kMostAtOnce}}));
  PB_CHECK(fields.check());
  json::array results;
  std::int64_t taken = 0;
  for (std::size_t at = 0; at < values->size(); ++at) {
    results.push_back(result_of(call, actor, kind, (*values)[at], "/values/" + std::to_string(at)));
    if (results.back().at("status") == 201) ++taken;
  }
  auto const refused = std::ssize(results) - taken;
  return answered(json::object{{"taken", taken}, {"refused", refused}, {"results", std::move(results)}});
}

auto list(Call& call, ValueKind kind) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  auto query = call.query();
  store::ValueFilter const filter{.office = query.optional<OfficeId>("office"),
                                  .territory = query.optional<TerritoryId>("territory"),
                                  .first = query.required<Day>("from"),
                                  .last = query.required<Day>("to")};
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const values,
         collection::list_values(call.unit, actor, kind, filter, page.after, page.limit + 1));
  json::array items;
  std::optional<std::int64_t> next;
  for (auto const& value : values) {
    if (std::ssize(items) == page.limit) {
      next = values[static_cast<std::size_t>(page.limit) - 1].id;
      break;
    }
    items.push_back(represented(call, value));
  }
  return listed(call, std::move(items), next);
}

auto get(Call& call, ValueKind kind) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  PB_TRY(auto const id, call.id<store::PlanId>());
  PB_TRY(auto const value, collection::find_value(call.unit, actor, kind, id.value));
  return answered(represented(call, value));
}

}  // namespace

void add_values(Door& door) {
  auto const of = [](ValueKind kind, Outcome<Reply> (*handler)(Call&, ValueKind)) {
    return [kind, handler](Call& call) { return handler(call, kind); };
  };
  door.read("listPlans", of(ValueKind::plan, list));
  door.write("submitPlan", of(ValueKind::plan, create));
  door.write("submitPlans", of(ValueKind::plan, create_many), 50);
  door.read("getPlan", of(ValueKind::plan, get));
  door.read("listFacts", of(ValueKind::fact, list));
  door.write("submitFact", of(ValueKind::fact, create));
  door.write("submitFacts", of(ValueKind::fact, create_many), 50);
  door.read("getFact", of(ValueKind::fact, get));
}

}  // namespace pb::api
