#pragma once

#include "http/client.h"
#include "telegram/simulator/core.h"

namespace pb::telegram::simulator {

// Brings updates to the bots that have set a webhook: those of one chat in order, different chats at once up
// to max_connections. What is not answered with 2xx is tried again after a growing pause, and holds up only
// its own chat. A method in the answer's body is performed. `client` and `core` must outlive it.
class Webhooks {
 public:
  Webhooks(http::Client& client, Core& core);
  Webhooks(Webhooks const&) = delete;
  Webhooks& operator=(Webhooks const&) = delete;
  ~Webhooks();
  // To be called once the core is stopped: nothing is delivered any more, and answers still to come are
  // ignored. Returns when none is being looked at.
  void stop();

 private:
  struct Delivery {
    std::int64_t bot = 0;
    std::int64_t chat = 0;
    std::int64_t update = 0;
    std::int64_t generation = 0;
  };

  // Shared with the requests on their way, which may outlive us.
  struct Gate {
    std::mutex mutex;
    std::condition_variable left;
    int inside = 0;
    bool closed = false;
  };

  void deliver(World& world, std::int64_t id);
  void send(World& world, Bot& bot, std::int64_t chat);
  void answered(Delivery const& delivery, http::ClientResult const& answer);
  void succeeded(World& world, Bot& bot, Delivery const& delivery, std::string const& body);
  void failed(World& world, Bot& bot, Delivery const& delivery, std::string reason);
  void retry(Delivery const& delivery);

  http::Client& client_;
  Core& core_;
  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
};

}  // namespace pb::telegram::simulator
