#include "delivery/sender.h"

#include <gmock/gmock.h>

#include <thread>

#include "crypto/random.h"
#include "delivery/outbox.h"
#include "store/test_business.h"
#include "telegram/test_server.h"

namespace pb::delivery {
namespace {

using telegram::accepted;
using telegram::message_with_id;
using telegram::refused;
using telegram::SeenCall;
using testing::ElementsAre;

class SenderTest : public store::TestBusiness {
 protected:
  void queue(std::int64_t chat_id, std::string const& html, std::int64_t priority = store::kNotice) {
    write(
        [&](store::Unit& unit) { enqueue(unit, {.chat_id = chat_id, .html = html, .priority = priority}); });
  }
  auto sender(telegram::ScriptedServer& server, std::string const& holder = "this one")
      -> std::unique_ptr<Sender> {
    auto made = std::make_unique<Sender>(database_.get(), server.client(), clock_, random_, rates_, holder);
    made->start();
    return made;
  }
  auto counts() {
    return read([](store::Unit& unit) { return store::count_outgoing(unit.sql); });
  }
  auto in_state(std::string_view state) -> std::int64_t {
    return *read([&](store::Unit& unit) {
      return unit.sql.one<std::int64_t>("select count(*) from outgoing_messages where state = $1", state);
    });
  }
  // Waits for so many calls and stops, which writes down how they ended: then nothing may wait any more.
  void finish(Sender& running, telegram::ScriptedServer& server, std::size_t calls) {
    ASSERT_GE(server.wait_for_calls(calls).size(), calls);
    running.stop();
    EXPECT_EQ(counts().waiting, 0);
    EXPECT_EQ(server.calls().size(), calls);
  }
  static auto texts(std::vector<SeenCall> const& calls) -> std::vector<std::string> {
    std::vector<std::string> found;
    for (auto const& call : calls) found.emplace_back(call.body.at("text").as_string());
    return found;
  }

  SystemClock clock_;
  crypto::SystemRandom random_;
  TelegramRates rates_;
};

TEST_P(SenderTest, what_is_queued_leaves_once_and_each_chat_gets_its_messages_in_order) {
  telegram::ScriptedServer server([](SeenCall const&, std::size_t number, http::Respond respond) {
    respond(message_with_id(static_cast<std::int64_t>(number) + 1));
  });
  rates_ = {.overall = {.count = 10'000}, .chat = {.count = 10'000}};
  for (int n = 0; n < 20; ++n) {
    for (int chat = 1; chat <= 5; ++chat) queue(chat, std::to_string(n));
  }

  auto const running = sender(server);
  finish(*running, server, 100);

  EXPECT_EQ(in_state("sent"), 100);
  std::map<std::int64_t, int> next;
  for (auto const& call : server.calls()) {
    EXPECT_EQ(call.body.at("text").as_string(), std::to_string(next[call.body.at("chat_id").as_int64()]++));
  }
}

TEST_P(SenderTest, a_message_queued_while_it_runs_leaves_at_once) {
  telegram::ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(message_with_id(1)); });
  auto const running = sender(server);

  queue(7, "a");

  EXPECT_THAT(texts(server.wait_for_calls(1)), ElementsAre("a"));
}

TEST_P(SenderTest, too_many_requests_is_obeyed_and_the_message_arrives_once) {
  telegram::ScriptedServer server([](SeenCall const&, std::size_t number, http::Respond respond) {
    respond(number == 0 ? refused(429, "Too Many Requests: retry after 1", R"({"retry_after":1})")
                        : message_with_id(1));
  });
  queue(7, "a");
  auto const running = sender(server);
  auto const first = server.wait_for_calls(1).at(0).at;
  while (in_state("sending") > 0) std::this_thread::yield();  // until the refusal is written down

  queue(8, "b");
  finish(*running, server, 3);

  auto const calls = server.calls();
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_GE(calls[1].at - first, std::chrono::seconds(1));
  EXPECT_EQ(in_state("sent"), 2);
  EXPECT_EQ(counts().uncertain, 0);
}

TEST_P(SenderTest, a_message_that_waits_for_another_try_holds_up_its_own_chat_alone) {
  telegram::ScriptedServer server([](SeenCall const&, std::size_t number, http::Respond respond) {
    respond(number == 0 ? refused(500, "Internal Server Error") : message_with_id(1));
  });
  queue(7, "first");
  auto const running = sender(server);
  server.wait_for_calls(1);

  queue(7, "second");
  queue(8, "other");
  finish(*running, server, 4);

  EXPECT_THAT(texts(server.calls()), ElementsAre("first", "other", "first", "second"));
}

TEST_P(SenderTest, a_lost_answer_is_counted_and_the_message_is_sent_again) {
  telegram::ScriptedServer server([](SeenCall const&, std::size_t number, http::Respond respond) {
    respond(number == 0 ? http::no_response() : message_with_id(1));
  });
  queue(7, "a");

  auto const running = sender(server);
  finish(*running, server, 2);

  EXPECT_EQ(counts().uncertain, 1);
}

TEST_P(SenderTest, stopping_takes_nothing_new_and_leaves_no_doubt_behind) {
  std::vector<http::Respond> held;
  telegram::ScriptedServer server([&](SeenCall const&, std::size_t number, http::Respond respond) {
    if (number < 3) return held.push_back(std::move(respond));
    respond(message_with_id(1));
  });
  rates_.overall = {.count = 3, .window = std::chrono::milliseconds(300)};
  for (int chat = 1; chat <= 50; ++chat) queue(chat, "x");
  auto const running = sender(server);
  server.wait_for_calls(3);

  std::jthread stopping([&] { running->stop(); });
  for (auto& respond : held) respond(message_with_id(1));
  stopping.join();

  EXPECT_EQ(in_state("sending"), 0);
  EXPECT_EQ(in_state("sent"), static_cast<std::int64_t>(server.calls().size()));
}

TEST_P(SenderTest, what_a_crash_left_on_its_way_is_sent_again_and_counted) {
  telegram::ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(message_with_id(1)); });
  queue(7, "a");
  write([](store::Unit& unit) {
    return unit.sql.run("update outgoing_messages set state = 'sending', attempts = 1");
  });

  auto const running = sender(server);
  finish(*running, server, 1);

  EXPECT_EQ(in_state("sent"), 1);
  EXPECT_EQ(counts().uncertain, 1);
}

TEST_P(SenderTest, of_two_senders_only_one_sends_and_the_other_takes_over) {
  telegram::ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(message_with_id(1)); });
  rates_.overall.count = 10'000;
  auto const first = sender(server, "first");
  auto const second = sender(server, "second");
  for (int chat = 1; chat <= 20; ++chat) queue(chat, "early");
  server.wait_for_calls(20);

  first->stop();
  for (int chat = 1; chat <= 20; ++chat) queue(chat, "late");
  finish(*second, server, 40);

  EXPECT_EQ(in_state("sent"), 40);
  EXPECT_EQ(counts().uncertain, 0);
}

// A database whose server went away once, right after it had committed that a message leaves.
class LosesOneAnswer final : public sql::Database {
 public:
  explicit LosesOneAnswer(sql::Database& inner) : inner_(inner) {}
  void submit_read(sql::Work work, sql::Completion done) override {
    inner_.submit_read(std::move(work), std::move(done));
  }
  void submit_write(sql::Work work, sql::Completion done) override {
    auto const marks = std::make_shared<bool>(false);
    inner_.submit_write(
        [marks, work = std::move(work)](sql::Session& session) {
          auto const outcome = work(session);
          *marks = session.one<std::int64_t>("select 1 from outgoing_messages where state = 'sending'")
                       .has_value();
          return outcome;
        },
        [this, marks, done = std::move(done)](std::exception_ptr reason) mutable {
          bool const lose = !reason && *marks && !lost_.exchange(true);
          done(lose ? std::make_exception_ptr(sql::OutcomeUnknown("the server went away")) : reason);
        });
  }
  auto listen(std::string topic, sql::Listener listener) -> std::shared_ptr<void> override {
    return inner_.listen(std::move(topic), std::move(listener));
  }
  [[nodiscard]] sql::Dialect dialect() const override { return inner_.dialect(); }
  [[nodiscard]] bool lost() const { return lost_; }

 private:
  sql::Database& inner_;
  std::atomic<bool> lost_ = false;
};

TEST_P(SenderTest, what_was_marked_by_a_commit_whose_answer_was_lost_leaves_all_the_same) {
  telegram::ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(message_with_id(1)); });
  LosesOneAnswer database(database_.get());
  Sender running(database, server.client(), clock_, random_, rates_, "this one");
  running.start();

  queue(7, "a");
  finish(running, server, 1);

  EXPECT_TRUE(database.lost());
  EXPECT_EQ(in_state("sent"), 1);
  EXPECT_EQ(counts().uncertain, 0);
}

TEST_P(SenderTest, a_chat_with_a_thousand_answers_does_not_hide_those_of_others) {
  telegram::ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(message_with_id(1)); });
  rates_.chat = {.count = 1, .window = std::chrono::hours(1)};
  write([](store::Unit& unit) {
    for (int n = 0; n < 1'200; ++n)
      enqueue(unit, {.chat_id = 7, .html = "flood", .priority = store::kInteractive});
  });
  queue(8, "other", store::kInteractive);

  auto const running = sender(server);

  EXPECT_THAT(texts(server.wait_for_calls(2)), testing::UnorderedElementsAre("flood", "other"));
}

TEST_P(SenderTest, who_waits_for_an_answer_is_served_before_a_crowd) {
  telegram::ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(message_with_id(1)); });
  rates_.overall = {.count = 5, .window = std::chrono::milliseconds(200)};
  for (int chat = 1; chat <= 15; ++chat) queue(chat, "crowd", store::kBroadcast);
  queue(99, "answer", store::kInteractive);

  auto const running = sender(server);
  finish(*running, server, 16);

  auto const sent = texts(server.calls());
  EXPECT_LT(std::ranges::find(sent, "answer") - sent.begin(), 5);
}

TEST_P(SenderTest, stopping_twice_and_before_the_start_is_allowed) {
  telegram::ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(accepted()); });
  Sender idle(database_.get(), server.client(), clock_, random_, rates_, "idle");
  idle.stop();
  auto const running = sender(server);
  running->stop();
  running->stop();
}

INSTANTIATE_TEST_SUITE_P(Engines, SenderTest, testing::ValuesIn(sql::engines()), sql::engine_name);

}  // namespace
}  // namespace pb::delivery
