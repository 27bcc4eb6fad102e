#include "integrations/takeover.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "integrations/base_file_for_tests.h"
#include "sql/migrator.h"
#include "sql/test_database.h"
#include "store/geos.h"
#include "store/offices.h"
#include "store/organisation.h"
#include "store/plans.h"
#include "store/schema.h"
#include "store/territories.h"
#include "store/users.h"

namespace pb::integrations {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Instant kNow{std::chrono::microseconds(1'740'000'000'000'000)};
constexpr Month kJanuary{2025 * 12};

class Takeover : public testing::TestWithParam<sql::Dialect> {
 protected:
  Takeover() { sql::migrate(database_.get(), store::migrations()); }

  auto take(std::filesystem::path const& path, TakeoverMode mode = TakeoverMode::apply) -> Reconciliation {
    auto taken =
        take_over(path, database_.get(), {.now = kNow, .mode = mode, .organisation_name = "Компанія"});
    if (!taken) throw std::runtime_error(taken.error().message.key);
    EXPECT_TRUE(taken->agrees());
    return std::move(*taken);
  }
  auto take(BaseFile const& file) -> Reconciliation { return take(file.path()); }

  template <class F>
  auto with(F f) -> std::invoke_result_t<F, sql::Session&> {
    return database_->write(f);
  }

  template <class T, class... Args>
  auto rows(std::string const& query, Args const&... args) -> std::vector<T> {
    return database_->read([&](sql::Session& session) { return session.all<T>(query, args...); });
  }
  auto count(std::string const& table) -> std::int64_t {
    return rows<std::int64_t>("select count(*) from " + table).front();
  }

  sql::TestDatabase database_{GetParam()};
};

auto counts(Reconciliation const& reconciliation, SourceTable table) -> TableCounts {
  return *std::ranges::find(reconciliation.tables, table, &TableCounts::table);
}

auto sums(Reconciliation const& reconciliation, SourceTable table, Month month) -> MonthSums {
  for (auto const& line : reconciliation.months) {
    if (line.table == table && line.month == month) return line;
  }
  return {};
}

struct TerritoryMonth {
  std::string office;
  std::string geo;
  std::int64_t plan;
  std::optional<std::int64_t> fact;
  friend bool operator==(TerritoryMonth const&, TerritoryMonth const&) = default;
};

struct Told {
  std::string type;
  std::int64_t times;
  friend bool operator==(Told const&, Told const&) = default;
};

TEST_P(Takeover, january_adds_up_territory_by_territory_from_every_generation) {
  for (auto const* generation : {"brands", "text_months", "date_months"}) {
    sql::TestDatabase database(GetParam());
    sql::migrate(database.get(), store::migrations());

    auto const taken = take_over(BaseFile(generation).path(), database.get(),
                                 {.now = kNow, .organisation_name = "Компанія"});

    ASSERT_TRUE(taken && taken->agrees());
    auto const january = database->read([](sql::Session& session) {
      return session.all<TerritoryMonth>(
          "select o.name, g.name, cast(sum(p.amount) / 100 as bigint), f.amount / 100 from territories t "
          "join offices o on o.id = t.office_id join geos g on g.id = t.geo_id "
          "join plans p on p.territory_id = t.id and p.month = $1 "
          "left join facts f on f.territory_id = t.id and f.month = $1 group by o.name, g.name, f.amount, "
          "t.id "
          "order by t.id",
          kJanuary);
    });
    EXPECT_THAT(january, ElementsAre(TerritoryMonth{"Київський офіс", "Київ Центр", 250'000, 248'000},
                                     TerritoryMonth{"Київський офіс", "Київ Лівобережжя", 155'000, 160'000},
                                     TerritoryMonth{"Львівський офіс", "Львів Центр", 97'000, 95'000},
                                     TerritoryMonth{"Львівський офіс", "Львів Околиці", 53'000, 55'000},
                                     TerritoryMonth{"Одеський офіс", "Одеса Порт", 127'000, 125'000},
                                     TerritoryMonth{"Одеський офіс", "Одеса Центр", 78'000, std::nullopt}));
  }
}

TEST_P(Takeover, everything_is_counted_and_both_sides_sum_up_alike) {
  auto const taken = take(BaseFile("date_months"));

  for (auto const& line : taken.tables) EXPECT_EQ(line.brought, line.read) << enum_name(line.table);
  EXPECT_EQ(counts(taken, SourceTable::plans).read, 26);
  EXPECT_EQ(sums(taken, SourceTable::plans, kJanuary).ours, Money{76'000'000});
  EXPECT_EQ(sums(taken, SourceTable::facts, kJanuary).ours, Money{68'300'000});
  EXPECT_THAT(taken.skipped, IsEmpty());
  EXPECT_THAT(taken.renamed, IsEmpty());
}

TEST_P(Takeover, people_become_managers_of_their_office) {
  take(BaseFile("date_months"));

  auto const user = with([](sql::Session& session) { return store::find_user_by_tg(session, 700000002); });

  ASSERT_TRUE(user);
  EXPECT_EQ(user->role, Role::manager);
  EXPECT_EQ(user->office_name, "Львівський офіс");
  EXPECT_EQ(user->name, "Менеджер Львів");
}

TEST_P(Takeover, a_company_that_was_not_set_up_is_set_up_in_hryvnias) {
  take(BaseFile("date_months"));

  auto const organisation = with([](sql::Session& session) { return store::find_organisation(session); });

  ASSERT_TRUE(organisation);
  EXPECT_EQ(organisation->name, "Компанія");
  EXPECT_EQ(organisation->currency, "UAH");
}

TEST_P(Takeover, a_company_that_counts_in_another_currency_is_refused) {
  with([](sql::Session& session) {
    return store::insert_organisation(session, {.name = "GmbH",
                                                .currency = "EUR",
                                                .time_zone = "Europe/Berlin",
                                                .language = "en",
                                                .created_at = kNow});
  });
  BaseFile const file("date_months");

  auto const taken = take_over(file.path(), database_.get(), {.now = kNow, .organisation_name = "Компанія"});

  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().message.key, "takeover.refused.currency");
  EXPECT_EQ(count("offices"), 0);
}

TEST_P(Takeover, a_second_time_changes_nothing) {
  BaseFile const file("date_months");
  take(file);
  auto const events = count("events");

  auto const again = take(file);

  EXPECT_FALSE(again.changed_anything());
  for (auto const& line : again.tables) EXPECT_EQ(line.already_there, line.read) << enum_name(line.table);
  EXPECT_EQ(count("plans"), 26);
  EXPECT_EQ(count("events"), events);
}

TEST_P(Takeover, a_later_copy_adds_only_what_is_new) {
  BaseFile file("date_months");
  take(file);
  file.run(R"(insert into geo values (7, 'Одеса Фонтан', 3);
    insert into users (tg_id, name, office_id) values (700000004, 'Новий', 3);
    insert into reports (office_id, geo_id, date, amount_planned) values (3, 7, '2025-02-03', 12000);
    insert into facts (geo_id, month, amount_fact) values (1, '2025-02-01', 90000))");

  auto const later = take(file);

  EXPECT_EQ(counts(later, SourceTable::geos).brought, 1);
  EXPECT_EQ(counts(later, SourceTable::users).brought, 1);
  EXPECT_EQ(counts(later, SourceTable::plans).brought, 1);
  EXPECT_EQ(counts(later, SourceTable::facts).brought, 1);
  EXPECT_EQ(counts(later, SourceTable::plans).already_there, 26);
  EXPECT_EQ(count("plans"), 27);
}

TEST_P(Takeover, the_same_business_is_recognised_after_its_program_was_updated) {
  take(BaseFile("brands"));

  auto const later = take(BaseFile("date_months"));

  EXPECT_FALSE(later.changed_anything());
  EXPECT_EQ(count("takeover_sources"), 1);
}

TEST_P(Takeover, names_changed_on_either_side_still_match) {
  BaseFile file("date_months");
  take(file);
  file.run("update offices set name = 'Київ' where id = 1; update geo set name = 'Привоз' where id = 5");
  with([](sql::Session& session) {
    auto const geo = store::active_geo_with_key(session, "львів центр");
    store::rename_geo(session, geo.value(), "Площа Ринок", "площа ринок");
    return 0;
  });

  auto const later = take(file);

  EXPECT_FALSE(later.changed_anything());
  EXPECT_EQ(count("offices"), 3);
  EXPECT_EQ(count("geos"), 6);
  std::vector<std::string> ours;
  for (auto const& renamed : later.renamed) {
    EXPECT_EQ(renamed.reason, RenameReason::kept_ours);
    ours.push_back(renamed.ours);
  }
  EXPECT_THAT(ours, ElementsAre("Київський офіс", "Площа Ринок", "Одеса Порт"));
}

TEST_P(Takeover, a_value_that_differs_stays_ours_and_is_told) {
  BaseFile file("date_months");
  take(file);
  file.run("update reports set amount_planned = 46000 where geo_id = 1 and date = '2025-01-01'");

  auto const later = take(file);

  EXPECT_EQ(counts(later, SourceTable::plans).kept_ours, 1);
  ASSERT_THAT(later.differences, SizeIs(1));
  EXPECT_EQ(later.differences.front().geo_name, "Київ Центр");
  EXPECT_EQ(later.differences.front().theirs, Money{4'600'000});
  EXPECT_EQ(later.differences.front().ours, Money{4'500'000});
  auto const january = sums(later, SourceTable::plans, kJanuary);
  EXPECT_EQ(january.source, Money{76'100'000});
  EXPECT_EQ(january.kept_ours, Money{-100'000});
  EXPECT_EQ(january.ours, Money{76'000'000});
}

TEST_P(Takeover, a_plan_given_here_first_is_never_overwritten) {
  BaseFile file("date_months");
  take(file);
  with([](sql::Session& session) {
    auto const day = parse_day("2025-02-10").value();
    return store::insert_plan(
        session, {.territory = TerritoryId{1}, .day = day, .amount = Money{100}, .user = {}, .at = kNow});
  });
  file.run(
      "insert into reports (office_id, geo_id, date, amount_planned) values (1, 1, '2025-02-10', 70000)");

  auto const later = take(file);

  EXPECT_EQ(counts(later, SourceTable::plans).kept_ours, 1);
  EXPECT_EQ(rows<Money>("select amount from plans where territory_id = 1 order by day desc limit 1").front(),
            Money{100});
}

TEST_P(Takeover, offices_geos_and_people_that_are_here_already_are_used) {
  with([](sql::Session& session) {
    auto const office = store::insert_office(session, {"КИЇВСЬКИЙ ОФІС", "київський офіс", {}}, kNow).value();
    auto const geo = store::insert_geo(session, "Київ Центр", "київ центр", kNow).value();
    store::insert_territory(session, office, geo, kNow);
    return store::insert_user(session, {700000001, "Власниця", Role::owner, std::nullopt, "ru"}, kNow)
        .value();
  });

  auto const taken = take(BaseFile("date_months"));

  EXPECT_EQ(counts(taken, SourceTable::offices).already_there, 1);
  EXPECT_EQ(counts(taken, SourceTable::geos).already_there, 1);
  EXPECT_EQ(counts(taken, SourceTable::users).already_there, 1);
  EXPECT_EQ(count("offices"), 3);
  EXPECT_EQ(count("territories"), 6);
  auto const owner = with([](sql::Session& session) { return store::find_user_by_tg(session, 700000001); });
  EXPECT_EQ(owner->role, Role::owner);
}

TEST_P(Takeover, one_name_in_two_offices_is_one_geo_with_two_territories) {
  auto const taken = take(BaseFile("date_months", "update geo set name = 'Центр' where id in (1, 3)"));

  EXPECT_EQ(count("geos"), 5);
  EXPECT_EQ(count("territories"), 6);
  EXPECT_THAT(taken.renamed, IsEmpty());
  EXPECT_EQ(count("plans"), 26);
}

TEST_P(Takeover, two_geos_of_one_name_in_one_office_keep_their_own_values) {
  auto const taken = take(BaseFile("date_months", "update geo set name = 'київ  центр' where id = 2"));

  EXPECT_EQ(count("plans"), 26);
  ASSERT_THAT(taken.renamed, SizeIs(1));
  EXPECT_EQ(taken.renamed.front().reason, RenameReason::name_taken);
  EXPECT_EQ(taken.renamed.front().ours, "київ центр (2)");
  EXPECT_EQ(sums(taken, SourceTable::plans, kJanuary).ours, Money{76'000'000});
}

TEST_P(Takeover, two_offices_of_one_name_stay_two) {
  auto const taken = take(BaseFile("date_months", "update offices set name = 'Офіс'"));

  EXPECT_THAT(rows<std::string>("select name from offices order by id"),
              ElementsAre("Офіс", "Офіс (2)", "Офіс (3)"));
  EXPECT_EQ(sums(taken, SourceTable::plans, kJanuary).ours, Money{76'000'000});
}

TEST_P(Takeover, names_are_cleaned_and_a_missing_one_is_made_up_from_the_row) {
  BaseFile const file("date_months", R"(
    drop table offices;
    create table offices (id integer primary key, name);
    insert into offices values (1, '  Київ )"
                                     "\xe2\x80\xae"
                                     R"( 🏙️  '), (2, null), (3, char(8203)))");

  auto const taken = take(file);

  EXPECT_THAT(rows<std::string>("select name from offices order by id"),
              ElementsAre("Київ 🏙️", "№ 2", "№ 3"));
  EXPECT_THAT(taken.renamed, SizeIs(2));
  EXPECT_EQ(taken.renamed.front().reason, RenameReason::name_missing);
}

TEST_P(Takeover, a_name_longer_than_ours_may_be_is_cut_between_characters) {
  std::string name;
  for (int index = 0; index < 300; ++index) name += "ї";

  take(BaseFile("date_months", "update geo set name = '" + name + "' where id in (1, 2)"));

  auto const names = rows<std::string>("select name from geos order by id limit 2");
  EXPECT_EQ(names[0], name.substr(0, 180));
  EXPECT_EQ(names[1], name.substr(0, 180) + " (2)");
}

TEST_P(Takeover, values_of_a_geo_that_moved_are_not_brought_twice) {
  BaseFile file("brands");
  take(file);
  file.run("update geo set brand_id = 3 where id = 1");

  auto const later = take(file);

  EXPECT_EQ(counts(later, SourceTable::plans).brought, 0);
  EXPECT_EQ(counts(later, SourceTable::facts).brought, 0);
  EXPECT_EQ(count("plans"), 26);
}

TEST_P(Takeover, another_companys_file_is_not_taken_for_the_same) {
  take(BaseFile("date_months"));
  BaseFile const other("date_months", R"(
    update offices set name = name || ' Б'; update geo set name = name || ' Б';
    update users set tg_id = tg_id + 1000)");

  auto const taken = take(other);

  EXPECT_EQ(counts(taken, SourceTable::plans).brought, 26);
  EXPECT_EQ(count("takeover_sources"), 2);
  EXPECT_EQ(count("plans"), 52);
}

TEST_P(Takeover, rows_that_cannot_be_brought_do_not_hold_up_the_others) {
  auto const taken = take(BaseFile("date_months", R"(
    insert into reports (office_id, geo_id, date, amount_planned) values (1, 77, '2025-01-09', 500), (1, 1, '?', 5);
    insert into facts (geo_id, month, amount_fact) values (77, '2025-01-01', 700))"));

  EXPECT_EQ(counts(taken, SourceTable::plans).skipped, 2);
  EXPECT_EQ(counts(taken, SourceTable::plans).brought, 26);
  auto const january = sums(taken, SourceTable::plans, kJanuary);
  EXPECT_EQ(january.source, Money{76'050'000});
  EXPECT_EQ(january.skipped, Money{50'000});
  EXPECT_EQ(sums(taken, SourceTable::facts, kJanuary).skipped, Money{70'000});
}

TEST_P(Takeover, a_rehearsal_tells_everything_and_changes_nothing) {
  BaseFile const file("date_months");

  auto const rehearsed = take(file.path(), TakeoverMode::rehearse);

  EXPECT_EQ(counts(rehearsed, SourceTable::plans).brought, 26);
  EXPECT_EQ(sums(rehearsed, SourceTable::plans, kJanuary).ours, Money{76'000'000});
  for (auto const* table : {"offices", "geos", "territories", "users", "plans", "facts", "events",
                            "takeover_sources", "organisation"})
    EXPECT_EQ(count(table), 0) << table;
}

TEST_P(Takeover, a_refused_file_changes_nothing) {
  BaseFile const newer("date_months", "update alembic_version set version_num = 'ffffffffffff'");

  auto const taken = take_over(newer.path(), database_.get(), {.now = kNow, .organisation_name = "Компанія"});

  ASSERT_FALSE(taken);
  EXPECT_EQ(count("offices"), 0);
  EXPECT_EQ(count("events"), 0);
}

TEST_P(Takeover, the_log_tells_of_each_place_and_person_and_once_of_all_values) {
  take(BaseFile("date_months"));

  auto const told = rows<Told>("select type, count(*) from events group by type order by type");
  EXPECT_THAT(told,
              ElementsAre(Told{"geo.added", 6}, Told{"office.added", 3}, Told{"organisation.set_up", 1},
                          Told{"takeover.completed", 1}, Told{"territory.opened", 6}, Told{"user.added", 3}));
  auto const data = rows<std::string>("select data from events where type = 'takeover.completed'").front();
  EXPECT_THAT(data, testing::HasSubstr(R"("first_month":"2025-01","last_month":"2025-02")"));
  EXPECT_THAT(data, testing::HasSubstr(R"("plans":26)"));
}

TEST_P(Takeover, brought_values_name_nobody_and_are_not_late) {
  take(BaseFile("date_months"));

  EXPECT_EQ(rows<std::int64_t>("select count(*) from plans where user_id is null and late = 0").front(), 26);
  EXPECT_EQ(rows<std::int64_t>("select count(*) from facts where user_id is null and late = 0").front(), 5);
}

TEST_P(Takeover, years_of_many_offices_are_taken_whole) {
  BaseFile const file("date_months", R"(
    delete from reports; delete from facts; delete from geo;
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 60)
      insert into geo select i, 'Гео ' || i, i % 3 + 1 from n;
    with recursive d(i) as (select 0 union all select i + 1 from d where i < 999)
      insert into reports (office_id, geo_id, date, amount_planned)
      select g.office_id, g.id, date('2023-01-01', d.i || ' days'), 1000 + d.i from geo g, d)");

  auto const taken = take(file);

  EXPECT_EQ(counts(taken, SourceTable::plans).brought, 60'000);
  EXPECT_EQ(count("plans"), 60'000);
}

INSTANTIATE_TEST_SUITE_P(Engines, Takeover, testing::ValuesIn(sql::engines()), sql::engine_name);

}  // namespace
}  // namespace pb::integrations
