#include <condition_variable>
#include <deque>

#include "telegram/simulator/bot_fixture.h"

namespace pb::telegram::simulator {
namespace {

// The bot's end of a webhook: what arrives waits here until a test answers it.
class BotsEnd {
 public:
  struct Arrival {
    http::Request request;
    http::Respond respond;

    [[nodiscard]] auto text() const -> std::string {
      return std::string(json::parse(request.body).at("message").at("text").as_string());
    }
    void answer(int status = 200, std::string body = "") {
      respond(http::json_response(status, std::move(body)));
    }
  };

  BotsEnd() {
    http::Router router;
    router.add("POST", "/hook", [this](http::Request request, http::Respond respond) {
      std::scoped_lock const lock(mutex_);
      arrivals_.push_back({std::move(request), std::move(respond)});
      arrived_.notify_all();
    });
    server_.emplace(http::ServerOptions{}, std::move(router));
    server_->start();
  }
  [[nodiscard]] auto url() const -> std::string {
    return "http://127.0.0.1:" + std::to_string(server_->port()) + "/hook";
  }
  auto next() -> Arrival {
    std::unique_lock lock(mutex_);
    bool const came =
        arrived_.wait_for(lock, std::chrono::seconds(10), [this] { return !arrivals_.empty(); });
    if (!came) throw std::runtime_error("no update arrived");
    auto arrival = std::move(arrivals_.front());
    arrivals_.pop_front();
    return arrival;
  }
  auto waiting() -> std::size_t {
    std::scoped_lock const lock(mutex_);
    return arrivals_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Arrival> arrivals_;
  std::optional<http::Server> server_;
};

class Hooked : public BotFixture {
 protected:
  explicit Hooked(std::chrono::milliseconds pause = std::chrono::milliseconds(1))
      : BotFixture(with_pause(pause)) {}

  static auto with_pause(std::chrono::milliseconds pause) -> Limits {
    auto limits = generous();
    limits.webhook_first_pause = pause;
    return limits;
  }
  auto set_webhook(json::object parameters = {}) -> Told {
    parameters.emplace("url", bot_.url());
    return call("setWebhook", parameters);
  }
  // Waits until the simulator has looked at all answers given so far.
  void await_pending(std::size_t count) {
    std::promise<void> reached;
    core_.answer_when(
        {updates_topic(kBot)}, std::chrono::steady_clock::now() + std::chrono::seconds(10),
        [&](http::Response const&) { reached.set_value(); },
        [count](World& world, Turn turn) -> std::optional<http::Response> {
          bool const is_there = world.bot(kBot)->updates.waiting().size() == count;
          if (!is_there && turn == Turn::early) return std::nullopt;
          EXPECT_TRUE(is_there) << "updates waiting: " << world.bot(kBot)->updates.waiting().size();
          return http::Response{};
        });
    reached.get_future().wait();
  }

  BotsEnd bot_;
};

TEST_F(Hooked, an_update_arrives_with_the_secret_and_is_gone_once_it_is_taken) {
  ASSERT_TRUE(set_webhook({{"secret_token", "s3cret_-"}}).ok());

  says(kAnna, "hello");

  auto arrival = bot_.next();
  EXPECT_EQ(arrival.text(), "hello");
  EXPECT_EQ(http::find_header(arrival.request.headers, "X-Telegram-Bot-Api-Secret-Token"), "s3cret_-");
  EXPECT_EQ(http::find_header(arrival.request.headers, "Content-Type"), "application/json");
  arrival.answer();
  await_pending(0);
  EXPECT_EQ(call("getWebhookInfo").result().at("pending_update_count").to_number<int>(), 0);
}

TEST_F(Hooked, what_waited_before_arrives_too) {
  says(kAnna, "one");
  says(kBoris, "two");

  set_webhook();

  auto first = bot_.next();
  auto second = bot_.next();
  EXPECT_EQ((std::set{first.text(), second.text()}), (std::set<std::string>{"one", "two"}));
  first.answer();
  second.answer();
}

TEST_F(Hooked, one_chat_comes_in_order_and_does_not_hold_up_another) {
  set_webhook();
  says(kAnna, "a1");
  says(kAnna, "a2");
  auto a1 = bot_.next();

  says(kBoris, "b1");

  auto b1 = bot_.next();
  EXPECT_EQ(a1.text(), "a1");
  EXPECT_EQ(b1.text(), "b1") << "while Anna's first is on its way her second waits";
  a1.answer();
  auto a2 = bot_.next();
  EXPECT_EQ(a2.text(), "a2");
  a2.answer();
  b1.answer();
}

TEST_F(Hooked, no_more_connections_are_opened_than_the_bot_allows) {
  set_webhook({{"max_connections", 1}});
  says(kAnna, "a");
  says(kBoris, "b");

  auto first = bot_.next();
  EXPECT_EQ(core_.ask([](World& world) { return world.bot(kBot)->webhook.connections; }), 1);
  EXPECT_EQ(core_.ask([](World& world) { return world.bot(kBot)->webhook.line.size(); }), 1u);
  first.answer();

  auto second = bot_.next();
  EXPECT_EQ(second.text(), "b");
  second.answer();
}

TEST_F(Hooked, an_update_that_was_refused_comes_again_until_it_is_taken) {
  set_webhook();
  says(kAnna, "hello");

  for (int const status : {500, 302, 404}) bot_.next().answer(status);
  auto last = bot_.next();

  EXPECT_EQ(last.text(), "hello");
  auto const info = call("getWebhookInfo");
  EXPECT_EQ(info.result().at("last_error_message").as_string(),
            "Wrong response from the webhook: 404 Not Found");
  EXPECT_GT(info.result().at("last_error_date").as_int64(), 0);
  last.answer(204);
  await_pending(0);
}

class HookedPatiently : public Hooked {
 protected:
  HookedPatiently() : Hooked(std::chrono::hours(1)) {}
};

TEST_F(HookedPatiently, trouble_with_one_chat_holds_up_only_that_chat) {
  set_webhook();
  says(kAnna, "a1");
  bot_.next().answer(500);

  says(kAnna, "a2");
  says(kBoris, "b1");

  auto b1 = bot_.next();
  EXPECT_EQ(b1.text(), "b1");
  b1.answer();
  await_pending(2);
  EXPECT_EQ(bot_.waiting(), 0u);
}

TEST_F(HookedPatiently, a_webhook_set_anew_is_tried_at_once) {
  set_webhook();
  says(kAnna, "hello");
  bot_.next().answer(500);

  set_webhook();

  auto again = bot_.next();
  EXPECT_EQ(again.text(), "hello");
  again.answer();
  await_pending(0);
}

TEST_F(Hooked, a_method_in_the_answer_is_performed) {
  set_webhook();
  says(kAnna, "hello");

  bot_.next().answer(200, R"({"method":"sendMessage","chat_id":7,"text":"Welcome"})");

  await_pending(0);
  auto const message = seen(kAnna, 2);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->text.text, "Welcome");
}

TEST_F(Hooked, only_the_kinds_asked_for_arrive) {
  set_webhook({{"allowed_updates", json::array{"callback_query"}}});

  says(kAnna, "not asked for");

  await_pending(0);
  EXPECT_EQ(call("getWebhookInfo").result().at("allowed_updates"), json::array{"callback_query"});
}

TEST_F(Hooked, polling_and_webhook_exclude_each_other) {
  auto poll = begin_call("getUpdates", {{"timeout", 50}});
  await_polls(1);

  set_webhook();

  EXPECT_EQ(poll.get().error(), "Conflict: terminated by setWebhook request");
  auto const refused = call("getUpdates");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.error(),
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
            "webhook first");
  EXPECT_TRUE(call("deleteWebhook").ok());
  EXPECT_TRUE(call("getUpdates").ok());
}

TEST_F(HookedPatiently, what_the_webhook_did_not_take_can_be_polled_or_dropped) {
  set_webhook();
  says(kAnna, "hello");
  bot_.next().answer(500);

  call("deleteWebhook");
  auto const polled = call("getUpdates");
  call("deleteWebhook", {{"drop_pending_updates", true}});
  auto const after = call("getUpdates");

  EXPECT_EQ(polled.result().at(0).at("message").at("text").as_string(), "hello");
  EXPECT_TRUE(after.result().as_array().empty());
}

TEST_F(Hooked, a_webhook_that_cannot_be_is_refused) {
  EXPECT_EQ(set_webhook({{"url", "ftp://localhost"}}).error(),
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
  EXPECT_EQ(set_webhook({{"secret_token", "with space"}}).error(),
            "Bad Request: secret token contains unallowed characters");
  EXPECT_EQ(set_webhook({{"secret_token", std::string(257, 'a')}}).status, 400);
  EXPECT_EQ(call("getWebhookInfo").result().at("url").as_string(), "");
}

TEST_F(Hooked, stopping_does_not_wait_for_the_bot) {
  set_webhook();
  says(kAnna, "hello");
  auto const held = bot_.next();

  core_.stop();
  webhooks_.stop();

  EXPECT_EQ(held.text(), "hello");
}

}  // namespace
}  // namespace pb::telegram::simulator
