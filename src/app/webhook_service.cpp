#include "app/webhook_service.h"

#include "webhooks/feeding.h"

namespace pb::app {
namespace {

// Each may wait for a stranger's answer.
constexpr std::size_t kThreads = 4;

auto client_options(webhooks::Reach reach) -> http::ClientOptions {
  return {.connections_per_host = 4,
          .reach = reach == webhooks::Reach::internal ? http::ClientOptions::Reach::everywhere
                                                      : http::ClientOptions::Reach::public_only};
}

auto worker_options() -> jobs::WorkerOptions {
  jobs::WorkerOptions options;
  options.threads = kThreads;
  return options;
}

}  // namespace

WebhookService::WebhookService(WebhookSurroundings surroundings)
    : client_(client_options(surroundings.reach)),
      post_{.database = surroundings.feed.database(),
            .clock = surroundings.clock,
            .client = client_,
            .disabled = std::move(surroundings.disabled)},
      feeding_(surroundings.feed, std::string(webhooks::kSubscription),
               webhooks::feeding_handler(surroundings.clock)),
      worker_(surroundings.feed.database(), surroundings.clock, surroundings.random, worker_options()) {
  worker_.handle(std::string(webhooks::kDeliverJob),
                 [this](jobs::Attempt& attempt) { return webhooks::run_deliver_job(post_, attempt); });
}

void WebhookService::start() {
  client_.start();
  feeding_.start();
  worker_.start();
}

// The client first: what waits for an answer is told that there will be none.
void WebhookService::stop() {
  feeding_.stop();
  client_.stop();
  worker_.stop();
}

}  // namespace pb::app
