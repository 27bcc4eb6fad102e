#include "app/demo_arrivals.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "app/demo_data_names.h"
#include "base/log.h"

namespace pb::app {
namespace {

namespace json = boost::json;

class Arrivals {
 public:
  Arrivals(http::Client& client, DemoTelegram const& telegram) : client_(client), telegram_(telegram) {}

  void open_chat(DemoPlayer const& player) { say(player.tg_id, player.tg_id, std::nullopt, "/start"); }

  void found_group(std::vector<DemoPlayer> const& players, std::string_view language) {
    json::array members;
    for (auto const& player : players) {
      if (player.role != Role::manager) members.push_back(player.tg_id);
    }
    json::array topics;
    for (auto const& topic : demo_topic_names()) topics.emplace_back(topic.in(language));
    auto const owner = players.front().tg_id;
    auto const group = post("/groups", {{"title", demo_group_name().in(language)},
                                        {"type", "supergroup"},
                                        {"people", std::move(members)},
                                        {"topics", std::move(topics)}});
    auto const id = group.at("id").to_number<std::int64_t>();
    post(fmt::format("/groups/{}/bots", id), {{"bot", telegram_.bot}, {"from", owner}});
    say(owner, id, group.at("topics").at(0).at("id").to_number<std::int64_t>(), "/digest_here");
  }

 private:
  void say(std::int64_t person, std::int64_t chat, std::optional<std::int64_t> topic, std::string_view text) {
    json::object body{{"from", person}, {"text", text}};
    if (topic) body["thread"] = *topic;
    post(fmt::format("/bots/{}/chats/{}/messages", telegram_.bot, chat), body);
  }

  auto post(std::string const& path, json::object const& body) -> json::value {
    auto const answer = client_.send_and_wait({.url = telegram_.api + path,
                                               .headers = {{"Content-Type", "application/json"}},
                                               .body = json::serialize(body)});
    if (!answer) throw std::runtime_error(answer.error().reason);
    if (answer->status != 200) throw std::runtime_error(fmt::format("{}: {}", path, answer->body));
    return json::parse(answer->body);
  }

  http::Client& client_;
  DemoTelegram const& telegram_;
};

}  // namespace

void let_demo_people_arrive(http::Client& client, DemoTelegram const& telegram,
                            std::vector<DemoPlayer> const& players, std::string_view language) {
  if (players.empty()) return;
  auto const first = demo_cast(players);
  auto const is_first = [&](DemoPlayer const& player) {
    return std::ranges::find(first, player.tg_id, &DemoPlayer::tg_id) != first.end();
  };
  try {
    Arrivals arrivals(client, telegram);
    for (auto const& player : first) arrivals.open_chat(player);
    arrivals.found_group(players, language);
    for (auto const& player : players) {
      if (!is_first(player)) arrivals.open_chat(player);
    }
  } catch (std::exception const& problem) {
    log::warn("demo.arrivals_ended", {{"reason", problem.what()}});
  }
}

}  // namespace pb::app
