#pragma once

#include <boost/json/array.hpp>
#include <deque>
#include <map>
#include <string>

#include "telegram/simulator/flood.h"
#include "telegram/simulator/people.h"
#include "telegram/simulator/updates.h"

namespace pb::telegram::simulator {

struct Webhook {
  std::string url;  // empty: none, the bot polls
  std::string secret_token{};
  std::int64_t max_connections = 40;
  std::int64_t generation = 0;  // of setWebhook; answers to earlier ones no longer count

  // The chats that have updates waiting, with the failed attempts at the oldest one. Those in line wait for a
  // connection; the others are on their way or pause before the next attempt.
  std::map<std::int64_t, int> failures_of_chat{};
  std::deque<std::int64_t> line{};
  std::int64_t connections = 0;
  std::int64_t last_error_date = 0;
  std::string last_error_message{};
};

// Commands of one scope and language ("default/", "chat/12/uk").
using CommandLists = std::map<std::string, boost::json::array>;

// A bot's own side of the simulator.
struct Bot {
  std::int64_t id = 0;
  BotAccount account;
  UpdateQueue updates;
  FloodControl flood;
  Webhook webhook{};
  CommandLists commands{};
  std::map<std::string, std::string> profile{};  // its texts by kind and language ("name/uk")
  boost::json::value menu_button{};              // of all chats; null: the default
  std::int64_t poll_generation = 0;              // a newer getUpdates ends the older one
  std::int64_t calls = 0;
};

}  // namespace pb::telegram::simulator
