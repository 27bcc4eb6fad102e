#include "app/demo_continued.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <span>

#include "app/demo_data_company.h"
#include "app/demo_data_story.h"
#include "domain/time_zone.h"
#include "events/event_log.h"
#include "people/person.h"

namespace pb::app {
namespace {

constexpr std::size_t kDeedsInTransaction = 500;
constexpr auto kEventType = "demo.told";

auto subject() -> events::Subject {
  return {.kind = "demo", .id = 1};
}

// Whoever is blocked, or was never let in, does nothing: an analyst may read, and no more.
auto actor_of(store::Unit& unit, UserId id) -> Actor {
  auto const person = people::find_person(unit, id);
  if (person && !person->blocked()) return person->actor();
  return {.user = id, .role = Role::analyst};
}

// The story's indices became rows in the same order, in a database that was empty: ids count from one.
auto company_of(sql::Session& session, DemoStory const& story) -> DemoCompany {
  store::Unit unit{session, Instant{}};
  DemoCompany company;
  auto const ids = [](auto& list, std::size_t count) {
    for (std::size_t index = 1; index <= count; ++index) list.push_back({static_cast<std::int64_t>(index)});
  };
  ids(company.offices, story.offices.size());
  ids(company.geos, story.geos.size());
  ids(company.territories, story.territories.size());
  for (std::size_t index = 1; index <= story.people.size(); ++index)
    company.people.push_back(actor_of(unit, {static_cast<std::int64_t>(index)}));
  return company;
}

auto do_what_is_allowed(sql::Session& session, DemoStory const& story, std::span<DemoEvent const> events)
    -> std::size_t {
  auto const company = company_of(session, story);
  std::size_t done = 0;
  for (auto const& event : events) {
    try {
      session.savepoint([&] { do_demo_deed(session, company, event); });
      ++done;
    } catch (DemoRefused const&) {
      continue;  // a visitor was first
    }
  }
  return done;
}

}  // namespace

void note_demo_told(sql::Session& session, DemoTold const& told) {
  boost::json::object const data{{"seed", told.seed},
                                 {"language", told.language},
                                 {"offices", told.size.offices},
                                 {"geos", told.size.geos},
                                 {"territories_per_office", told.size.territories_per_office},
                                 {"managers_per_office", told.size.managers_per_office},
                                 {"first", told.first.months},
                                 {"up_to", told.up_to.time_since_epoch().count()}};
  events::append(
      session,
      {.at = told.up_to, .type = kEventType, .subject = subject(), .data = boost::json::serialize(data)});
}

auto demo_told(sql::Session& session) -> std::optional<DemoTold> {
  auto const history = events::history(session, subject(), 1);
  if (history.empty()) return std::nullopt;
  auto const data = boost::json::parse(history.front().data).as_object();
  auto const count = [&](std::string_view name) { return data.at(name).to_number<std::size_t>(); };
  return DemoTold{.seed = data.at("seed").to_number<std::uint64_t>(),
                  .language = std::string(data.at("language").as_string()),
                  .size = {.offices = count("offices"),
                           .geos = count("geos"),
                           .territories_per_office = count("territories_per_office"),
                           .managers_per_office = count("managers_per_office")},
                  .first = Month{data.at("first").to_number<std::int32_t>()},
                  .up_to = Instant(std::chrono::microseconds(data.at("up_to").to_number<std::int64_t>()))};
}

auto continue_demo_story(sql::Database& database, Instant now) -> std::size_t {
  auto told = database.read([](sql::Session& session) { return demo_told(session); });
  if (!told || told->up_to >= now) return 0;
  auto size = told->size;
  size.months = Month::of(local_day(now, kDemoZone)).months - told->first.months;
  auto const story = invent_demo_story(told->seed, now, told->language, size);
  auto const next = std::ranges::upper_bound(story.events, told->up_to, {}, &DemoEvent::at);
  std::span<DemoEvent const> rest(next, story.events.end());
  std::size_t done = 0;
  while (!rest.empty()) {
    auto const part = rest.first(std::min(rest.size(), kDeedsInTransaction));
    rest = rest.subspan(part.size());
    told->up_to = rest.empty() ? now : part.back().at;
    done += database.write([&](sql::Session& session) {
      note_demo_told(session, *told);
      return do_what_is_allowed(session, story, part);
    });
  }
  return done;
}

}  // namespace pb::app
