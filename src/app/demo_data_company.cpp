#include "app/demo_data_company.h"

#include "collection/close.h"
#include "collection/corrections.h"
#include "collection/submit_fact.h"
#include "collection/submit_plan.h"
#include "collection/targets.h"
#include "people/access.h"
#include "people/geos.h"
#include "people/offices.h"
#include "people/organisation.h"
#include "people/person.h"
#include "people/territories.h"
#include "store/corrections.h"

namespace pb::app {
namespace {

// What the invented company does is allowed; if it is not, the invention is wrong.
template <class T>
auto must(Result<T> result) -> T {
  if (!result) throw DemoRefused("the demo's story breaks a rule: " + result.error().message.key);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

auto must_find(store::Unit& unit, UserId id) -> Actor {
  return people::find_person(unit, id).value().actor();
}

auto let_in(store::Unit& unit, Actor const& owner, DemoCompany const& company, DemoPerson const& person)
    -> Actor {
  must(people::request_access(unit,
                              {.tg_id = person.tg_id, .name = person.name, .language = person.language}));
  auto const office = person.office ? std::optional(company.offices[*person.office]) : std::nullopt;
  return must_find(unit, must(people::grant_access(unit, owner, person.tg_id, person.role, office)).id);
}

// Each deed with its use case.
class Doer {
 public:
  Doer(sql::Session& session, DemoCompany const& company, DemoEvent const& event)
      : unit_{session, event.at},
        company_(company),
        actor_(event.by ? company.people[*event.by] : Actor::system()) {}

  void operator()(DemoPlan const& deed) {
    must(collection::submit_plan(unit_, actor_, company_.territories[deed.territory], deed.day, deed.amount));
  }
  void operator()(DemoFact const& deed) {
    must(collection::submit_fact(unit_, actor_, company_.territories[deed.territory],
                                 collection::FactPeriod::of(deed.month), deed.amount,
                                 collection::Confirmation::given));
  }
  void operator()(DemoCorrection const& deed) {
    must(collection::correct(unit_, actor_, plan_of(deed), deed.amount, deed.reason,
                             collection::Confirmation::none));
  }
  void operator()(DemoDecision const& deed) {
    auto const request = store::open_correction(unit_.sql, plan_of(deed).kind, plan_of(deed).territory,
                                                Month::of(deed.day), deed.day);
    if (!request) throw DemoRefused("the demo decides a request that is not open");
    auto const verdict = deed.approved ? collection::Verdict::approve : collection::Verdict::reject;
    must(collection::decide_correction(unit_, actor_, *request, verdict, ""));
  }
  void operator()(DemoTarget const& deed) {
    must(collection::set_target(
        unit_, actor_,
        {.office = company_.offices[deed.office], .first = deed.month, .months = 1, .amount = deed.amount}));
  }
  void operator()(DemoDayClosed const& deed) {
    collection::close_day(unit_, company_.offices[deed.office], deed.day);
  }
  void operator()(DemoMonthClosed const& deed) { collection::close_month(unit_, deed.month); }

 private:
  template <class Deed>
  auto plan_of(Deed const& deed) const -> collection::ValueRef {
    return collection::ValueRef::plan(company_.territories[deed.territory], deed.day);
  }

  store::Unit unit_;
  DemoCompany const& company_;
  Actor actor_;
};

}  // namespace

auto found_demo_company(sql::Session& session, DemoStory const& story) -> DemoCompany {
  store::Unit unit{session, story.founded};
  DemoCompany company;
  auto const& first = story.people.front();
  auto const owner =
      must_find(unit, must(people::ensure_owner(unit, first.tg_id, first.name, story.language)));
  must(people::set_up_organisation(unit, owner,
                                   {.name = story.organisation_name, .language = story.language}));
  for (auto const& office : story.offices)
    company.offices.push_back(must(people::add_office(unit, owner, office.name, office.time_zone)));
  for (auto const& geo : story.geos) company.geos.push_back(must(people::add_geo(unit, owner, geo)));
  for (auto const& territory : story.territories) {
    company.territories.push_back(must(
        people::open_territory(unit, owner, company.offices[territory.office], company.geos[territory.geo])));
  }
  company.people.push_back(owner);
  for (std::size_t index = 1; index < story.people.size(); ++index)
    company.people.push_back(let_in(unit, owner, company, story.people[index]));
  return company;
}

void do_demo_deed(sql::Session& session, DemoCompany const& company, DemoEvent const& event) {
  std::visit(Doer(session, company, event), event.deed);
}

}  // namespace pb::app
