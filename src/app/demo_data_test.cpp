#include "app/demo_data.h"

#include <gmock/gmock.h>

#include <chrono>
#include <map>
#include <set>

#include "app/demo_data_company.h"
#include "app/demo_data_names.h"
#include "domain/time_zone.h"
#include "sql/migrator.h"
#include "sql/test_database.h"
#include "store/schema.h"

namespace pb::app {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

// Tuesday 2025-03-11, 14:20 in Kyiv.
constexpr Instant kNow{std::chrono::seconds(1'741'695'600)};
constexpr DemoSize kSmall{
    .offices = 6, .geos = 9, .territories_per_office = 4, .managers_per_office = 2, .months = 7};

auto story_at(Instant now, DemoSize const& size = {}) -> DemoStory {
  return invent_demo_story(1, now, "uk", size);
}

// The whole story takes a second to invent; every test reads the same one.
auto full_story() -> DemoStory const& {
  static auto const story = story_at(kNow);
  return story;
}

template <class Deed>
auto deeds_of(DemoStory const& story) -> std::vector<std::pair<DemoEvent const*, Deed const*>> {
  std::vector<std::pair<DemoEvent const*, Deed const*>> found;
  for (auto const& event : story.events) {
    if (auto const* deed = std::get_if<Deed>(&event.deed)) found.emplace_back(&event, deed);
  }
  return found;
}

auto median(std::vector<std::int64_t> values) -> std::int64_t {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Median plan of the days that pass.
template <class F>
auto typical_plan(F passes) -> double {
  std::vector<std::int64_t> amounts;
  for (auto const& [event, plan] : deeds_of<DemoPlan>(full_story()))
    if (passes(*plan)) amounts.push_back(plan->amount.minor);
  return static_cast<double>(median(std::move(amounts)));
}

// Every row of a table as text, in the order of its first columns.
auto dump(sql::Database& database, std::string const& table) -> std::vector<std::string> {
  return database.read([&](sql::Session& session) {
    std::vector<std::string> lines;
    session.connection().execute("select * from " + table + " order by 1, 2", {},
                                 [&](sql::RowView const& row) {
                                   std::string line;
                                   for (std::size_t column = 0; column < row.columns(); ++column) {
                                     auto const value = row.column(column);
                                     if (auto const* integer = std::get_if<std::int64_t>(&value))
                                       line += std::to_string(*integer);
                                     if (auto const* text = std::get_if<std::string_view>(&value))
                                       line += *text;
                                     line += '|';
                                   }
                                   lines.push_back(std::move(line));
                                 });
    return lines;
  });
}

class DemoData : public testing::TestWithParam<sql::Dialect> {};

TEST_P(DemoData, is_what_its_people_would_have_left_by_the_use_cases) {
  auto const story = story_at(kNow, kSmall);
  sql::TestDatabase in_bulk(GetParam());
  sql::TestDatabase one_by_one(GetParam());
  sql::migrate(in_bulk.get(), store::migrations());
  sql::migrate(one_by_one.get(), store::migrations());

  write_demo_story(in_bulk.get(), story);
  one_by_one->write([&](sql::Session& session) {
    auto const company = found_demo_company(session, story);
    for (auto const& event : story.events) do_demo_deed(session, company, event);
  });

  for (auto const* table :
       {"organisation", "offices", "geos", "territories", "users", "access_requests", "plans", "facts",
        "corrections", "targets", "closed_days", "closed_months", "events"}) {
    auto const bulk = dump(in_bulk.get(), table);
    EXPECT_THAT(bulk, testing::Not(IsEmpty())) << table;
    EXPECT_EQ(bulk, dump(one_by_one.get(), table)) << table;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, DemoData, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST(DemoStory, is_the_same_for_the_same_seed_and_moment) {
  auto const once = story_at(kNow, kSmall);
  auto const again = story_at(kNow, kSmall);
  auto const other = invent_demo_story(2, kNow, "uk", kSmall);

  auto const amounts = [](DemoStory const& story) {
    std::vector<std::pair<Instant, std::int64_t>> result;
    for (auto const& [event, plan] : deeds_of<DemoPlan>(story))
      result.emplace_back(event->at, plan->amount.minor);
    return result;
  };
  EXPECT_EQ(amounts(once), amounts(again));
  EXPECT_NE(amounts(once), amounts(other));
}

TEST(DemoStory, has_the_size_of_a_company) {
  auto const& story = full_story();

  EXPECT_THAT(story.offices, SizeIs(12));
  EXPECT_THAT(story.geos, SizeIs(40));
  EXPECT_EQ(std::ranges::count(story.people, Role::manager, &DemoPerson::role), 60);
  EXPECT_EQ(std::ranges::count(story.people, Role::head, &DemoPerson::role), 12);
  EXPECT_EQ(story.people.front().role, Role::owner);
  auto const plans = deeds_of<DemoPlan>(story).size();
  EXPECT_GT(plans, 240'000U);
  EXPECT_LT(plans, 270'000U);
}

TEST(DemoStory, gives_everybody_a_name_and_an_account_of_their_own) {
  std::set<std::string> names;
  std::set<std::int64_t> accounts;
  for (auto const& person : full_story().people) {
    names.insert(person.name);
    accounts.insert(person.tg_id);
  }

  EXPECT_THAT(names, SizeIs(full_story().people.size()));
  EXPECT_THAT(accounts, SizeIs(full_story().people.size()));
}

TEST(DemoStory, goes_from_two_years_ago_to_this_morning_in_order) {
  auto const& events = full_story().events;

  EXPECT_TRUE(std::ranges::is_sorted(events, {}, &DemoEvent::at));
  EXPECT_LE(events.back().at, kNow);
  EXPECT_LT(events.front().at, kNow - std::chrono::hours(24 * 730));
}

TEST(DemoStory, leaves_most_of_today_to_be_done) {
  auto const today = local_day(kNow, "Europe/Kyiv");
  for (auto const& [hour, least] : {std::pair{9, 0}, std::pair{14, 60}, std::pair{22, 60}}) {
    auto const now = instant_at(today, hour * 60 + 20, "Europe/Kyiv");
    auto const story = story_at(now, {.months = 0});

    std::int64_t given = 0;
    for (auto const& [event, plan] : deeds_of<DemoPlan>(story)) given += plan->day == today;

    EXPECT_GE(given, least) << hour;
    EXPECT_LT(given, 180) << hour << " of 348";
    for (auto const& [event, closed] : deeds_of<DemoDayClosed>(story)) EXPECT_LT(closed->day, today);
  }
}

TEST(DemoStory, dips_at_weekends_and_grows_over_the_year) {
  auto const sunday =
      typical_plan([](DemoPlan const& plan) { return plan.day.weekday() == std::chrono::Sunday; });
  auto const friday =
      typical_plan([](DemoPlan const& plan) { return plan.day.weekday() == std::chrono::Friday; });
  auto const in_month = [](int year, unsigned month) {
    return typical_plan(
        [=](DemoPlan const& plan) { return Month::of(plan.day) == Month::from(year, month); });
  };

  EXPECT_LT(sunday, 0.6 * friday);
  EXPECT_GT(in_month(2025, 2), 1.05 * in_month(2024, 2));
  EXPECT_GT(in_month(2024, 12), 1.2 * in_month(2024, 8));
}

TEST(DemoStory, has_a_slump_in_one_office_and_one_outlier) {
  auto const today = local_day(kNow, "Europe/Kyiv");
  auto const office_around = [&](DemoIndex office, std::int32_t days_ago) {
    return typical_plan([=](DemoPlan const& plan) {
      return full_story().territories[plan.territory].office == office &&
             std::abs(today - plan.day - days_ago) < 14;
    });
  };
  std::int64_t highest = 0;
  DemoIndex where = 0;
  for (auto const& [event, plan] : deeds_of<DemoPlan>(full_story())) {
    if (plan->territory != 17) continue;
    if (plan->amount.minor > highest) where = static_cast<DemoIndex>(today - plan->day);
    highest = std::max(highest, plan->amount.minor);
  }

  EXPECT_LT(office_around(4, 130), 0.7 * office_around(4, 200));
  EXPECT_GT(office_around(3, 130), 0.8 * office_around(3, 200));
  EXPECT_EQ(where, 38U);
}

TEST(DemoStory, has_people_who_are_late_forget_and_change_their_mind) {
  auto const& story = full_story();
  auto const plans = deeds_of<DemoPlan>(story);
  auto const share = [&](std::int64_t count) {
    return static_cast<double>(count) / static_cast<double>(plans.size());
  };

  auto const late = share(std::ranges::count_if(plans, [](auto const& entry) { return entry.second->late; }));
  EXPECT_GT(late, 0.03);
  EXPECT_LT(late, 0.10);
  EXPECT_GT(deeds_of<DemoCorrection>(story).size(), 1000U);
  EXPECT_GT(deeds_of<DemoDecision>(story).size(), 100U);
  auto const facts = deeds_of<DemoFact>(story);
  EXPECT_LT(facts.size(), 348U * 24U);
  EXPECT_GT(facts.size(), 335U * 24U);
  EXPECT_TRUE(std::ranges::any_of(facts, [](auto const& entry) { return entry.second->amount.minor < 0; }));
}

TEST(DemoStory, leaves_requests_open_for_whoever_comes) {
  std::map<std::pair<DemoIndex, Day>, int> open;
  for (auto const& event : full_story().events) {
    if (auto const* asked = std::get_if<DemoCorrection>(&event.deed)) ++open[{asked->territory, asked->day}];
    if (auto const* decided = std::get_if<DemoDecision>(&event.deed))
      open.erase({decided->territory, decided->day});
  }
  auto const waiting_since = local_day(kNow, "Europe/Kyiv") - 2;

  EXPECT_GE(
      std::ranges::count_if(open, [&](auto const& entry) { return entry.first.second == waiting_since; }), 2);
}

TEST(DemoStory, speaks_the_language_that_is_asked_for) {
  auto const story = invent_demo_story(1, kNow, "en", kSmall);

  EXPECT_EQ(story.offices.front().name, "Kyiv Centre");
  EXPECT_EQ(story.people.front().name, "Olena Shevchenko");
}

TEST(DemoStory, has_an_office_in_another_time_zone) {
  EXPECT_EQ(full_story().offices.back().time_zone, "Europe/Warsaw");
}

TEST(DemoNames, are_different_for_a_thousand_people) {
  std::set<std::string> names;
  for (std::size_t index = 0; index < 1000; ++index) names.insert(demo_person_name(index, "ru"));

  EXPECT_THAT(names, SizeIs(1000));
}

}  // namespace
}  // namespace pb::app
