#include "telegram/poller.h"

#include <gmock/gmock.h>

#include <future>
#include <mutex>

#include "telegram/test_server.h"

namespace pb::telegram {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

auto update(std::int64_t id) -> std::string {
  return R"({"update_id":)" + std::to_string(id) +
         R"(,"message":{"message_id":1,"chat":{"id":7},"text":"x"}})";
}

// Answers getUpdates with the n-th text of `answers`; after the last one the call is held, as Telegram does.
struct PollerTest : testing::Test {
  std::vector<std::string> answers;
  std::vector<http::Respond> held;
  ScriptedServer server{[this](SeenCall const&, std::size_t number, http::Respond respond) {
    if (number >= answers.size()) return held.push_back(std::move(respond));
    respond(http::json_response(200, answers[number]));
  }};
  std::mutex mutex;
  std::vector<std::int64_t> seen;
  std::function<Taken(std::int64_t)> opinion = [](std::int64_t) { return Taken::kept; };
  PollerOptions options{.wait = std::chrono::seconds(1), .shortest_pause = std::chrono::milliseconds(1)};

  void batch(std::initializer_list<std::string> updates) {
    std::string text;
    for (auto const& item : updates) text += (text.empty() ? "" : ",") + item;
    answers.push_back(R"({"ok":true,"result":[)" + text + "]}");
  }
  // Polls until the server has been asked once more than it has answers; what each call confirmed.
  auto offsets() -> std::vector<std::int64_t> {
    Poller poller(
        server.client(),
        [this](Update item, auto done) {
          std::scoped_lock const lock(mutex);
          seen.push_back(item.update_id);
          done(opinion(item.update_id));
        },
        options);
    poller.start();
    std::vector<std::int64_t> found;
    for (auto const& call : server.wait_for_calls(answers.size() + 1)) {
      found.push_back(call.body.at("offset").as_int64());
    }
    poller.stop();
    return found;
  }
};

TEST_F(PollerTest, a_batch_is_confirmed_once_it_is_kept_and_then_forgotten) {
  batch({update(10), update(11)});
  batch({update(12)});
  batch({});

  EXPECT_THAT(offsets(), ElementsAre(0, 12, 13, 0));
  EXPECT_THAT(seen, ElementsAre(10, 11, 12));
}

TEST_F(PollerTest, ids_that_start_anew_below_the_old_ones_are_not_missed) {
  batch({update(900)});
  batch({});
  batch({update(5)});

  EXPECT_THAT(offsets(), ElementsAre(0, 901, 0, 6));
  EXPECT_THAT(seen, ElementsAre(900, 5));
}

TEST_F(PollerTest, a_batch_with_one_that_could_not_be_kept_comes_again_whole) {
  opinion = [first = true](std::int64_t id) mutable {
    return id == 11 && std::exchange(first, false) ? Taken::not_now : Taken::kept;
  };
  batch({update(10), update(11), update(12)});
  batch({update(10), update(11), update(12)});

  EXPECT_THAT(offsets(), ElementsAre(0, 0, 13));
}

TEST_F(PollerTest, a_sink_that_throws_has_not_kept_it) {
  opinion = [first = true](std::int64_t) mutable -> Taken {
    if (std::exchange(first, false)) throw std::runtime_error("broken");
    return Taken::kept;
  };
  batch({update(10)});
  batch({update(10)});

  EXPECT_THAT(offsets(), ElementsAre(0, 0, 11));
}

TEST_F(PollerTest, an_update_that_cannot_be_read_does_not_come_for_ever) {
  batch({update(10), R"({"update_id":"eleven"})"});
  batch({R"({"update_id":99999999999999999999})", update(13)});
  batch({R"("nothing")"});

  EXPECT_THAT(offsets(), ElementsAre(0, 12, 14, 15));
  EXPECT_THAT(seen, ElementsAre(10, 13));
}

TEST_F(PollerTest, a_first_batch_of_nothing_readable_confirms_nothing) {
  batch({"7"});

  EXPECT_THAT(offsets(), ElementsAre(0, 0));
}

TEST_F(PollerTest, a_lone_update_that_spoils_every_answer_is_passed_over) {
  options.batch = 4;
  auto const spoilt = "{\"ok\":true,\"result\":[{\"update_id\":70,\"message\":{\"text\":\"\xFF\"}}]}";
  for (int i = 0; i < 3; ++i) answers.emplace_back(spoilt);
  batch({update(71)});

  EXPECT_THAT(offsets(), ElementsAre(0, 0, 0, 71, 72));
  EXPECT_THAT(seen, ElementsAre(71));
  std::vector<std::int64_t> limits;
  for (auto const& call : server.calls()) limits.push_back(call.body.at("limit").as_int64());
  EXPECT_THAT(limits, ElementsAre(4, 2, 1, 1, 4));
}

TEST_F(PollerTest, trouble_is_waited_out_and_nothing_is_confirmed_meanwhile) {
  batch({update(10)});
  answers.emplace_back(R"({"ok":false,"error_code":409,"description":"Conflict"})");
  answers.emplace_back(R"({"ok":false,"error_code":502,"description":"Bad Gateway"})");
  answers.emplace_back("<html>");
  batch({});

  EXPECT_THAT(offsets(), ElementsAre(0, 11, 11, 11, 11, 0));
}

TEST_F(PollerTest, who_lost_the_right_to_poll_asks_nothing) {
  std::atomic<int> asked = 0;
  std::promise<void> enough;
  options.may_poll = [&] {
    if (++asked == 1) enough.set_value();
    return false;
  };
  Poller poller(server.client(), [](Update, auto) {}, options);

  poller.start();
  enough.get_future().wait();
  poller.stop();

  EXPECT_THAT(server.calls(), IsEmpty());
}

TEST_F(PollerTest, stopping_does_not_wait_for_telegram) {
  options.wait = std::chrono::seconds(50);
  Poller poller(server.client(), [](Update, auto) {}, options);
  poller.start();
  server.wait_for_calls(1);

  auto const begun = std::chrono::steady_clock::now();
  poller.stop();
  poller.stop();

  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
}

TEST_F(PollerTest, stopping_before_the_start_is_allowed) {
  Poller poller(server.client(), [](Update, auto) {}, options);
  poller.stop();
}

}  // namespace
}  // namespace pb::telegram
