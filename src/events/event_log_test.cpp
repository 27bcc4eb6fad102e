#include "events/event_log.h"

#include <numeric>

#include "events/bulk_append.h"
#include "events/feed.h"
#include "events/sequencer.h"
#include "events/test_log.h"

namespace pb::events {
namespace {

using testing::ElementsAre;

class EventLog : public testing::TestWithParam<sql::Dialect> {
 protected:
  // Makes what is committed readable, as a running Feed does by itself.
  void place() {
    if (GetParam() == sql::Dialect::postgresql) Sequencer(log.database()).place();
  }

  TestLog log{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, EventLog, testing::ValuesIn(sql::engines()), sql::engine_name);

auto subjects(std::vector<Event> const& events) -> std::vector<std::int64_t> {
  std::vector<std::int64_t> ids;
  for (auto const& event : events) ids.push_back(event.subject.id);
  return ids;
}

TEST_P(EventLog, an_event_is_read_back_as_it_was_written) {
  NewEvent const written{.at = Instant(std::chrono::microseconds(1'700'000'000'123'456)),
                         .actor = UserId{7},
                         .type = "plan.corrected",
                         .subject = {"plan", 17},
                         .data = R"({"old":1,"new":2})"};

  auto const id = log.database().write([&](sql::Session& session) { return append(session, written); });
  place();

  auto const events = log.read_all();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].id, id);
  EXPECT_EQ(events[0].at, written.at);
  EXPECT_EQ(events[0].actor, written.actor);
  EXPECT_EQ(events[0].type, written.type);
  EXPECT_EQ(events[0].subject.kind, "plan");
  EXPECT_EQ(events[0].subject.id, 17);
  EXPECT_EQ(events[0].data, written.data);
}

TEST_P(EventLog, an_event_of_the_system_has_no_actor) {
  log.append_one(1);
  place();

  EXPECT_EQ(log.read_all().at(0).actor, std::nullopt);
}

TEST_P(EventLog, an_event_of_an_undone_unit_did_not_happen) {
  EXPECT_THROW(log.database().write([](sql::Session& session) {
    append(session, TestLog::event(1));
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  log.append_one(2);
  place();

  EXPECT_THAT(subjects(log.read_all()), ElementsAre(2));
}

TEST_P(EventLog, many_events_appended_at_once_keep_their_order) {
  std::vector<NewEvent> events;
  for (std::int64_t subject = 0; subject < 250; ++subject) events.push_back(TestLog::event(subject));

  log.database().write([&](sql::Session& session) { append_all(session, events); });
  place();

  std::vector<std::int64_t> expected(events.size());
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(subjects(log.read_all()), expected);
}

TEST_P(EventLog, reading_goes_on_behind_a_position_and_stops_at_the_limit) {
  for (auto subject : {1, 2, 3, 4}) log.append_one(subject);
  place();
  auto const first = log.read_all().at(0).position;

  auto const next = log.database().read([&](sql::Session& session) { return read_after(session, first, 2); });

  EXPECT_THAT(subjects(next), ElementsAre(2, 3));
}

TEST_P(EventLog, the_head_is_the_position_of_the_last_event) {
  auto const empty = log.database().read(head);
  for (auto subject : {1, 2, 3}) log.append_one(subject);
  place();

  EXPECT_EQ(empty, Position{0});
  EXPECT_EQ(log.database().read(head), log.read_all().back().position);
}

TEST_P(EventLog, the_history_of_a_subject_holds_only_its_events_latest_first) {
  log.append_one(1, "plan.submitted");
  log.append_one(2, "plan.submitted");
  log.append_one(1, "plan.corrected");
  log.database().write([](sql::Session& session) {
    append(session, {.at = Instant(), .type = "fact.submitted", .subject = {"fact", 1}});
  });

  auto const told =
      log.database().read([](sql::Session& session) { return history(session, {"plan", 1}, 10); });

  std::vector<std::string> types;
  for (auto const& event : told) types.push_back(event.type);
  EXPECT_THAT(types, ElementsAre("plan.corrected", "plan.submitted"));
}

TEST_P(EventLog, a_committed_event_wakes_listeners_and_an_undone_one_does_not) {
  std::promise<void> woken;
  std::atomic<int> count = 0;
  Feed feed(log.database());
  feed.start();
  auto const listening = feed.listen([&] {
    if (++count == 1) woken.set_value();
  });

  try {
    log.database().write([](sql::Session& session) {
      append(session, TestLog::event(1));
      throw std::runtime_error("no");
    });
  } catch (std::runtime_error const&) {
  }
  log.database().write([](sql::Session&) {});
  EXPECT_EQ(count, 0);
  log.append_one(2);

  EXPECT_EQ(woken.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

}  // namespace
}  // namespace pb::events
