#pragma once

#include <cstdint>
#include <memory>

#include "base/clock.h"
#include "base/lifecycle.h"
#include "http/client.h"
#include "http/router.h"
#include "telegram/simulator/limits.h"
#include "telegram/simulator/people.h"

namespace pb::telegram::simulator {

// Stands in for Telegram: bots speak to it as to the Bot API, people over an HTTP API of their own
// (docs/simulator.md). Everything is kept in memory, within `limits`. Thread-safe.
class Simulator final : public Service {
 public:
  // Delivers webhooks through `webhook_client`. Messages are dated by `clock`, which may be moved; whatever
  // is waited for, and what Telegram limits per second, goes by real time. Both must outlive the simulator.
  Simulator(http::Client& webhook_client, Clock const& clock, Limits limits = {});
  ~Simulator() override;
  void start() override;
  // Waiting requests are answered as if their time were over, and webhooks are no longer called. Calls are
  // answered still, without waiting: stop the HTTP server afterwards.
  void stop() override;

  // Somebody with this id already: what is known of them is replaced. Throws std::invalid_argument where the
  // id is none for a person, or there is no room.
  void add_person(Person person);
  // Registers a bot, or renames the one with this token's id; gives that id. Throws std::invalid_argument
  // where the token is none, or there is no room.
  auto add_bot(BotAccount account) -> std::int64_t;

  // The bot's side under /simulator/bot{token}/ and /simulator/file/, the person's under /simulator/api. The
  // simulator must outlive the router.
  void add_routes(http::Router& router);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pb::telegram::simulator
