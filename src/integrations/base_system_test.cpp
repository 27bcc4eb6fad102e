#include "integrations/base_system.h"

#include <gmock/gmock.h>

#include <numeric>

#include "integrations/base_file_for_tests.h"

namespace pb::integrations {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Month kJanuary{2025 * 12};

auto day(int month, int number) -> Day {
  return Day::from({std::chrono::year(2025), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(number))});
}

auto read(BaseFile const& file) -> BaseSystem {
  auto system = read_base_system(file.path());
  if (!system) throw std::runtime_error(system.error().message.key);
  return std::move(*system);
}

auto refusal(std::filesystem::path const& path) -> std::string {
  auto const system = read_base_system(path);
  return system ? "not refused" : system.error().message.key;
}

auto plan_of(BaseSystem const& system, SourceId geo, Month month) -> std::int64_t {
  return std::accumulate(system.plans.begin(), system.plans.end(), std::int64_t{0},
                         [&](std::int64_t sum, SourcePlan const& plan) {
                           bool const counts = plan.territory.geo == geo && Month::of(plan.day) == month;
                           return sum + (counts ? plan.amount.minor / 100 : 0);
                         });
}

// Rows that a file of the last generation gains, and why each is not taken.
auto skipped_after(std::string const& more) -> std::vector<Skipped> {
  return read(BaseFile("date_months", more)).skipped;
}

class EveryGeneration : public testing::TestWithParam<char const*> {};

TEST_P(EveryGeneration, is_read_to_the_same_figures) {
  BaseFile const file(GetParam());

  auto const system = read(file);

  EXPECT_THAT(system.skipped, IsEmpty());
  EXPECT_THAT(system.offices, SizeIs(3));
  EXPECT_THAT(system.users, SizeIs(3));
  std::vector<std::int64_t> plans;
  for (auto const& geo : system.geos) plans.push_back(plan_of(system, geo.id, kJanuary));
  EXPECT_THAT(plans, ElementsAre(250'000, 155'000, 97'000, 53'000, 127'000, 78'000));
  std::vector<std::int64_t> facts;
  for (auto const& fact : system.facts) facts.push_back(fact.amount.minor / 100);
  EXPECT_THAT(facts, ElementsAre(248'000, 160'000, 95'000, 55'000, 125'000));
  EXPECT_EQ(system.months.at(kJanuary).plan, Money{76'000'000});
  EXPECT_EQ(system.months.at(kJanuary).fact, Money{68'300'000});
}

TEST_P(EveryGeneration, gives_every_value_the_office_of_its_geo) {
  BaseFile const file(GetParam());

  auto const system = read(file);

  std::map<SourceId, SourceId> office_of_geo;
  for (auto const& geo : system.geos) office_of_geo[geo.id] = geo.office;
  for (auto const& plan : system.plans) EXPECT_EQ(plan.territory.office, office_of_geo[plan.territory.geo]);
  for (auto const& fact : system.facts) EXPECT_EQ(fact.territory.office, office_of_geo[fact.territory.geo]);
}

INSTANTIATE_TEST_SUITE_P(BaseSystem, EveryGeneration, testing::Values("brands", "text_months", "date_months"),
                         [](auto const& generation) { return std::string(generation.param); });

TEST(BaseSystem, a_plan_stays_with_the_office_it_was_given_in_after_its_geo_moved) {
  BaseFile const file("date_months", "update geo set office_id = 3 where id = 1");

  auto const system = read(file);

  EXPECT_EQ(system.plans.front().territory, (SourceTerritory{1, 1}));
  EXPECT_EQ(system.facts.front().territory, (SourceTerritory{3, 1}));
}

TEST(BaseSystem, a_row_without_its_geo_or_office_is_named_and_left_out) {
  auto const skipped = skipped_after(R"(
    insert into reports (id, office_id, geo_id, date, amount_planned) values (901, 1, 77, '2025-03-01', 5);
    insert into reports (id, office_id, geo_id, date, amount_planned) values (902, 77, 1, '2025-03-01', 5);
    insert into facts (id, geo_id, month, amount_fact) values (903, 77, '2025-03-01', 5);
    insert into geo values (904, 'Нічийне', 77);
    insert into reports (id, office_id, geo_id, date, amount_planned) values (905, 1, 904, '2025-03-01', 5);
    insert into users (id, tg_id, name, office_id) values (906, 55, 'Хтось', 77);)");

  EXPECT_THAT(skipped,
              testing::UnorderedElementsAre(Skipped{SourceTable::plans, SkipReason::geo_missing, 901},
                                            Skipped{SourceTable::plans, SkipReason::office_missing, 902},
                                            Skipped{SourceTable::facts, SkipReason::geo_missing, 903},
                                            Skipped{SourceTable::geos, SkipReason::office_missing, 904},
                                            Skipped{SourceTable::plans, SkipReason::geo_missing, 905},
                                            Skipped{SourceTable::users, SkipReason::office_missing, 906}));
}

TEST(BaseSystem, a_date_that_is_none_is_named_and_left_out) {
  auto const skipped = skipped_after(R"(
    insert into reports (id, office_id, geo_id, date, amount_planned) values
      (901, 1, 1, 'yesterday', 5), (902, 1, 1, '2025-02-30', 5), (903, 1, 1, 20250301, 5), (904, 1, 1, '0205-03-01', 5),
      (905, 1, 1, x'00', 5), (906, 1, 1, '2025-03-01 13:45:00', 5);
    insert into facts (id, geo_id, month, amount_fact) values (907, 1, 'березень', 5), (908, 1, '9999-01', 5);)");

  EXPECT_THAT(skipped,
              testing::UnorderedElementsAre(Skipped{SourceTable::plans, SkipReason::date_unreadable, 901},
                                            Skipped{SourceTable::plans, SkipReason::date_unreadable, 902},
                                            Skipped{SourceTable::plans, SkipReason::date_unreadable, 903},
                                            Skipped{SourceTable::plans, SkipReason::date_absurd, 904},
                                            Skipped{SourceTable::plans, SkipReason::date_unreadable, 905},
                                            Skipped{SourceTable::plans, SkipReason::date_unreadable, 906},
                                            Skipped{SourceTable::facts, SkipReason::date_unreadable, 907},
                                            Skipped{SourceTable::facts, SkipReason::date_absurd, 908}));
}

TEST(BaseSystem, a_date_with_midnight_behind_it_is_a_date) {
  BaseFile const file("date_months", R"(
    insert into reports (office_id, geo_id, date, amount_planned) values (1, 1, '2025-03-01 00:00:00.000000', 7);
    insert into facts (geo_id, month, amount_fact) values (1, '2025-02-01 00:00:00', 9);)");

  auto const system = read(file);

  EXPECT_THAT(system.skipped, IsEmpty());
  EXPECT_EQ(system.plans.back().day, day(3, 1));
  EXPECT_EQ(system.facts.back().month, kJanuary + 1);
}

TEST(BaseSystem, an_amount_that_cannot_be_is_named_and_left_out) {
  auto const skipped = skipped_after(R"(
    drop table reports;
    create table reports (id integer primary key, office_id, geo_id, date, amount_planned);
    insert into reports values (901, 1, 1, '2025-03-01', 'багато'), (902, 1, 1, '2025-03-02', -1),
      (903, 1, 1, '2025-03-03', 1000000001), (904, 1, 1, '2025-03-04', 12.5), (905, 1, 1, '2025-03-05', null),
      (906, 1, 1, '2025-03-06', 1e300), (907, 1, 1, '2025-03-07', 45000.0);)");

  EXPECT_THAT(skipped,
              testing::UnorderedElementsAre(Skipped{SourceTable::plans, SkipReason::amount_not_a_number, 901},
                                            Skipped{SourceTable::plans, SkipReason::amount_negative, 902},
                                            Skipped{SourceTable::plans, SkipReason::amount_too_large, 903},
                                            Skipped{SourceTable::plans, SkipReason::amount_not_whole, 904},
                                            Skipped{SourceTable::plans, SkipReason::amount_missing, 905},
                                            Skipped{SourceTable::plans, SkipReason::amount_too_large, 906}));
}

TEST(BaseSystem, a_loss_is_a_fact) {
  BaseFile const file("date_months",
                      "insert into facts (geo_id, month, amount_fact) values (6, '2025-01-01', -12000)");

  auto const system = read(file);

  EXPECT_EQ(system.facts.back().amount, Money{-1'200'000});
}

TEST(BaseSystem, the_second_of_two_values_for_one_period_is_left_out) {
  auto const skipped = skipped_after(R"(
    insert into reports (id, office_id, geo_id, date, amount_planned) values (901, 1, 1, '2025-01-01 00:00:00', 5);
    insert into facts (id, geo_id, month, amount_fact) values (902, 1, '2025-01', 5);)");

  EXPECT_THAT(skipped, ElementsAre(Skipped{SourceTable::plans, SkipReason::repeated, 901},
                                   Skipped{SourceTable::facts, SkipReason::repeated, 902}));
}

TEST(BaseSystem, a_person_without_a_usable_telegram_account_is_left_out) {
  auto const skipped = skipped_after(R"(
    drop table users;
    create table users (id integer primary key, tg_id, name, office_id);
    insert into users values (1, null, 'A', 1), (2, 'ivan', 'B', 1), (3, -5, 'C', 1), (4, 10, 'D', 1), (5, 10, 'E', 1);)");

  EXPECT_THAT(skipped, ElementsAre(Skipped{SourceTable::users, SkipReason::telegram_id_unusable, 1},
                                   Skipped{SourceTable::users, SkipReason::telegram_id_unusable, 2},
                                   Skipped{SourceTable::users, SkipReason::telegram_id_unusable, 3},
                                   Skipped{SourceTable::users, SkipReason::repeated, 5}));
}

TEST(BaseSystem, what_is_skipped_shows_in_the_sums_of_its_month) {
  BaseFile const file(
      "date_months",
      "insert into reports (office_id, geo_id, date, amount_planned) values (1, 77, '2025-01-09', 500)");

  auto const january = read(file).months.at(kJanuary);

  EXPECT_EQ(january.plan, Money{76'050'000});
  EXPECT_EQ(january.plan_skipped, Money{50'000});
}

TEST(BaseSystem, what_its_program_has_committed_is_seen_while_it_runs) {
  BaseFile const file("date_months", "pragma journal_mode = wal");
  BaseProgram program(file.path());
  program.run("insert into reports (office_id, geo_id, date, amount_planned) values (1, 1, '2025-03-01', 5)");
  ASSERT_GT(std::filesystem::file_size(file.path().string() + "-wal"), 0U);

  auto const system = read(file);

  EXPECT_EQ(system.plans.back().day, day(3, 1));
}

TEST(BaseSystem, what_its_program_has_not_committed_is_not_seen) {
  BaseFile const file("date_months", "pragma journal_mode = wal");
  BaseProgram program(file.path());
  program.run("begin; delete from reports");

  EXPECT_THAT(read(file).plans, SizeIs(26));
}

TEST(BaseSystem, a_write_that_was_cut_off_is_undone_in_a_copy) {
  BaseFile const file("date_months");
  TestFolder elsewhere;
  auto const copy = elsewhere.path() / "bot.db";
  {
    BaseProgram program(file.path());
    // A cache of a few pages makes it write into the file before it commits, as a large change would.
    program.run(
        "pragma cache_size = 2; begin; update reports set amount_planned = 1; create table filler (x)");
    for (int index = 0; index < 200; ++index) program.run("insert into filler values (randomblob(2000))");
    std::filesystem::copy_file(file.path(), copy);
    std::filesystem::copy_file(file.path().string() + "-journal", copy.string() + "-journal");
  }
  auto const bytes = std::filesystem::file_size(copy);

  auto const system = read_base_system(copy);

  ASSERT_TRUE(system) << system.error().message.key;
  EXPECT_EQ(system->months.at(kJanuary).plan, Money{76'000'000});
  EXPECT_EQ(std::filesystem::file_size(copy), bytes) << "the original was touched";
}

TEST(BaseSystem, what_is_no_such_file_is_refused_with_its_reason) {
  TestFolder folder;
  auto const write = [&](std::string const& name, std::string const& bytes) {
    std::ofstream(folder.path() / name) << bytes;
    return folder.path() / name;
  };

  EXPECT_EQ(refusal(folder.path() / "none.db"), "takeover.refused.absent");
  EXPECT_EQ(refusal(folder.path()), "takeover.refused.not_sqlite");
  EXPECT_EQ(refusal(write("empty.db", "")), "takeover.refused.empty");
  EXPECT_EQ(refusal(write("text.db", "office;plan\nКиїв;45000\n")), "takeover.refused.not_sqlite");
  EXPECT_EQ(refusal(write("noise.db", std::string("SQLite format 3\0", 16) + std::string(5000, 'x'))),
            "takeover.refused.not_sqlite");
}

TEST(BaseSystem, a_damaged_file_is_refused) {
  BaseFile const file("date_months");
  auto const size = std::filesystem::file_size(file.path());
  {
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(size) - 6000);
    bytes << std::string(3000, '\x5a');
  }

  EXPECT_EQ(refusal(file.path()), "takeover.refused.damaged");
}

TEST(BaseSystem, a_file_cut_short_is_refused) {
  BaseFile const file("date_months");
  std::filesystem::resize_file(file.path(), std::filesystem::file_size(file.path()) / 2);

  EXPECT_EQ(refusal(file.path()), "takeover.refused.damaged");
}

TEST(BaseSystem, another_programs_database_is_refused) {
  BaseFile const other("date_months", "drop table alembic_version");
  BaseFile const shop("date_months", R"(
    drop table facts; drop table reports; update alembic_version set version_num = 'aaaaaaaaaaaa')");

  EXPECT_EQ(refusal(other.path()), "takeover.refused.foreign");
  EXPECT_EQ(refusal(shop.path()), "takeover.refused.foreign");
}

TEST(BaseSystem, a_newer_revision_is_refused_by_its_name) {
  BaseFile const file("date_months", "update alembic_version set version_num = 'ffffffffffff'");

  auto const system = read_base_system(file.path());

  ASSERT_FALSE(system);
  EXPECT_EQ(system.error().message.key, "takeover.refused.newer");
  EXPECT_EQ(std::get<std::string>(system.error().message.args.front().value), "ffffffffffff");
}

TEST(BaseSystem, a_known_revision_that_lacks_a_column_is_refused_by_its_name) {
  BaseFile const file("date_months", "alter table facts drop column amount_fact");

  auto const system = read_base_system(file.path());

  ASSERT_FALSE(system);
  EXPECT_EQ(system.error().message.key, "takeover.refused.incomplete");
  EXPECT_EQ(std::get<std::string>(system.error().message.args.front().value), "facts.amount_fact");
}

TEST(BaseSystem, a_file_of_names_only_is_an_empty_business) {
  BaseFile const file("date_months", "delete from facts; delete from reports; delete from users");

  auto const system = read(file);

  EXPECT_THAT(system.offices, SizeIs(3));
  EXPECT_THAT(system.plans, IsEmpty());
  EXPECT_THAT(system.months, IsEmpty());
}

}  // namespace
}  // namespace pb::integrations
