#include "app/schedule_source.h"

#include <gmock/gmock.h>

#include "collection/schedules.h"
#include "people/offices.h"
#include "people/organisation.h"
#include "people/person.h"
#include "sql/migrator.h"
#include "sql/test_database.h"
#include "store/schema.h"

namespace pb::app {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

constexpr Instant kNow{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)};

class ScheduleSourceTest : public testing::Test {
 protected:
  ScheduleSourceTest() : database_(sql::Dialect::sqlite) {
    sql::migrate(database_.get(), store::migrations());
  }

  void set_up_company(std::vector<std::string> const& zones) {
    database_->write([&](sql::Session& session) {
      store::Unit unit{session, kNow};
      owner_ = people::find_person(unit, people::ensure_owner(unit, 42, "Owner", "uk").value())->actor();
      people::set_up_organisation(unit, owner_, {.name = "Company"}).value();
      for (auto const& zone : zones) people::add_office(unit, owner_, "Office " + zone, zone).value();
    });
  }
  auto names() -> std::vector<std::string> {
    std::vector<std::string> found;
    for (auto const& schedule : database_->read(schedules_in_force)) found.push_back(schedule.name);
    return found;
  }

  sql::TestDatabase database_;
  Actor owner_{};
};

TEST_F(ScheduleSourceTest, asks_for_nothing_before_the_company_is_set_up) {
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(ScheduleSourceTest, asks_for_plans_once_by_each_clock_that_hangs_in_an_office) {
  set_up_company({"Europe/Kyiv", "Europe/Warsaw", "Europe/Lisbon"});

  for (auto const* const zone : {"Kyiv", "Warsaw", "Lisbon"})
    EXPECT_THAT(names(), Contains(std::string("plan_prompt@Europe/") + zone));
}

TEST_F(ScheduleSourceTest, sends_the_digest_once_by_the_companys_clock) {
  set_up_company({"Europe/Kyiv", "Europe/Warsaw"});

  EXPECT_EQ(
      std::ranges::count_if(names(), [](std::string const& name) { return name.starts_with("digest@"); }), 1);
}

TEST_F(ScheduleSourceTest, leaves_out_what_was_switched_off) {
  set_up_company({"Europe/Kyiv"});
  database_->write([&](sql::Session& session) {
    store::Unit unit{session, kNow};
    collection::change_schedule(unit, owner_, collection::ScheduleName::plan_prompt, {.enabled = false})
        .value();
  });

  EXPECT_THAT(names(), Not(Contains("plan_prompt@Europe/Kyiv")));
}

}  // namespace
}  // namespace pb::app
