#pragma once

#include <boost/describe/enum.hpp>
#include <optional>

#include "domain/actor.h"

namespace pb {

// What somebody may want to do: the rows of the table "who may do what" (README.md of this room).
//   correct_open_day     a value of a day, or a fact of a period, that is not closed yet
//   correct_closed_day   directly, with a reason; those who may not ask for it (ask_correction)
//   decide_correction    endorse or approve what somebody asked for
//   administer_places    offices, geos, territories, schedules, the organisation itself
//   administer_reports   rules, alerts, report definitions, subscriptions
//   read_audit           the audit log, personal data
BOOST_DEFINE_ENUM_CLASS(Action, submit, correct_open_day, correct_closed_day, ask_correction,
                        decide_correction, see_numbers, administer_places, set_target, administer_users,
                        invite_manager, administer_reports, administer_integrations, administer_keys,
                        read_audit)

// forbidden: may know that it exists. hidden: is told "not found".
BOOST_DEFINE_ENUM_CLASS(Permission, allowed, forbidden, hidden)

// What an action is about. Nothing at all is the organisation as a whole.
struct Target {
  std::optional<OfficeId> office{};  // the office it belongs to
  std::optional<UserId> person{};    // whose it is: who submitted the value, whose subscription or data
  std::optional<Role> role{};        // of the person who is administered or invited
};

// The one place that decides. The system may do everything. Heads and managers never reach beyond their
// office; whoever has none there reaches nothing. An action "on one's own" needs the target's person.
[[nodiscard]] auto permission(Actor const& actor, Action action, Target const& target) -> Permission;

// permission() == allowed, for something of this office; no office: for the organisation as a whole.
[[nodiscard]] auto may(Actor const& actor, Action action, std::optional<OfficeId> office = std::nullopt)
    -> bool;

// Whose numbers an actor may see. Asked for by every reading function; never optional there.
class Scope {
 public:
  static auto of(Actor const& actor) -> Scope;

  [[nodiscard]] auto includes(OfficeId office) const -> bool { return everything_ || office_ == office; }
  [[nodiscard]] auto everything() const -> bool { return everything_; }
  // The only office; nothing where it is everything, or nothing at all.
  [[nodiscard]] auto office() const -> std::optional<OfficeId> { return office_; }

 private:
  bool everything_ = false;
  std::optional<OfficeId> office_{};
};

}  // namespace pb
