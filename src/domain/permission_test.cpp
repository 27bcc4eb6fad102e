#include "domain/permission.h"

#include <gtest/gtest.h>

#include "base/enum_name.h"

namespace pb {
namespace {

constexpr OfficeId kOwnOffice{1};
constexpr OfficeId kOther{2};

auto somebody(Role role) -> Actor {
  bool const of_office = role == Role::head || role == Role::manager;
  return {.user = {7}, .role = role, .office = of_office ? std::optional(kOwnOffice) : std::nullopt};
}

TEST(Permission, is_what_the_table_says_for_every_action_and_role) {
  struct Cell {
    Action action;
    std::string_view reach;  // owner admin head manager analyst: A everywhere, o own office, - nowhere
  };
  for (auto const& [action, reach] : std::initializer_list<Cell>{{Action::submit, "AAoo-"},
                                                                 {Action::correct_open_day, "AAoo-"},
                                                                 {Action::correct_closed_day, "AA---"},
                                                                 {Action::decide_correction, "AAo--"},
                                                                 {Action::see_numbers, "AAooA"},
                                                                 {Action::administer_places, "AA---"},
                                                                 {Action::set_target, "AAo--"},
                                                                 {Action::administer_users, "AA---"},
                                                                 {Action::invite_manager, "AAo--"},
                                                                 {Action::administer_reports, "AAo--"},
                                                                 {Action::administer_integrations, "AA---"},
                                                                 {Action::administer_keys, "A----"},
                                                                 {Action::read_audit, "AA---"}}) {
    std::size_t column = 0;
    for (auto const role : {Role::owner, Role::admin, Role::head, Role::manager, Role::analyst}) {
      auto const actor = somebody(role);
      auto const letter = reach[column++];
      EXPECT_EQ(may(actor, action, kOwnOffice), letter != '-') << enum_name(action) << " " << enum_name(role);
      EXPECT_EQ(may(actor, action, kOther), letter == 'A') << enum_name(action) << " " << enum_name(role);
    }
  }
}

TEST(Permission, the_system_may_do_everything) {
  EXPECT_TRUE(may(Actor::system(), Action::administer_keys, kOther));
}

}  // namespace
}  // namespace pb
