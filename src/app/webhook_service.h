#pragma once

#include <memory>

#include "base/random.h"
#include "events/feed.h"
#include "events/subscription.h"
#include "webhooks/dispatcher.h"

namespace pb::app {

// All of it outlives the service.
struct WebhookSurroundings {
  events::Feed& feed;
  Clock const& clock;
  Random& random;
  webhooks::Reach reach{};
  webhooks::WhenDisabled disabled{};  // the owner is to be told
};

// Webhooks as a whole: events become messages, and messages leave.
class WebhookService final : public Service {
 public:
  explicit WebhookService(WebhookSurroundings surroundings);
  void start() override;
  void stop() override;

 private:
  std::unique_ptr<events::Subscription> intake_;
  webhooks::Dispatcher dispatcher_;
};

}  // namespace pb::app
