#include "store/schema.h"

#include <gmock/gmock.h>

#include "store/test_business.h"

namespace pb::store {
namespace {

TEST(Schema, steps_are_numbered_without_gaps) {
  auto const steps = migrations();

  ASSERT_FALSE(steps.empty());
  for (std::size_t index = 0; index < steps.size(); ++index)
    EXPECT_EQ(steps[index].number, static_cast<int>(index) + 1) << steps[index].name;
}

class SchemaContract : public TestBusiness {};
INSTANTIATE_TEST_SUITE_P(Engines, SchemaContract, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(SchemaContract, a_migrated_database_is_at_the_last_step_and_stays_there) {
  EXPECT_EQ(sql::schema_version(database_.get()), migrations().back().number);

  auto const again = sql::migrate(database_.get(), migrations());

  EXPECT_EQ(again.before, again.after);
}

TEST_P(SchemaContract, a_territory_has_one_plan_for_a_day_whoever_writes_it) {
  auto const territory = add_territory(add_office("Київ"), "Центр");
  give_plan(territory, today_, units(100));

  auto const second = write(
      [&](Unit& unit) { return insert_plan(unit.sql, {territory, today_, units(200), {}, now, false}); });

  EXPECT_EQ(second, std::nullopt);
  auto const kept = read([&](Unit& unit) { return find_plan(unit.sql, territory, today_); });
  EXPECT_EQ(kept->amount, units(100));
}

TEST_P(SchemaContract, a_head_or_manager_has_an_office_and_nobody_else_has) {
  auto const office = add_office("Київ");
  auto const without = [&] {
    write([&](Unit& unit) { insert_user(unit.sql, {1, "А", Role::manager, {}, "uk"}, now); });
  };
  auto const with = [&] {
    write([&](Unit& unit) { insert_user(unit.sql, {2, "Б", Role::admin, office, "uk"}, now); });
  };

  EXPECT_THROW(without(), sql::SqlError);
  EXPECT_THROW(with(), sql::SqlError);
}

}  // namespace
}  // namespace pb::store
