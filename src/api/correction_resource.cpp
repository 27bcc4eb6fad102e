#include "api/represent.h"
#include "api/resources.h"
#include "api/values.h"
#include "collection/corrections.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using collection::ValueRef;
using people::KeyScope;
using store::ValueKind;

auto read_reference(Fields& fields) -> ValueRef {
  ValueRef value{.kind = fields.required<ValueKind>("kind"),
                 .territory = fields.required<TerritoryId>("territory")};
  value.period = read_period(fields);
  if (value.kind == ValueKind::plan && !value.period.day) fields.wrong("day", Message("error.field.missing"));
  return value;
}

auto to_json(Call& call, collection::CorrectionRequest const& request) -> json::object {
  json::object object{{"id", request.id.value},
                      {"kind", enum_name(request.value.kind)},
                      {"territory", request.value.territory.value},
                      {"office", {{"id", request.office.value}, {"name", request.office_name}}},
                      {"geo", request.geo_name}};
  write_period(object, request.value.period);
  object["before"] = to_decimal(request.before);
  object["current"] = to_decimal(request.current);
  object["after"] = to_decimal(request.after);
  object["currency"] = call.currency();
  object["reason"] = call.say(request.reason);
  object["awaits"] = enum_name(request.awaits);
  object["asked_by"] = json::object{{"id", request.asked_by.value}, {"name", request.asked_by_name}};
  object["asked_at"] = represent(request.asked_at);
  object["endorsed_by"] =
      request.endorsed_by_name.empty() ? json::value(nullptr) : json::value(request.endorsed_by_name);
  return object;
}

auto to_json(Call& call, collection::HistoryEntry const& entry) -> json::object {
  return {{"state", entry.submission ? json::string("given") : json::string(enum_name(entry.state))},
          {"before", entry.submission ? json::value(nullptr) : json::value(to_decimal(entry.before))},
          {"after", to_decimal(entry.after)},
          {"currency", call.currency()},
          {"reason", entry.submission ? json::value(nullptr) : json::value(call.say(entry.reason))},
          {"by", entry.by_name},
          {"at", represent(entry.at)},
          {"late", entry.late},
          {"decided_by",
           entry.decided_by_name.empty() ? json::value(nullptr) : json::value(entry.decided_by_name)},
          {"decided_at", represent(entry.decided_at)},
          {"note", entry.note}};
}

auto list_corrections(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  auto query = call.query();
  auto const mine = query.optional<bool>("mine").value_or(false);
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  json::array items;
  if (mine) {
    for (auto const& request : collection::my_requests(call.unit, actor))
      items.push_back(to_json(call, request));
    return listed_part(call, items, page);
  }
  PB_TRY(auto const requests,
         collection::requests_to_decide(call.unit, actor, {.offset = page.after, .limit = page.limit}));
  for (auto const& request : requests.rows) items.push_back(to_json(call, request));
  auto const end = page.after + std::ssize(requests.rows);
  return listed(call, std::move(items), end < requests.total ? std::optional(end) : std::nullopt);
}

auto get_correction(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  PB_TRY(auto const id, call.id<CorrectionId>());
  PB_TRY(auto const request, collection::correction_request(call.unit, actor, id));
  return answered(to_json(call, request));
}

auto correct(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::values_write));
  PB_TRY(auto fields, call.fields());
  auto const value = read_reference(fields);
  auto const amount = fields.required<Money>("amount");
  check_currency(call, fields);
  auto const reason = fields.optional<std::string>("reason").value_or("");
  auto const loss = fields.optional<bool>("loss_confirmed").value_or(false) ? collection::Confirmation::given
                                                                            : collection::Confirmation::none;
  PB_CHECK(fields.check());
  PB_TRY(auto const done, collection::correct(call.unit, actor, value, amount, reason, loss));
  json::object body{{"id", done.id.value},
                    {"applied", done.applied()},
                    {"route", enum_name(done.route)},
                    {"before", to_decimal(done.before)},
                    {"after", to_decimal(done.after)},
                    {"currency", call.currency()}};
  return created("/api/v1/corrections/" + std::to_string(done.id.value), std::move(body));
}

auto decide_correction(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::values_write));
  PB_TRY(auto const id, call.id<CorrectionId>());
  PB_TRY(auto fields, call.fields());
  auto const verdict = fields.required<collection::Verdict>("verdict");
  auto const note = fields.optional<std::string>("note").value_or("");
  PB_CHECK(fields.check());
  PB_TRY(auto const decided, collection::decide_correction(call.unit, actor, id, verdict, note));
  return answered(json::object{{"result", enum_name(decided.result)}});
}

auto value_history(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  auto query = call.query();
  auto const value = read_reference(query);
  PB_CHECK(query.check());
  PB_TRY(auto const history, collection::value_history(call.unit, actor, value));
  json::array items;
  for (auto const& entry : history) items.push_back(to_json(call, entry));
  return listed(call, std::move(items), std::nullopt);
}

}  // namespace

void add_corrections(Door& door) {
  door.read("listCorrections", list_corrections);
  door.write("correctValue", correct);
  door.read("getCorrection", get_correction);
  door.write("decideCorrection", decide_correction);
  door.read("getValueHistory", value_history);
}

}  // namespace pb::api
