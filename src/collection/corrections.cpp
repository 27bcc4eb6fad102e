#include "collection/corrections.h"

#include "collection/correction_rows.h"
#include "collection/record.h"
#include "collection/scope.h"
#include "collection/value_rules.h"
#include "domain/time_zone.h"
#include "store/facts.h"
#include "store/users.h"

namespace pb::collection {
namespace {

// A value, where it is, and what this actor may do about it.
struct Subject {
  store::ValueGround ground;
  store::GivenValue value;
  CorrectionRoute route = CorrectionRoute::fix;
};

auto value_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.value.not_found"), "territory");
}

auto is_closed(store::ValueGround const& ground, ValueRef const& value, Day today) -> bool {
  if (value.kind == ValueKind::plan) return day_closed(ground, value.period.first(), today);
  return fact_closed(ground, value.period, today);
}

// Before the close: own values by whoever gave them, others' by those above. After it: administrators at
// once, everybody else by asking: a manager the head first, where the office has one.
auto route_of(store::Unit& unit, Actor const& actor, store::ValueGround const& ground,
              store::GivenValue const& given, ValueRef const& value) -> Result<CorrectionRoute> {
  bool const own = given.user && given.user == acting_user(actor);
  bool const closed = is_closed(ground, value, local_day(unit.now, ground.time_zone));
  if (!closed && own) return CorrectionRoute::fix;
  if (administers(actor)) return CorrectionRoute::direct;
  if (actor.role == Role::head) return closed ? CorrectionRoute::ask_admin : CorrectionRoute::direct;
  if (!closed)
    return fail(ErrorCode::forbidden, Message("error.correction.not_yours", {{"who", given.by_name}}),
                "territory");
  bool const has_head = !store::active_heads(unit.sql, ground.office).empty();
  return has_head ? CorrectionRoute::ask_head : CorrectionRoute::ask_admin;
}

auto load_subject(store::Unit& unit, Actor const& actor, ValueRef const& value) -> Result<Subject> {
  auto const ground = store::value_ground(unit.sql, value.territory, value.period.last(), value.period.month);
  if (!ground || !may_read(actor, ground->office)) return value_not_found();
  auto const given = find_value(unit, value);
  if (!given) return value_not_found();
  if (!may_submit(actor, ground->office)) return not_allowed();
  PB_TRY(auto const route, route_of(unit, actor, *ground, *given, value));

  auto const day = value.period.day_column();
  if (store::open_correction(unit.sql, value.kind, value.territory, value.period.month, day))
    return fail(ErrorCode::conflict, Message("error.correction.asked_already", {{"geo", ground->geo_name}}));
  return Subject{.ground = *ground, .value = *given, .route = route};
}

auto check_amount(ValueKind kind, Money amount, Confirmation negative) -> Result<void> {
  return kind == ValueKind::plan ? check_plan_amount(amount) : check_fact_amount(amount, negative);
}

auto clean_reason(std::string_view reason, CorrectionRoute route) -> Result<std::string> {
  PB_TRY(auto cleaned, clean_text(reason, "reason"));
  if (!cleaned.empty()) return cleaned;
  if (route == CorrectionRoute::fix) return std::string(kSameDayFix);
  return fail(ErrorCode::invalid, Message("error.correction.reason_missing"), "reason");
}

auto row_of(ValueRef const& value, Money before, Money after, std::string reason) -> store::NewCorrection {
  return {.kind = value.kind,
          .territory = value.territory,
          .month = value.period.month,
          .day = value.period.day_column(),
          .before = before,
          .after = after,
          .reason = std::move(reason)};
}

auto apply(store::Unit& unit, Actor const& actor, Subject const& subject, ValueRef const& value,
           store::NewCorrection row) -> Result<CorrectionId> {
  row.state = CorrectionState::applied;
  row.asked_by = acting_user(actor);
  PB_CHECK(change_value(unit, value, row.before, row.after));
  auto const id = store::insert_correction(unit.sql, row, unit.now);
  record_corrected(unit, actor,
                   {.value = value,
                    .office = subject.ground.office,
                    .before = row.before,
                    .after = row.after,
                    .reason = row.reason,
                    .correction = *id});
  return *id;
}

auto ask(store::Unit& unit, Actor const& actor, Subject const& subject, ValueRef const& value,
         store::NewCorrection row) -> Result<CorrectionId> {
  row.state = CorrectionState::requested;
  row.awaits = subject.route == CorrectionRoute::ask_head ? Awaits::head : Awaits::admin;
  row.asked_by = acting_user(actor);
  auto const id = store::insert_correction(unit.sql, row, unit.now);
  if (!id)
    return fail(ErrorCode::conflict,
                Message("error.correction.asked_already", {{"geo", subject.ground.geo_name}}));
  record(unit, actor, "correction.requested", {"correction", id->value},
         {{"kind", enum_name(value.kind)},
          {"territory", value.territory.value},
          {"office", subject.ground.office.value},
          {"before", row.before.minor},
          {"after", row.after.minor},
          {"reason", row.reason},
          {"awaits", enum_name(*row.awaits)}});
  return *id;
}

}  // namespace

auto correction_offer(store::Unit& unit, Actor const& actor, ValueRef const& value)
    -> Result<CorrectionOffer> {
  PB_TRY(auto subject, load_subject(unit, actor, value));
  return CorrectionOffer{.route = subject.route,
                         .current = subject.value.amount,
                         .geo_name = std::move(subject.ground.geo_name),
                         .office_name = std::move(subject.ground.office_name),
                         .by_name = std::move(subject.value.by_name)};
}

auto correct(store::Unit& unit, Actor const& actor, ValueRef const& value, Money amount,
             std::string_view reason, Confirmation negative) -> Result<CorrectionDone> {
  PB_TRY(auto const subject, load_subject(unit, actor, value));
  PB_CHECK(check_amount(value.kind, amount, negative));
  auto const before = subject.value.amount;
  if (amount == before)
    return fail(ErrorCode::invalid, Message("error.correction.same_amount", {{"amount", amount}}), "amount");
  PB_TRY(auto cleaned, clean_reason(reason, subject.route));

  bool const at_once = subject.route == CorrectionRoute::fix || subject.route == CorrectionRoute::direct;
  auto const write = at_once ? apply : ask;
  PB_TRY(auto const id,
         write(unit, actor, subject, value, row_of(value, before, amount, std::move(cleaned))));
  return CorrectionDone{
      .id = id, .route = subject.route, .office = subject.ground.office, .before = before, .after = amount};
}

}  // namespace pb::collection
