#pragma once

#include "analytics/cube/random_contents.h"
#include "events/record.h"
#include "store/closings.h"
#include "store/corrections.h"
#include "store/targets.h"
#include "store/test_business.h"

// For tests: a company to which things happen as use cases make them happen, rows and events together.
namespace pb::analytics {

class TestCompany : public store::TestBusiness {
 protected:
  using Json = boost::json::object;

  void record(store::Unit& unit, std::optional<UserId> by, std::string type, events::Subject subject,
              Json const& data) {
    events::append(unit.sql, {.at = unit.now,
                              .actor = by,
                              .type = std::move(type),
                              .subject = std::move(subject),
                              .data = boost::json::serialize(data)});
  }

  auto open_office(store::Unit& unit, std::string const& name) -> OfficeId {
    auto const id = *store::insert_office(unit.sql, {name, name, {}}, unit.now);
    record(unit, {}, "office.added", {"office", id.value}, {{"name", name}});
    return id;
  }
  auto open_geo(store::Unit& unit, std::string const& name) -> GeoId {
    auto const id = *store::insert_geo(unit.sql, name, name, unit.now);
    record(unit, {}, "geo.added", {"geo", id.value}, {{"name", name}});
    return id;
  }
  auto open_territory(store::Unit& unit, OfficeId office, GeoId geo) -> TerritoryId {
    auto const id = *store::insert_territory(unit.sql, office, geo, unit.now);
    record(unit, {}, "territory.opened", {"territory", id.value},
           {{"office", office.value}, {"geo", geo.value}});
    return id;
  }
  auto take_on(store::Unit& unit, std::int64_t tg_id, std::string const& name) -> UserId {
    auto const id = *store::insert_user(
        unit.sql, {.tg_id = tg_id, .name = name, .role = Role::analyst, .language = "uk"}, unit.now);
    record(unit, id, "user.joined", {"user", id.value}, {{"role", "analyst"}});
    return id;
  }
  // False where the day has a plan.
  auto plan(store::Unit& unit, TerritoryId territory, Day day, std::int64_t amount, std::optional<UserId> by,
            bool late = false) -> bool {
    auto const id = store::insert_plan(unit.sql, {territory, day, Money{amount}, by, unit.now, late});
    if (!id) return false;
    record(unit, by, "plan.submitted", {"plan", id->value},
           {{"territory", territory.value}, {"day", to_iso(day)}, {"amount", amount}, {"late", late}});
    return true;
  }
  auto fact(store::Unit& unit, TerritoryId territory, store::FactPeriod period, std::int64_t amount,
            std::optional<UserId> by, bool late = false) -> bool {
    auto const id = store::insert_fact(unit.sql, {territory, period, Money{amount}, by, unit.now, late});
    if (!id) return false;
    Json data{
        {"territory", territory.value}, {"month", to_iso(period.month)}, {"amount", amount}, {"late", late}};
    if (period.day) data["day"] = to_iso(*period.day);
    record(unit, by, "fact.submitted", {"fact", id->value}, data);
    return true;
  }
  // False where there is no plan.
  auto correct_plan(store::Unit& unit, TerritoryId territory, Day day, std::int64_t after) -> bool {
    auto const now_given = store::find_plan(unit.sql, territory, day);
    if (!now_given || !store::change_plan(unit.sql, territory, day, now_given->amount, Money{after}))
      return false;
    note_correction(
        unit, "plan.corrected",
        {store::ValueKind::plan, territory, Month::of(day), day, now_given->amount, Money{after}, "why"});
    return true;
  }
  auto correct_fact(store::Unit& unit, TerritoryId territory, store::FactPeriod period, std::int64_t after)
      -> bool {
    auto const now_given = store::find_fact(unit.sql, territory, period);
    if (!now_given || !store::change_fact(unit.sql, territory, period, now_given->amount, Money{after}))
      return false;
    note_correction(unit, "fact.corrected",
                    {store::ValueKind::fact, territory, period.month, period.day_column(), now_given->amount,
                     Money{after}, "why"});
    return true;
  }
  void close(store::Unit& unit, OfficeId office, Day day) {
    if (store::close_day(unit.sql, office, day, unit.now))
      record(unit, {}, "day.closed", {"office", office.value}, {{"day", to_iso(day)}});
  }
  void close(store::Unit& unit, Month month) {
    if (store::close_month(unit.sql, month, unit.now))
      record(unit, {}, "month.closed", {"month", month.months}, {{"month", to_iso(month)}});
  }
  void set_target(store::Unit& unit, store::Target const& target) {
    store::save_target(unit.sql, target, {}, unit.now);
    record(unit, {}, "target.set", {"office", 0}, target_data(target));
  }
  void remove_target(store::Unit& unit, store::Target const& target) {
    if (store::delete_target(unit.sql, target))
      record(unit, {}, "target.removed", {"office", 0}, target_data(target));
  }
  void close_territory(store::Unit& unit, TerritoryId id) {
    if (store::archive_territory(unit.sql, id, unit.now))
      record(unit, {}, "territory.closed", {"territory", id.value}, {});
  }
  void reopen_territory(store::Unit& unit, TerritoryId id, OfficeId office, GeoId geo) {
    if (store::restore_territory(unit.sql, id))
      record(unit, {}, "territory.opened", {"territory", id.value},
             {{"office", office.value}, {"geo", geo.value}});
  }
  void set_archived(store::Unit& unit, OfficeId id, bool archived) {
    store::set_office_archived(unit.sql, id, archived ? std::optional(unit.now) : std::nullopt);
    record(unit, {}, archived ? "office.archived" : "office.restored", {"office", id.value}, {});
  }
  void set_archived(store::Unit& unit, GeoId id, bool archived) {
    store::set_geo_archived(unit.sql, id, archived ? std::optional(unit.now) : std::nullopt);
    record(unit, {}, archived ? "geo.archived" : "geo.restored", {"geo", id.value}, {});
  }

 private:
  void note_correction(store::Unit& unit, std::string type, store::NewCorrection const& correction) {
    auto const id = store::insert_correction(unit.sql, correction, unit.now);
    Json data{{"territory", correction.territory.value},
              {"month", to_iso(correction.month)},
              {"before", correction.before.minor},
              {"after", correction.after.minor}};
    if (correction.day != Day{0}) data["day"] = to_iso(correction.day);
    record(unit, {}, std::move(type), {"correction", id->value}, data);
  }
  static auto target_data(store::Target const& target) -> Json {
    Json data{{"first", to_iso(target.first)}, {"months", target.months}, {"amount", target.amount.minor}};
    if (target.office) data["office"] = target.office->value;
    if (target.geo) data["geo"] = target.geo->value;
    return data;
  }
};

}  // namespace pb::analytics
