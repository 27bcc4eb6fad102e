#include "analytics/cube/loader.h"

namespace pb::analytics {
namespace {

struct SqlTerritory {
  TerritoryId id{};
  OfficeId office{};
  GeoId geo{};
  std::optional<Instant> archived_at{};
  Instant created_at{};
};
struct SqlTarget {
  std::optional<OfficeId> office{};
  std::optional<GeoId> geo{};
  Month first{};
  std::int32_t months = 1;
  std::int64_t amount = 0;
};
struct SqlClosedDay {
  OfficeId office{};
  Day day{};
  Instant closed_at{};
};
struct SqlCorrection {
  CorrectionId id{};
  bool plan = false;
  TerritoryId territory{};
  Month month{};
  Day day{};
};
struct SqlGiven {
  TerritoryId territory{};
  Month month{};
  Day day{};
  std::int64_t amount = 0;
  std::optional<UserId> user{};
  Instant submitted_at{};
  bool late = false;
};

constexpr Month kFirstMonth{1900 * 12};
constexpr Month kLastMonth{2300 * 12};

bool is_known(Month month) {
  return kFirstMonth <= month && month <= kLastMonth;
}
auto day_of(Day day) -> std::optional<Day> {
  return day == Day{0} ? std::nullopt : std::optional(day);
}

void load_dictionary(sql::Session& session, Dictionary& dictionary) {
  session.each<OfficeEntry>("select id, name, time_zone, archived_at, created_at from offices order by id",
                            [&](OfficeEntry entry) { dictionary.put(std::move(entry)); });
  session.each<GeoEntry>("select id, name, archived_at, created_at from geos order by id",
                         [&](GeoEntry entry) { dictionary.put(std::move(entry)); });
  session.each<SqlTerritory>(
      "select id, office_id, geo_id, archived_at, created_at from territories order by id",
      [&](SqlTerritory const& row) {
        dictionary.put(TerritoryEntry{.id = row.id,
                                      .office = dictionary.find(row.office),
                                      .geo = dictionary.find(row.geo),
                                      .archived_at = row.archived_at,
                                      .created_at = row.created_at});
      });
  session.each<ManagerEntry>("select id, name from users order by id",
                             [&](ManagerEntry entry) { dictionary.put(std::move(entry)); });
}

void load_goals_and_closings(sql::Session& session, Ground& ground) {
  auto const& dictionary = ground.dictionary;
  session.each<SqlTarget>(
      "select office_id, geo_id, first_month, months, amount from targets order by id",
      [&](SqlTarget const& row) {
        ground.targets.push_back({.office = row.office ? dictionary.find(*row.office) : kAnyone,
                                  .geo = row.geo ? dictionary.find(*row.geo) : kAnyone,
                                  .first = row.first,
                                  .months = row.months,
                                  .amount = row.amount});
      });
  session.each<SqlClosedDay>(
      "select office_id, day, closed_at from closed_days order by office_id, day",
      [&](SqlClosedDay const& row) {
        if (!is_known(Month::of(row.day))) return;
        ground.closed_days.push_back({dictionary.find(row.office), row.day, row.closed_at});
      });
  ground.closed_months =
      session.all<ClosedMonth>("select month, closed_at from closed_months order by month");
}

auto given(Dictionary const& dictionary, SqlGiven const& row) -> GivenRow {
  return {.territory = dictionary.find(row.territory),
          .manager = row.user ? dictionary.find(*row.user) : kAnyone,
          .amount = row.amount,
          .submitted_at = row.submitted_at,
          .late = row.late};
}

void load_corrections_and_facts(sql::Session& session, Ground& ground) {
  auto const& dictionary = ground.dictionary;
  session.each<SqlCorrection>(
      "select id, case when kind = 'plan' then 1 else 0 end, territory_id, month, day from corrections "
      "where state in ('applied', 'approved') order by id",
      [&](SqlCorrection const& row) {
        ground.corrections.push_back({.id = row.id,
                                      .kind = row.plan ? ValueKind::plan : ValueKind::fact,
                                      .territory = dictionary.find(row.territory),
                                      .month = row.month,
                                      .day = day_of(row.day)});
      });
  session.each<SqlGiven>(
      "select territory_id, month, day, amount, user_id, submitted_at, late from facts "
      "order by territory_id, month, day",
      [&](SqlGiven const& row) {
        if (is_known(row.month)) ground.facts.push_back({row.month, day_of(row.day), given(dictionary, row)});
      });
}

auto read_contents(sql::Session& session) -> Contents {
  Contents contents;
  auto& ground = contents.ground;
  ground.position = events::head(session);
  ground.organisation = store::find_organisation(session);
  load_dictionary(session, ground.dictionary);
  load_goals_and_closings(session, ground);
  load_corrections_and_facts(session, ground);
  session.each<SqlGiven>("select territory_id, month, day, amount, user_id, submitted_at, late from plans",
                         [&](SqlGiven const& row) {
                           if (is_known(Month::of(row.day)))
                             contents.plans.push_back({row.day, given(ground.dictionary, row)});
                         });
  return contents;
}

}  // namespace

auto load_contents(sql::Database& database) -> Contents {
  return database.read([](sql::Session& session) { return read_contents(session); });
}

}  // namespace pb::analytics
