#include "collection/correction_rows.h"

#include "collection/record.h"
#include "domain/name.h"
#include "store/facts.h"

namespace pb::collection {

auto find_value(store::Unit& unit, ValueRef const& value) -> std::optional<store::GivenValue> {
  if (value.kind == ValueKind::plan) return store::find_plan(unit.sql, value.territory, value.period.first());
  return store::find_fact(unit.sql, value.territory, value.period);
}

auto change_value(store::Unit& unit, ValueRef const& value, Money before, Money after) -> Result<void> {
  bool const changed =
      value.kind == ValueKind::plan
          ? store::change_plan(unit.sql, value.territory, value.period.first(), before, after)
          : store::change_fact(unit.sql, value.territory, value.period, before, after);
  if (!changed) return fail(ErrorCode::conflict, Message("error.correction.changed_meanwhile"));
  return {};
}

void record_corrected(store::Unit& unit, Actor const& actor, Corrected const& corrected) {
  auto const& period = corrected.value.period;
  boost::json::object data{{"territory", corrected.value.territory.value},
                           {"office", corrected.office.value},
                           {"month", to_iso(period.month)},
                           {"before", corrected.before.minor},
                           {"after", corrected.after.minor},
                           {"reason", corrected.reason}};
  if (period.day) data["day"] = to_iso(*period.day);
  record(unit, actor, corrected.value.kind == ValueKind::plan ? "plan.corrected" : "fact.corrected",
         {"correction", corrected.correction.value}, data);
}

auto value_ref(store::Correction const& row) -> ValueRef {
  std::optional<Day> const day = row.day == Day{0} ? std::nullopt : std::optional(row.day);
  return {row.kind, row.territory, {row.month, day}};
}

auto request_of(store::Correction row) -> CorrectionRequest {
  return {.id = row.id,
          .value = value_ref(row),
          .office = row.office,
          .office_name = std::move(row.office_name),
          .geo_name = std::move(row.geo_name),
          .before = row.before,
          .current = row.current.value_or(row.before),
          .after = row.after,
          .reason = reason_message(row.reason),
          .awaits = row.awaits.value_or(Awaits::admin),
          .asked_by = row.asked_by.value_or(UserId{}),
          .asked_by_name = std::move(row.asked_by_name),
          .asked_at = row.asked_at,
          .endorsed_by_name = std::move(row.endorsed_by_name)};
}

auto reason_message(std::string const& reason) -> Message {
  if (reason == kSameDayFix) return Message("correction.reason.same_day");
  return {"correction.reason.typed", {{"text", reason}}};
}

auto clean_text(std::string_view text, std::string field) -> Result<std::string> {
  auto cleaned = clean_name(text);
  if (character_count(cleaned) <= kReasonLimit) return cleaned;
  return fail(ErrorCode::invalid, Message("error.text.too_long", {{"limit", std::int64_t{kReasonLimit}}}),
              std::move(field));
}

}  // namespace pb::collection
