// Somebody's quiet hours are over: what they held back leaves together, with one sound.
#include <boost/json.hpp>
#include <map>

#include "reports/delivery_jobs.h"
#include "reports/delivery_places.h"
#include "reports/hand_over.h"
#include "store/users.h"

namespace pb::reports {
namespace {

// A copy that is not made yet lets its delivery go when it is.
void release(store::Unit& unit, DeliveryOffice const& office, store::User const& user) {
  std::vector<std::pair<store::ReportDelivery, ReadyCopy>> ready;
  for (auto& delivery : store::held_deliveries(unit.sql, user.id, unit.now)) {
    store::release_held(unit.sql, delivery.id);
    auto const copy = delivery.copy ? store::find_copy(unit.sql, *delivery.copy) : std::nullopt;
    if (copy && copy->state == store::ReportCopyState::made) {
      ready.emplace_back(std::move(delivery), ready_copy(unit.sql, *copy));
    } else if (copy) {
      make_copy_soon(unit, copy->id, jobs::Priority::bulk);
    }
  }
  bool const together = ready.size() > 1;
  if (together && office.notices.after_quiet) {
    std::vector<std::string> titles;
    for (auto const& [delivery, copy] : ready) titles.push_back(copy.title);
    office.notices.after_quiet(unit, user, titles);
  }
  for (auto const& [delivery, copy] : ready)
    hand_over(unit, delivery, copy, together ? Sound::silent : Sound::audible, office.notices);
}

}  // namespace

auto run_release_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void> {
  UserId const id{boost::json::parse(attempt.job().payload).at("user").to_number<std::int64_t>()};
  office.database.write([&](sql::Session& session) {
    store::Unit unit{session, office.clock.now()};
    if (auto const user = store::find_user(session, id)) release(unit, office, *user);
    attempt.complete_in(session);
  });
  return {};
}

}  // namespace pb::reports
