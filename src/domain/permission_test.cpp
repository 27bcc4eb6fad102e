#include "domain/permission.h"

#include <gtest/gtest.h>

#include "base/enum_name.h"

namespace pb {
namespace {

constexpr OfficeId kOwnOffice{1};
constexpr OfficeId kOtherOffice{2};
constexpr UserId kMe{7};
constexpr UserId kColleague{8};

auto somebody(Role role) -> Actor {
  bool const of_office = role == Role::head || role == Role::manager;
  return {.user = kMe, .role = role, .office = of_office ? std::optional(kOwnOffice) : std::nullopt};
}

auto letter(Permission permission) -> char {
  switch (permission) {
    case Permission::allowed:
      return 'a';
    case Permission::forbidden:
      return 'f';
    case Permission::hidden:
      return 'h';
  }
  return '?';
}

// One row of the table, asked of every role: owner, admin, head, manager, analyst.
auto asked_of_everyone(Action action, Target const& target) -> std::string {
  std::string row;
  for (auto const role : {Role::owner, Role::admin, Role::head, Role::manager, Role::analyst}) {
    row += letter(permission(somebody(role), action, target));
  }
  return row;
}

struct Row {
  Action action;
  std::string mine;          // in the own office, one's own
  std::string colleagues;    // in the own office, a colleague's
  std::string elsewhere;     // in another office
  std::string organisation;  // of the organisation as a whole
};

class PermissionTable : public testing::TestWithParam<Row> {};

TEST_P(PermissionTable, says_who_may_do_what_and_where) {
  auto const& row = GetParam();

  EXPECT_EQ(asked_of_everyone(row.action, {.office = kOwnOffice, .person = kMe}), row.mine);
  EXPECT_EQ(asked_of_everyone(row.action, {.office = kOwnOffice, .person = kColleague}), row.colleagues);
  EXPECT_EQ(asked_of_everyone(row.action, {.office = kOtherOffice, .person = kColleague}), row.elsewhere);
  EXPECT_EQ(asked_of_everyone(row.action, {}), row.organisation);
}

INSTANTIATE_TEST_SUITE_P(Actions, PermissionTable,
                         testing::Values(Row{Action::submit, "aaaaf", "aaaaf", "aahhf", "aafff"},
                                         Row{Action::correct_open_day, "aaaaf", "aaaff", "aahhf", "aafff"},
                                         Row{Action::correct_closed_day, "aafff", "aafff", "aahhf", "aafff"},
                                         Row{Action::ask_correction, "aaaaf", "aaaaf", "aahhf", "aafff"},
                                         Row{Action::decide_correction, "aaaff", "aaaff", "aahhf", "aafff"},
                                         Row{Action::see_numbers, "aaaaa", "aaaaa", "aahha", "aaffa"},
                                         Row{Action::administer_places, "aafff", "aafff", "aahhf", "aafff"},
                                         Row{Action::set_target, "aaaff", "aaaff", "aahhf", "aafff"},
                                         Row{Action::administer_users, "aafff", "aafff", "aahhf", "aafff"},
                                         Row{Action::invite_manager, "aaaff", "aaaff", "aahhf", "aafff"},
                                         Row{Action::administer_reports, "aaaaa", "aaaff", "aahhf", "aafff"},
                                         Row{Action::administer_integrations, "aafff", "aafff", "aahhf",
                                             "aafff"},
                                         Row{Action::administer_keys, "affff", "affff", "afhhf", "affff"},
                                         Row{Action::read_audit, "aafaa", "aafff", "aahhf", "aafff"}),
                         [](auto const& tested) { return std::string(enum_name(tested.param.action)); });

TEST(Permission, to_touch_an_owner_is_the_owners_alone) {
  Target const owner{.role = Role::owner};

  EXPECT_EQ(asked_of_everyone(Action::administer_users, owner), "affff");
  EXPECT_EQ(asked_of_everyone(Action::administer_users, {.role = Role::admin}), "aafff");
}

TEST(Permission, to_invite_ends_for_a_head_with_managers_of_the_own_office) {
  auto const head = somebody(Role::head);
  auto const invite = [&](OfficeId office, Role role) {
    return permission(head, Action::invite_manager, {.office = office, .role = role});
  };

  EXPECT_EQ(invite(kOwnOffice, Role::manager), Permission::allowed);
  EXPECT_EQ(invite(kOwnOffice, Role::head), Permission::forbidden);
  EXPECT_EQ(invite(kOwnOffice, Role::admin), Permission::forbidden);
  EXPECT_EQ(invite(kOtherOffice, Role::manager), Permission::hidden);
}

TEST(Permission, of_a_manager_without_an_office_is_none) {
  Actor const lost{.user = kMe, .role = Role::manager};

  EXPECT_FALSE(may(lost, Action::submit));
  EXPECT_FALSE(may(lost, Action::submit, kOwnOffice));
  EXPECT_FALSE(may(lost, Action::see_numbers, kOwnOffice));
}

TEST(Permission, on_ones_own_needs_somebody_to_own_it) {
  Actor const nobody{.role = Role::analyst};

  EXPECT_EQ(permission(nobody, Action::read_audit, {.person = UserId{}}), Permission::forbidden);
}

TEST(Permission, of_the_system_is_everything) {
  EXPECT_TRUE(may(Actor::system(), Action::administer_keys, kOtherOffice));
  EXPECT_TRUE(Scope::of(Actor::system()).everything());
}

TEST(Scope, is_everything_for_those_who_see_all) {
  for (auto const role : {Role::owner, Role::admin, Role::analyst}) {
    auto const scope = Scope::of(somebody(role));
    EXPECT_TRUE(scope.everything()) << enum_name(role);
    EXPECT_TRUE(scope.includes(kOtherOffice)) << enum_name(role);
    EXPECT_EQ(scope.office(), std::nullopt);
  }
}

TEST(Scope, is_the_own_office_for_its_people_and_nothing_without_one) {
  for (auto const role : {Role::head, Role::manager}) {
    auto const scope = Scope::of(somebody(role));
    EXPECT_TRUE(scope.includes(kOwnOffice)) << enum_name(role);
    EXPECT_FALSE(scope.includes(kOtherOffice)) << enum_name(role);
    EXPECT_EQ(scope.office(), kOwnOffice);
  }
  auto const nothing = Scope::of({.user = kMe, .role = Role::head});
  EXPECT_FALSE(nothing.includes(kOwnOffice));
  EXPECT_FALSE(nothing.everything());
}

}  // namespace
}  // namespace pb
