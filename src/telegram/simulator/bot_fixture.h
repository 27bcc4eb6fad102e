#pragma once

#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <future>
#include <optional>

#include "base/clock.h"
#include "http/client.h"
#include "http/server.h"
#include "telegram/simulator/bot_routes.h"
#include "telegram/simulator/core.h"
#include "telegram/simulator/shapes.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

// What a bot is answered.
struct Told {
  int status = 0;  // 0: the connection was cut
  json::object body;

  [[nodiscard]] bool ok() const { return body.contains("ok") && body.at("ok").as_bool(); }
  [[nodiscard]] auto result() const -> json::value const& { return body.at("result"); }
  [[nodiscard]] auto error() const -> std::string {
    auto const* const description = body.if_contains("description");
    return description == nullptr ? "" : std::string(description->as_string());
  }
};

// One bot and two people before the simulator's bot side, spoken to over a real HTTP server.
class BotFixture : public ::testing::Test {
 protected:
  static constexpr std::string_view kToken = "123456:TEST-TOKEN";
  static constexpr std::int64_t kBot = 123456;
  static constexpr std::int64_t kAnna = 7;
  static constexpr std::int64_t kBoris = 8;

  explicit BotFixture(Limits limits = {}) : core_(clock_, limits) {
    core_.ask([](World& world) {
      world.add_bot({.token = Secret(std::string(kToken)), .first_name = "Plan", .username = "plan_bot"});
      world.add_person({.id = kAnna, .first_name = "Anna", .username = "anna", .language_code = "uk"});
      world.add_person({.id = kBoris, .first_name = "Boris"});
    });
    http::Router router;
    add_bot_routes(router, core_);
    server_.emplace(http::ServerOptions{.body_limit_bytes = 64u * 1024 * 1024}, std::move(router));
    core_.start();
    client_.start();
    server_->start();
  }
  ~BotFixture() override {
    core_.stop();
    client_.stop();
    server_->stop();
  }

  [[nodiscard]] auto url(std::string_view method, std::string_view token = kToken) const -> std::string {
    return "http://127.0.0.1:" + std::to_string(server_->port()) + "/simulator/bot" + std::string(token) +
           "/" + std::string(method);
  }
  auto call(std::string_view method, json::object const& parameters = {}) -> Told {
    return begin_call(method, parameters).get();
  }
  auto begin_call(std::string_view method, json::object const& parameters = {}) -> std::future<Told> {
    return begin({.url = url(method),
                  .headers = {{"Content-Type", "application/json"}},
                  .body = json::serialize(parameters)});
  }
  auto begin(http::ClientRequest request) -> std::future<Told> {
    auto promise = std::make_shared<std::promise<Told>>();
    auto future = promise->get_future();
    client_.send(std::move(request), [promise](http::ClientResult const& answer) {
      if (!answer) return promise->set_value({});
      boost::system::error_code problem;
      auto const body = json::parse(answer->body, problem);
      promise->set_value(
          {.status = answer->status, .body = body.is_object() ? body.as_object() : json::object()});
    });
    return future;
  }

  // What a person does, in short: the person's side is tested by itself.
  auto says(std::int64_t person, std::string text) -> std::int64_t {
    return core_.ask([&](World& world) {
      auto& bot = *world.bot(kBot);
      auto& chat = world.open_private_chat(bot, *world.person(person));
      auto const& message = world.post(chat, {.from = person, .text = {.text = std::move(text)}});
      world.push_update(bot, "message", person, message_shape(world, chat, message));
      return message.id;
    });
  }
  // A message as it stands in the chat now.
  auto seen(std::int64_t chat_id, std::int64_t message_id) -> std::optional<Message> {
    return core_.ask([&](World& world) -> std::optional<Message> {
      auto const* const chat = world.chat_of(*world.bot(kBot), chat_id);
      auto const* const message = chat == nullptr ? nullptr : chat->find(message_id);
      return message == nullptr ? std::nullopt : std::optional(*message);
    });
  }
  // Returns once the bot has begun this many long polls.
  void await_polls(std::int64_t count) {
    std::promise<void> reached;
    core_.answer_when(
        {std::string(updates_topic(kBot))}, std::chrono::steady_clock::now() + std::chrono::seconds(10),
        [&](http::Response) { reached.set_value(); },
        [count](World& world, Turn turn) -> std::optional<http::Response> {
          if (turn == Turn::last) ADD_FAILURE() << "nobody polled";
          if (turn == Turn::early && world.bot(kBot)->poll_generation < count) return std::nullopt;
          return http::Response{};
        });
    reached.get_future().wait();
  }

  SystemClock clock_;
  Core core_;
  http::Client client_;
  std::optional<http::Server> server_;
};

}  // namespace pb::telegram::simulator
