#include "analytics/cube/loader.h"

#include <algorithm>
#include <array>

#include "analytics/cube/build.h"

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

// Finds numbers of rows by the million: ids of rows are small, so a table does.
template <class Id>
class DenseIds {
 public:
  explicit DenseIds(Dictionary const& dictionary, std::size_t count) : dictionary_(dictionary) {
    indices_.resize(std::min<std::size_t>(count * 4 + 1024, kMost));
    for (std::size_t id = 0; id < indices_.size(); ++id)
      indices_[id] = dictionary.find(Id{static_cast<std::int64_t>(id)});
  }
  auto operator[](std::int64_t id) const -> Index {
    auto const place = static_cast<std::uint64_t>(id);
    return place < indices_.size() ? indices_[place] : dictionary_.find(Id{id});
  }

 private:
  static constexpr std::size_t kMost = 1'000'000;
  Dictionary const& dictionary_;
  std::vector<Index> indices_;
};

auto number(sql::RowView const& row, std::size_t column) -> std::int64_t {
  return sql::value_as<std::int64_t>(row.column(column), "integer");
}

// Plans with ids first to last.
void read_plans(sql::Session& session, Dictionary const& dictionary, std::int64_t first, std::int64_t last,
                MonthSorter& sorter) {
  DenseIds<TerritoryId> const territories(dictionary, dictionary.territories().size());
  DenseIds<UserId> const people(dictionary, dictionary.managers().size());
  std::array<sql::Value, 2> const range{first, last};
  session.connection().execute(
      "select territory_id, day, amount, coalesce(user_id, 0), submitted_at, late from plans "
      "where id between $1 and $2",
      range, [&](sql::RowView const& row) {
        Day const day{static_cast<std::int32_t>(number(row, 1))};
        if (day < kFirstMonth.first() || day > kLastMonth.last()) return;
        auto const user = number(row, 3);
        sorter.add_plan(day, {.amount = number(row, 2),
                              .submitted_at = Instant(std::chrono::microseconds(number(row, 4))),
                              .territory = territories[number(row, 0)],
                              .manager = user == 0 ? kAnyone : people[user],
                              .late = number(row, 5) != 0});
      });
}

struct IdRange {
  std::int64_t first = 0;
  std::int64_t last = -1;
};

// Several readers at once: the position is the first one's, and the others see at least as much.
void load_plans(sql::Database& database, Dictionary const& dictionary, IdRange ids, Crew& crew,
                MonthSorter& sorter) {
  constexpr std::int64_t kRowsWorthAReader = 50'000;
  if (ids.last < ids.first) return;
  auto const span = ids.last - ids.first + 1;
  auto const parts = static_cast<std::size_t>(
      std::clamp<std::int64_t>(span / kRowsWorthAReader, 1, static_cast<std::int64_t>(crew.size())));
  std::vector<MonthSorter> sorters(parts);
  crew.each(parts, [&](std::size_t part) {
    auto const share = span / static_cast<std::int64_t>(parts);
    auto const first = ids.first + share * static_cast<std::int64_t>(part);
    auto const last = part + 1 == parts ? ids.last : first + share - 1;
    sorters[part] = database.read([&](sql::Session& session) {
      MonthSorter sorted;
      read_plans(session, dictionary, first, last, sorted);
      return sorted;
    });
  });
  for (auto& sorted : sorters) sorter.join(std::move(sorted));
}

auto read_ground(sql::Session& session, Dictionary known) -> Ground {
  Ground ground{.position = events::head(session),
                .organisation = store::find_organisation(session),
                .dictionary = std::move(known)};
  load_dictionary(session, ground.dictionary);
  load_goals_and_closings(session, ground);
  load_corrections_and_facts(session, ground);
  return ground;
}

}  // namespace

auto load_state(sql::Database& database, Crew& crew, Dictionary known) -> State {
  auto [ground, ids] = database.read([&](sql::Session& session) {
    return std::pair(read_ground(session, known),
                     *session.one<IdRange>("select coalesce(min(id), 0), coalesce(max(id), -1) from plans"));
  });
  MonthSorter sorter;
  load_plans(database, ground.dictionary, ids, crew, sorter);
  return build_state(std::move(ground), sorter, crew);
}

auto load_contents(sql::Database& database) -> Contents {
  return database.read([](sql::Session& session) {
    Contents contents{.ground = read_ground(session, {})};
    session.each<SqlGiven>("select territory_id, month, day, amount, user_id, submitted_at, late from plans",
                           [&](SqlGiven const& row) {
                             if (is_known(Month::of(row.day)))
                               contents.plans.push_back({row.day, given(contents.ground.dictionary, row)});
                           });
    return contents;
  });
}

auto load_people(sql::Database& database, std::vector<UserId> const& users) -> std::vector<ManagerEntry> {
  return database.read([&](sql::Session& session) {
    std::vector<ManagerEntry> people;
    for (auto const user : users) {
      if (auto found = session.one<ManagerEntry>("select id, name from users where id = $1", user))
        people.push_back(std::move(*found));
    }
    return people;
  });
}

}  // namespace pb::analytics
