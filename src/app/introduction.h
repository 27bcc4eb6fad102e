#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "bot/turn.h"
#include "i18n/translator.h"
#include "telegram/api.h"

namespace pb::app {

// How updates are to come: Telegram calls `webhook_url`, or the bot asks when there is none.
struct WayIn {
  std::string webhook_url{};
  Secret webhook_secret{};
};

// What a bot learns from Telegram and tells it about itself, at every start: its own name, without which no
// link and no command in a group can be understood, the way its updates are to come, and the commands that
// strangers are offered. Known people's commands are their chat's
// own (bot/command_menu.h).
class Introduction {
 public:
  // `may_poll` is called when Telegram knows that the bot will ask.
  Introduction(telegram::Client& client, i18n::Translator const& translator, bot::BotName& name, WayIn way_in,
               std::function<void()> may_poll);

  // Each step until Telegram has answered, with growing pauses, or until stopped.
  void run(std::stop_token const& stop);

 private:
  enum class Step { done, again };
  auto choose_way_in() -> Step;
  auto learn_name() -> Step;
  auto offer_to_all() -> Step;
  auto offer_commands(i18n::Language language) -> Step;

  telegram::Api api_;
  i18n::Translator const& translator_;
  bot::BotName& name_;
  WayIn way_in_;
  std::function<void()> may_poll_;
};

}  // namespace pb::app
