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
#include "telegram/simulator/person_routes.h"
#include "telegram/simulator/shapes.h"
#include "telegram/simulator/webhooks.h"

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

  // Nobody is refused for writing too much, unless a test is about that.
  static auto generous() -> Limits {
    return {.overall = {.per_second = 1e6, .burst = 1e6},
            .chat = {.per_second = 1e6, .burst = 1e6},
            .group = {.per_second = 1e6, .burst = 1e6}};
  }
  explicit BotFixture(Limits limits = generous()) : core_(clock_, limits), webhooks_(client_, core_) {
    core_.ask([](World& world) {
      world.add_bot({.token = Secret(std::string(kToken)), .first_name = "Plan", .username = "plan_bot"});
      world.add_person({.id = kAnna, .first_name = "Anna", .username = "anna", .language_code = "uk"});
      world.add_person({.id = kBoris, .first_name = "Boris"});
    });
    http::Router router;
    add_bot_routes(router, core_);
    add_person_routes(router, core_);
    server_.emplace(http::ServerOptions{.body_limit_bytes = 64u * 1024 * 1024}, std::move(router));
    core_.start();
    client_.start();
    server_->start();
  }
  ~BotFixture() override {
    core_.stop();
    webhooks_.stop();
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

  // A group of two people and the bot.
  auto found_group(std::string type = "group") -> std::int64_t {
    return core_.ask([&](World& world) {
      auto& group = *world.add_group("Office", std::move(type));
      group.people = {kAnna, kBoris};
      group.bots.emplace(kBot, Membership::member);
      return group.key.id;
    });
  }
  // Changes a chat as only Telegram itself does.
  template <class Change>
  void change_chat(std::int64_t id, Change change) {
    core_.ask([&](World& world) { change(*world.chat_of(*world.bot(kBot), id)); });
  }
  // Sends a message that must arrive; its id.
  auto sent(std::int64_t chat, json::object parameters) -> std::int64_t {
    parameters["chat_id"] = chat;
    auto const told = call("sendMessage", parameters);
    EXPECT_TRUE(told.ok()) << told.error();
    return told.ok() ? told.result().at("message_id").as_int64() : 0;
  }
  // One file sent as multipart/form-data.
  auto upload(std::string_view method, std::string field, std::string file_name, std::string bytes,
              std::vector<std::pair<std::string, std::string>> fields) -> Told {
    return begin({.url = url(method),
                  .fields = std::move(fields),
                  .files = {{.field = std::move(field),
                             .file_name = std::move(file_name),
                             .content_type = "application/octet-stream",
                             .bytes = std::move(bytes)}}})
        .get();
  }

  SystemClock clock_;
  http::Client client_;
  Core core_;
  Webhooks webhooks_;
  std::optional<http::Server> server_;
};

}  // namespace pb::telegram::simulator
