#pragma once

#include <stdexcept>
#include <vector>

#include "app/demo_data_story.h"
#include "domain/actor.h"
#include "store/unit.h"

namespace pb::app {

// The invented company as rows: what the story's indices became.
struct DemoCompany {
  std::vector<OfficeId> offices;
  std::vector<GeoId> geos;
  std::vector<TerritoryId> territories;
  std::vector<Actor> people;
};

// Sets the company up by the use cases, at the moment it was founded.
auto found_demo_company(sql::Session& session, DemoStory const& story) -> DemoCompany;

// A use case refused what the story tells.
struct DemoRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Does one deed by its use case. Throws DemoRefused where it is refused.
void do_demo_deed(sql::Session& session, DemoCompany const& company, DemoEvent const& event);

}  // namespace pb::app
