#pragma once

#include <string>
#include <vector>

#include "app/demo_people.h"
#include "http/client.h"

namespace pb::app {

// Where the demo's people speak to Telegram, and to whom.
struct DemoTelegram {
  std::string api;  // "http://127.0.0.1:8080/simulator/api"
  std::int64_t bot = 0;
};

// Fills the demo's Telegram with life, by the person's side of the simulator alone: everybody opens a chat
// with the bot, those worth meeting first, and the managers of the company found a group with topics, where
// the owner asks for the digest. Waits for each step; gives up with a log line when something is refused.
void let_demo_people_arrive(http::Client& client, DemoTelegram const& telegram,
                            std::vector<DemoPlayer> const& players, std::string_view language);

}  // namespace pb::app
