#pragma once

#include "events/feed.h"
#include "events/subscription.h"
#include "http/client.h"
#include "jobs/worker.h"
#include "webhooks/deliver.h"
#include "webhooks/webhooks.h"

namespace pb::app {

// All of it outlives the service.
struct WebhookSurroundings {
  events::Feed& feed;
  Clock const& clock;
  Random& random;
  webhooks::Reach reach = webhooks::Reach::public_only;
  std::function<void(store::Unit&, store::Webhook const&)> disabled{};  // the owner is to be told
};

// Webhooks as a whole: events become messages, messages are sent by threads of their own.
class WebhookService final : public Service {
 public:
  explicit WebhookService(WebhookSurroundings surroundings);
  void start() override;
  void stop() override;

 private:
  http::Client client_;
  webhooks::Post post_;
  events::Subscription feeding_;
  jobs::Worker worker_;
};

}  // namespace pb::app
