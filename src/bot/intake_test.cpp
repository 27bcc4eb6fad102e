#include "bot/intake.h"

#include <atomic>
#include <future>
#include <thread>

#include "bot/test_chat.h"
#include "store/inbox.h"
#include "telegram/test_server.h"

namespace pb::bot {
namespace {

using store::units;
using testing::HasSubstr;

// The intake as it runs: many threads, each update once.
class IntakeTest : public TestChat {
 protected:
  IntakeTest() {
    auto const kyiv = add_office("Київ");
    centre_ = add_territory(kyiv, "Центр");
    olena_ = person("Олена", Role::manager, kyiv);
    ivan_ = person("Іван", Role::manager, kyiv);
  }

  struct StoppedClock final : Clock {
    explicit StoppedClock(Instant at) : at_(at) {}
    [[nodiscard]] auto now() const -> Instant override { return at_; }
    Instant at_;
  };
  auto press_of(std::int64_t tg, std::int64_t update_id, std::string const& data) -> telegram::Update {
    telegram::Message message;
    message.message_id = 1;
    message.chat = {.id = tg, .type = "private", .title = {}};
    telegram::Update update;
    update.update_id = update_id;
    update.callback_query =
        telegram::CallbackQuery{.id = "c", .from = user_of(tg), .message = std::move(message), .data = data};
    return update;
  }
  auto plan_set(int amount) const -> std::string {
    return Route("plan_set", {centre_, today_, units(amount)}).encode();
  }
  auto take_all(std::vector<telegram::Update> updates) -> std::vector<telegram::Taken> {
    std::vector<std::future<telegram::Taken>> waiting;
    for (auto& update : updates) {
      std::promise<telegram::Taken> promise;
      waiting.push_back(promise.get_future());
      intake_->accept(std::move(update), [promise = std::move(promise)](telegram::Taken taken) mutable {
        promise.set_value(taken);
      });
    }
    std::vector<telegram::Taken> taken;
    for (auto& each : waiting) taken.push_back(each.get());
    return taken;
  }

  StoppedClock clock_{now};
  telegram::ScriptedServer telegram_{
      [](telegram::SeenCall const&, std::size_t, http::Respond respond) { respond(telegram::accepted()); }};
  TerritoryId centre_{};
  std::int64_t olena_ = 0, ivan_ = 0;
  std::optional<Intake> intake_{std::in_place,      database_.get(), clock_,
                                telegram_.client(), surroundings(),  42};
};
INSTANTIATE_TEST_SUITE_P(Engines, IntakeTest, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(IntakeTest, an_update_that_comes_again_has_its_effect_once) {
  auto const taken = take_all({press_of(olena_, 7, plan_set(100)), press_of(olena_, 7, plan_set(100)),
                               press_of(olena_, 7, plan_set(100))});

  EXPECT_THAT(taken, testing::Each(telegram::Taken::kept));
  EXPECT_THAT(event_types(), testing::ElementsAre("plan.submitted"));
  EXPECT_EQ(deliver(), 1U);
  EXPECT_EQ(telegram_.wait_for_calls(1).size(), 1U) << "one answer to one press";
}

TEST_P(IntakeTest, a_press_whose_answer_a_crash_prevented_is_answered_when_it_comes_again) {
  write([&](store::Unit& unit) { return store::insert_update(unit.sql, 42, 7, unit.now); });

  take_all({press_of(olena_, 7, plan_set(100))});

  auto const calls = telegram_.wait_for_calls(1);
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls.front().method, "answerCallbackQuery");
  EXPECT_THAT(event_types(), testing::IsEmpty());
}

TEST_P(IntakeTest, of_two_managers_at_once_one_wins_and_the_other_is_told) {
  take_all({press_of(olena_, 1, plan_set(100)), press_of(ivan_, 2, plan_set(200))});
  deliver();

  EXPECT_THAT(event_types(), testing::ElementsAre("plan.submitted"));
  EXPECT_THAT(screen(olena_).html, HasSubstr("Центр"));
  EXPECT_EQ(screen(olena_).html.find("🔒") == std::string::npos,
            screen(ivan_).html.find("🔒") != std::string::npos);
}

TEST_P(IntakeTest, an_update_that_cannot_be_handled_is_answered_with_a_code_and_blocks_nobody) {
  write([](store::Unit& unit) { unit.sql.run("alter table plans rename to plans_gone"); });

  auto const taken = take_all({press_of(olena_, 5, "home"), press_of(olena_, 6, "settings")});
  deliver();

  EXPECT_THAT(taken, testing::Each(telegram::Taken::kept));
  EXPECT_THAT(messages(olena_), testing::Contains(testing::Field(&Shown::html, HasSubstr("U5"))));
  EXPECT_THAT(messages(olena_), testing::Contains(testing::Field(&Shown::html, HasSubstr("Налаштування"))));
}

TEST_P(IntakeTest, not_even_one_that_cannot_be_apologised_for_comes_for_ever) {
  write([](store::Unit& unit) { unit.sql.run("alter table users rename to users_gone"); });

  auto const taken = take_all({press_of(olena_, 5, "home")});

  EXPECT_THAT(taken, testing::Each(telegram::Taken::kept));
  EXPECT_EQ(telegram_.wait_for_calls(1).front().method, "answerCallbackQuery");
}

TEST_P(IntakeTest, it_ends_after_the_last_of_its_updates) {
  std::promise<void> told;
  std::promise<void> ending;
  std::atomic<bool> ended = false;
  bool ended_before = true;
  intake_->accept(press_of(olena_, 1, plan_set(100)), [&](telegram::Taken) {
    told.set_value();
    ending.get_future().wait();
    for (int turn = 0; turn < 1'000; ++turn) std::this_thread::yield();
    ended_before = ended;
  });
  told.get_future().wait();

  std::jthread end([&] {
    ending.set_value();
    intake_.reset();
    ended = true;
  });
  end.join();

  EXPECT_FALSE(ended_before);
}

TEST_P(IntakeTest, updates_of_one_chat_are_handled_in_order) {
  std::vector<telegram::Update> updates;
  for (int id = 1; id <= 20; ++id) {
    telegram::Update update;
    update.update_id = id;
    update.message = message_from(olena_, "слово " + std::to_string(id));
    updates.push_back(std::move(update));
  }
  updates.push_back(press_of(olena_, 21, "settings"));

  take_all(std::move(updates));
  deliver();

  EXPECT_THAT(screen(olena_).html, HasSubstr("Налаштування"));
}

}  // namespace
}  // namespace pb::bot
