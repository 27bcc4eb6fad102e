#pragma once

#include <string>
#include <vector>

#include "telegram/simulator/bot_fixture.h"

namespace pb::telegram::simulator {

// What a call of the person's side is answered.
struct Answered {
  int status = 0;
  json::value body;
  http::Headers headers{};
  std::string text{};

  [[nodiscard]] auto at(std::string_view name) const -> json::value const& {
    return body.as_object().at(name);
  }
  [[nodiscard]] auto error() const -> std::string {
    return status == 200 ? "none" : std::string(at("error").as_string());
  }
};

// The bot and the people of BotFixture, seen from the people's side over a real HTTP server.
class PersonFixture : public BotFixture {
 protected:
  using BotFixture::BotFixture;

  [[nodiscard]] auto api(std::string_view path) const -> std::string {
    return "http://127.0.0.1:" + std::to_string(server_->port()) + "/simulator/api" + std::string(path);
  }
  auto ask(http::ClientRequest request) -> std::future<Answered> {
    auto promise = std::make_shared<std::promise<Answered>>();
    auto future = promise->get_future();
    client_.send(std::move(request), [promise](http::ClientResult const& answer) {
      if (!answer) return promise->set_value({});
      boost::system::error_code problem;
      auto body = json::parse(answer->body, problem);
      promise->set_value({answer->status, std::move(body), answer->headers, answer->body});
    });
    return future;
  }
  auto get_later(std::string_view path) -> std::future<Answered> {
    return ask({.method = "GET", .url = api(path)});
  }
  auto post_later(std::string_view path, json::object const& body) -> std::future<Answered> {
    return ask(
        {.url = api(path), .headers = {{"Content-Type", "application/json"}}, .body = json::serialize(body)});
  }
  auto get(std::string_view path) -> Answered { return get_later(path).get(); }
  auto post(std::string_view path, json::object const& body) -> Answered {
    return post_later(path, body).get();
  }
  auto remove(std::string_view path) -> Answered { return ask({.method = "DELETE", .url = api(path)}).get(); }

  // The path of a chat with the bot.
  static auto chat(std::int64_t id, std::string_view rest = "") -> std::string {
    return "/bots/" + std::to_string(kBot) + "/chats/" + std::to_string(id) + std::string(rest);
  }
  auto say(std::int64_t person, std::string_view text) -> Answered {
    return post(chat(person, "/messages"), {{"from", person}, {"text", text}});
  }
  auto say_in(std::int64_t group, std::int64_t person, std::string_view text) -> Answered {
    return post(chat(group, "/messages"), {{"from", person}, {"text", text}});
  }
  auto view(std::int64_t chat_id, std::int64_t person, std::uint64_t after = 0) -> Answered {
    return get(chat(chat_id) + "?as=" + std::to_string(person) + "&after=" + std::to_string(after));
  }
  // What has come for the bot since the last call.
  auto updates(std::int64_t bot = kBot) -> std::vector<json::object> {
    std::vector<json::object> result;
    core_.ask([&](World& world) {
      auto& queue = world.bot(bot)->updates;
      for (auto const& update : queue.take(0, 1000)) result.push_back(json::parse(update.body).as_object());
      queue.clear();
    });
    return result;
  }
  auto sent_by_bot(std::int64_t chat_id, json::object more = {}) -> std::int64_t {
    more["chat_id"] = chat_id;
    more.emplace("text", "Plan?");
    auto const told = call("sendMessage", more);
    EXPECT_TRUE(told.ok()) << told.error();
    return told.result().as_object().at("message_id").as_int64();
  }
  auto group_of(std::vector<std::int64_t> const& people, json::object more = {}) -> std::int64_t {
    more.emplace("title", "Managers");
    more["people"] = json::array(people.begin(), people.end());
    return post("/groups", more).at("id").as_int64();
  }
  auto group_with_bot(std::vector<std::int64_t> const& people, json::object more = {}) -> std::int64_t {
    auto const id = group_of(people, std::move(more));
    EXPECT_EQ(
        post("/groups/" + std::to_string(id) + "/bots", {{"bot", kBot}, {"from", people.front()}}).error(),
        "none");
    updates();
    return id;
  }
};

}  // namespace pb::telegram::simulator
