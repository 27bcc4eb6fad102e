#include "telegram/simulator/simulator.h"

#include <stdexcept>

#include "telegram/simulator/bot_routes.h"
#include "telegram/simulator/core.h"
#include "telegram/simulator/person_routes.h"
#include "telegram/simulator/webhooks.h"

namespace pb::telegram::simulator {

struct Simulator::Impl {
  Core core;
  Webhooks webhooks;

  Impl(http::Client& client, Clock const& clock, Limits const& limits)
      : core(clock, limits), webhooks(client, core) {}
};

Simulator::Simulator(http::Client& webhook_client, Clock const& clock, Limits limits)
    : impl_(std::make_unique<Impl>(webhook_client, clock, limits)) {}

Simulator::~Simulator() {
  stop();
}

void Simulator::start() {
  impl_->core.start();
}

void Simulator::stop() {
  impl_->core.stop();
  impl_->webhooks.stop();
}

void Simulator::add_person(Person person) {
  auto const id = person.id;
  bool const added =
      impl_->core.ask([&](World& world) { return world.add_person(std::move(person)) != nullptr; });
  if (!added) throw std::invalid_argument("no person can have the id " + std::to_string(id));
}

auto Simulator::add_bot(BotAccount account) -> std::int64_t {
  auto const id = impl_->core.ask([&](World& world) {
    auto const* const bot = world.add_bot(std::move(account));
    return bot == nullptr ? 0 : bot->id;
  });
  if (id == 0) throw std::invalid_argument("the token is none, or there are too many bots");
  return id;
}

void Simulator::add_routes(http::Router& router) {
  add_bot_routes(router, impl_->core);
  add_person_routes(router, impl_->core);
}

}  // namespace pb::telegram::simulator
