#include "api/live_hub.h"

#include <condition_variable>

#include "api/test_door.h"
#include "collection/submit_plan.h"
#include "events/feed.h"
#include "people/users.h"

namespace pb::api {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Keeps what is sent.
class Ear final : public http::Outlet {
 public:
  void send(std::shared_ptr<std::string const> text) override {
    std::scoped_lock const lock(mutex_);
    texts_.push_back(*text);
    changed_.notify_all();
  }
  void close(std::uint16_t code, std::string /*reason*/) override {
    std::scoped_lock const lock(mutex_);
    code_ = code;
    changed_.notify_all();
  }
  // Texts so far, once there are `count` of them; without beats.
  auto heard(std::size_t count) -> std::vector<std::string> {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 10s, [&] { return texts_.size() >= count; });
    return texts_;
  }
  auto closed() -> std::uint16_t {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 10s, [&] { return code_ != 0; });
    return code_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> texts_;
  std::uint16_t code_ = 0;
};

class Live : public TestDoor {
 protected:
  Live() { feed_.start(); }
  ~Live() override {
    hub_.stop();
    feed_.stop();
  }

  auto listen(Actor const& actor, std::vector<Topic> topics, std::optional<events::Position> after = {},
              Wire wire = Wire::socket) -> std::shared_ptr<Ear> {
    auto ear = std::make_shared<Ear>();
    auto const listener = hub_.join({.actor = actor, .wire = wire, .until = now + 24h, .outlet = ear});
    EXPECT_NE(listener, nullptr);
    hub_.subscribe(listener, std::move(topics), after);
    listeners_.push_back(listener);
    return ear;
  }
  void plan(Actor const& actor, TerritoryId territory, std::int64_t amount) {
    auto const given = write([&](store::Unit& unit) {
      return collection::submit_plan(unit, actor, territory, day_++, store::units(amount));
    });
    ASSERT_TRUE(given);
  }
  static auto types(std::vector<std::string> const& texts) -> std::vector<std::string> {
    std::vector<std::string> all;
    for (auto const& text : texts) {
      auto const value = boost::json::parse(text);
      if (auto const* const type = value.as_object().if_contains("type")) all.emplace_back(type->as_string());
    }
    return all;
  }

  struct RunningDay {
    Day day{};
    auto operator++(int) -> Day { return std::exchange(day, day - 1); }
  };
  RunningDay day_{today_};
  events::Feed feed_{database_.get(), {.poll = 50ms}};
  SystemClock wall_;
  LiveHub hub_{feed_, clock_};
  std::vector<std::shared_ptr<Listener>> listeners_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Live, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Live, everybody_hears_of_the_numbers_they_may_see) {
  hub_.start();
  auto const owner = listen(owner_, {Topic::numbers});
  auto const manager = listen(manager_, {Topic::numbers});
  plan(stranger_, centre_, 5);
  plan(manager_, port_, 7);

  EXPECT_THAT(types(owner->heard(3)), ElementsAre("plan.submitted", "plan.submitted"));
  auto const heard = manager->heard(2);
  EXPECT_THAT(types(heard), ElementsAre("plan.submitted"));
  EXPECT_THAT(heard[1], HasSubstr("\"amount\":700"));
}

TEST_P(Live, who_comes_back_hears_what_was_missed_once_and_in_order) {
  plan(manager_, port_, 1);
  hub_.start();
  plan(manager_, port_, 2);
  auto const begun = listen(owner_, {Topic::numbers}, events::Position{0});
  plan(manager_, port_, 3);
  auto const heard = begun->heard(4);
  std::vector<std::int64_t> positions;
  for (auto const& text : heard) {
    auto const value = boost::json::parse(text);
    if (value.as_object().contains("type"))
      positions.push_back(value.at("position").to_number<std::int64_t>());
  }
  EXPECT_EQ(positions.size(), 3U);
  EXPECT_TRUE(std::ranges::is_sorted(positions));
  EXPECT_EQ(std::set(positions.begin(), positions.end()).size(), 3U);

  auto const again = listen(owner_, {Topic::numbers}, events::Position{positions[1]});
  EXPECT_EQ(types(again->heard(2)).size(), 1U);
}

TEST_P(Live, who_was_away_too_long_begins_anew) {
  write([&](store::Unit& unit) {
    for (std::int64_t count = 0; count <= kResumeAtMost; ++count)
      events::append(unit.sql, {.at = now, .type = "test.happened", .subject = {"test", count}});
  });
  for (int tries = 0; tries < 500; ++tries) {
    auto const head = database_->read([](sql::Session& session) { return events::head(session); });
    if (head.value > kResumeAtMost) break;
    std::this_thread::sleep_for(10ms);
  }
  hub_.start();
  auto const ear = listen(owner_, {Topic::events}, events::Position{0});
  EXPECT_EQ(ear->closed(), 4002);
}

TEST_P(Live, a_new_place_ends_what_was_heard_from_the_old_one) {
  hub_.start();
  auto const manager = listen(manager_, {Topic::numbers});
  auto const other = listen(stranger_, {Topic::numbers});
  manager->heard(1);
  write([&](store::Unit& unit) { return people::move_user(unit, owner_, manager_.user, lviv_); });
  EXPECT_EQ(manager->closed(), 4001);
  plan(stranger_, centre_, 5);
  EXPECT_EQ(types(other->heard(2)).size(), 1U) << "others go on";
}

TEST_P(Live, notices_are_about_oneself) {
  hub_.start();
  auto const manager = listen(manager_, {Topic::notices});
  auto const other = listen(stranger_, {Topic::notices});
  write([&](store::Unit& unit) { return people::rename_user(unit, owner_, manager_.user, "Олена"); });
  EXPECT_THAT(types(manager->heard(2)), ElementsAre("user.renamed"));
  EXPECT_THAT(types(other->heard(1)), IsEmpty());
}

TEST_P(Live, presence_counts_my_browsers) {
  hub_.start();
  auto const first = listen(manager_, {Topic::presence});
  listen(manager_, {Topic::presence});
  listen(owner_, {Topic::presence});
  EXPECT_THAT(first->heard(3).back(), HasSubstr("\"connected\":2"));
  hub_.leave(listeners_[1]);
  EXPECT_THAT(first->heard(4).back(), HasSubstr("\"connected\":1"));
}

TEST_P(Live, one_person_has_only_so_many_connections) {
  for (std::size_t count = 0; count < kListenersOfOnePerson; ++count) listen(manager_, {Topic::numbers});
  EXPECT_EQ(hub_.join({.actor = manager_, .until = now + 1h, .outlet = std::make_shared<Ear>()}), nullptr);
}

TEST_P(Live, a_stream_has_ids_to_resume_by) {
  hub_.start();
  auto const ear = listen(owner_, {Topic::numbers}, {}, Wire::stream);
  plan(manager_, port_, 1);
  EXPECT_THAT(ear->heard(2).back(), testing::MatchesRegex("id: [0-9]+\nevent: numbers\ndata: \\{.*\\}\n\n"));
}

TEST_P(Live, the_door_opens_for_those_who_are_known) {
  EXPECT_EQ(send({.path = "/live"}).status, 401);
  EXPECT_EQ(code_of(as(owner_, {.path = "/live"})), "unavailable") << "there is no hub here";
}

}  // namespace
}  // namespace pb::api
