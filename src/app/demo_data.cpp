#include "app/demo_data.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <span>

#include "app/demo_continued.h"
#include "app/demo_data_company.h"
#include "domain/time_zone.h"
#include "events/bulk_append.h"
#include "store/bulk_values.h"

namespace pb::app {
namespace {

constexpr std::size_t kDeedsInTransaction = 50'000;

// Does deeds in their order. Plans and facts, which are nearly all of them, are gathered and written by the
// hundred, rows and events as their use cases would write them; anything else waits until they are, because
// it builds on them.
class StoryWriter {
 public:
  StoryWriter(sql::Session& session, DemoStory const& story, DemoCompany const& company)
      : session_(session), story_(story), company_(company) {}

  void write(std::span<DemoEvent const> events) {
    for (auto const& event : events) {
      if (auto const* plan = std::get_if<DemoPlan>(&event.deed)) {
        gather(event, *plan);
      } else if (auto const* fact = std::get_if<DemoFact>(&event.deed)) {
        gather(event, *fact);
      } else {
        flush();
        do_demo_deed(session_, company_, event);
      }
    }
    flush();
  }

 private:
  void gather(DemoEvent const& event, DemoPlan const& deed) {
    auto const by = company_.people[event.by.value()].user;
    plans_.push_back({.territory = company_.territories[deed.territory],
                      .day = deed.day,
                      .amount = deed.amount,
                      .user = by,
                      .at = event.at,
                      .late = deed.late});
    gather_event(event.at, by, "plan.submitted", "plan",
                 {{"territory", company_.territories[deed.territory].value},
                  {"office", office_of(deed.territory)},
                  {"day", to_iso(deed.day)},
                  {"amount", deed.amount.minor},
                  {"late", deed.late}});
  }

  void gather(DemoEvent const& event, DemoFact const& deed) {
    auto const by = company_.people[event.by.value()].user;
    facts_.push_back({.territory = company_.territories[deed.territory],
                      .period = store::FactPeriod::of(deed.month),
                      .amount = deed.amount,
                      .user = by,
                      .at = event.at,
                      .late = deed.late});
    gather_event(event.at, by, "fact.submitted", "fact",
                 {{"territory", company_.territories[deed.territory].value},
                  {"office", office_of(deed.territory)},
                  {"month", to_iso(deed.month)},
                  {"amount", deed.amount.minor},
                  {"late", deed.late}});
  }

  void gather_event(Instant at, UserId by, std::string type, std::string kind,
                    boost::json::object const& data) {
    events_.push_back({.at = at,
                       .actor = by,
                       .type = std::move(type),
                       .subject = {std::move(kind), 0},  // known once the row is written
                       .data = boost::json::serialize(data)});
  }

  auto office_of(DemoIndex territory) const -> std::int64_t {
    return company_.offices[story_.territories[territory].office].value;
  }

  void flush() {
    if (events_.empty()) return;
    auto const plan_ids = store::insert_plans(session_, plans_);
    auto const fact_ids = store::insert_facts(session_, facts_);
    auto plan = plan_ids.begin();
    auto fact = fact_ids.begin();
    for (auto& event : events_)
      event.subject.id = event.subject.kind == "plan" ? (plan++)->value : (fact++)->value;
    events::append_all(session_, events_);
    plans_.clear();
    facts_.clear();
    events_.clear();
  }

  sql::Session& session_;
  DemoStory const& story_;
  DemoCompany const& company_;
  std::vector<store::NewPlan> plans_;
  std::vector<store::NewFact> facts_;
  std::vector<events::NewEvent> events_;
};

}  // namespace

void write_demo_story(sql::Database& database, DemoStory const& story) {
  auto const company =
      database.write([&](sql::Session& session) { return found_demo_company(session, story); });
  std::span<DemoEvent const> rest = story.events;
  while (!rest.empty()) {
    auto const part = rest.first(std::min(rest.size(), kDeedsInTransaction));
    database.write([&](sql::Session& session) { StoryWriter(session, story, company).write(part); });
    rest = rest.subspan(part.size());
  }
}

void fill_with_demo_data(sql::Database& database, Instant now, DemoOptions const& options) {
  write_demo_story(database, invent_demo_story(options.seed, now, options.language, options.size));
  auto const first = Month::of(local_day(now, kDemoZone)) - options.size.months;
  database.write([&](sql::Session& session) {
    note_demo_told(session, {.seed = options.seed,
                             .language = options.language,
                             .size = options.size,
                             .first = first,
                             .up_to = now});
  });
}

}  // namespace pb::app
