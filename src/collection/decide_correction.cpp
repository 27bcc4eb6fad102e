#include "collection/correction_rows.h"
#include "collection/record.h"
#include "collection/scope.h"

namespace pb::collection {
namespace {

auto request_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.correction.not_found"));
}

auto decided_already(store::Correction const& row) -> std::unexpected<Error> {
  auto const who = row.decided_by_name.empty() ? row.endorsed_by_name : row.decided_by_name;
  return fail(ErrorCode::conflict, Message("error.correction.decided_already", {{"who", who}}));
}

// Administrators see every request, people of an office those of their own.
auto load(store::Unit& unit, Actor const& actor, CorrectionId id) -> Result<store::Correction> {
  auto found = store::find_correction(unit.sql, id);
  if (!found || !may_read(actor, found->office)) return request_not_found();
  return std::move(*found);
}

// An owner may decide what they asked for themselves, nobody else may; a head decides what awaits the head.
auto check_may_decide(Actor const& actor, store::Correction const& row) -> Result<void> {
  if (!may_decide(actor, row.office)) return not_allowed();
  if (row.state != CorrectionState::requested) return decided_already(row);
  bool const own = row.asked_by && row.asked_by == acting_user(actor);
  if (own && actor.role != Role::owner)
    return fail(ErrorCode::forbidden, Message("error.correction.own_request"));
  if (administers(actor)) return {};
  if (row.awaits != Awaits::head) return decided_already(row);
  return {};
}

auto event_data(store::Correction const& row, std::string const& note) -> boost::json::object {
  boost::json::object data{{"kind", enum_name(row.kind)}, {"territory", row.territory.value},
                           {"office", row.office.value},  {"before", row.before.minor},
                           {"after", row.after.minor},    {"note", note}};
  if (row.asked_by) data["asked_by"] = row.asked_by->value;
  return data;
}

auto endorse(store::Unit& unit, Actor const& actor, store::Correction const& row, std::string const& note)
    -> Result<DecisionResult> {
  if (!store::endorse_correction(unit.sql, row.id, acting_user(actor), unit.now)) return decided_already(row);
  record(unit, actor, "correction.endorsed", {"correction", row.id.value}, event_data(row, note));
  return DecisionResult::endorsed;
}

auto reject(store::Unit& unit, Actor const& actor, store::Correction const& row, std::string const& note)
    -> Result<DecisionResult> {
  if (!store::decide_correction(unit.sql, row.id, CorrectionState::rejected, acting_user(actor), note,
                                unit.now))
    return decided_already(row);
  record(unit, actor, "correction.rejected", {"correction", row.id.value}, event_data(row, note));
  return DecisionResult::rejected;
}

auto approve(store::Unit& unit, Actor const& actor, store::Correction const& row, std::string const& note)
    -> Result<DecisionResult> {
  auto const value = value_ref(row);
  if (!store::decide_correction(unit.sql, row.id, CorrectionState::approved, acting_user(actor), note,
                                unit.now))
    return decided_already(row);
  PB_CHECK(change_value(unit, value, row.before, row.after));
  record(unit, actor, "correction.approved", {"correction", row.id.value}, event_data(row, note));
  record_corrected(unit, actor,
                   {.value = value,
                    .office = row.office,
                    .before = row.before,
                    .after = row.after,
                    .reason = row.reason,
                    .correction = row.id});
  return DecisionResult::approved;
}

auto requests_of(std::vector<store::Correction> rows) -> std::vector<CorrectionRequest> {
  std::vector<CorrectionRequest> requests;
  requests.reserve(rows.size());
  for (auto& row : rows) requests.push_back(request_of(std::move(row)));
  return requests;
}

}  // namespace

auto requests_to_decide(store::Unit& unit, Actor const& actor, store::Page page)
    -> Result<store::Listing<CorrectionRequest>> {
  bool const head = actor.role == Role::head && actor.office;
  if (!head && !administers(actor)) return not_allowed();
  auto rows = head ? store::requests_for_head(unit.sql, *actor.office, actor.user, page)
                   : store::requests_for_admin(unit.sql, page);
  return store::Listing<CorrectionRequest>{.rows = requests_of(std::move(rows.rows)), .total = rows.total};
}

auto my_requests(store::Unit& unit, Actor const& actor) -> std::vector<CorrectionRequest> {
  return requests_of(store::requests_by(unit.sql, actor.user));
}

auto correction_request(store::Unit& unit, Actor const& actor, CorrectionId id) -> Result<CorrectionRequest> {
  PB_TRY(auto row, load(unit, actor, id));
  if (row.state != CorrectionState::requested) return decided_already(row);
  return request_of(std::move(row));
}

auto decide_correction(store::Unit& unit, Actor const& actor, CorrectionId id, Verdict verdict,
                       std::string_view note) -> Result<Decided> {
  PB_TRY(auto const row, load(unit, actor, id));
  PB_CHECK(check_may_decide(actor, row));
  PB_TRY(auto const cleaned, clean_text(note, "note"));

  auto const step = verdict == Verdict::reject ? reject : administers(actor) ? approve : endorse;
  // In a savepoint: where the value has moved on, the decision itself must not stay.
  PB_TRY(auto const result, unit.sql.savepoint([&] { return step(unit, actor, row, cleaned); }));
  return Decided{.result = result, .request = request_of(row)};
}

auto value_history(store::Unit& unit, Actor const& actor, ValueRef const& value)
    -> Result<std::vector<HistoryEntry>> {
  auto const ground = store::value_ground(unit.sql, value.territory, value.period.last(), value.period.month);
  auto const given = find_value(unit, value);
  if (!ground || !may_read(actor, ground->office) || !given)
    return fail(ErrorCode::not_found, Message("error.value.not_found"), "territory");

  std::vector<HistoryEntry> history{{.submission = true,
                                     .after = given->amount,
                                     .by_name = given->by_name,
                                     .at = given->at,
                                     .late = given->late}};
  bool first_change = true;
  for (auto& row : store::corrections_of(unit.sql, value.kind, value.territory, value.period.month,
                                         value.period.day_column())) {
    bool const changed = row.state == CorrectionState::applied || row.state == CorrectionState::approved;
    if (changed && first_change) {
      history.front().after = row.before;  // what was given, before anybody changed it
      first_change = false;
    }
    history.push_back({.state = row.state,
                       .before = row.before,
                       .after = row.after,
                       .reason = reason_message(row.reason),
                       .by_name = std::move(row.asked_by_name),
                       .at = row.asked_at,
                       .decided_by_name = std::move(row.decided_by_name),
                       .decided_at = row.decided_at,
                       .note = std::move(row.note)});
  }
  return history;
}

}  // namespace pb::collection
