#include "app/webhook_service.h"

#include "webhooks/intake.h"

namespace pb::app {

WebhookService::WebhookService(WebhookSurroundings surroundings)
    : intake_(webhooks::make_intake(surroundings.feed, surroundings.clock, surroundings.random)),
      dispatcher_(surroundings.feed.database(), surroundings.clock, surroundings.reach,
                  std::move(surroundings.disabled)) {}

void WebhookService::start() {
  intake_->start();
  dispatcher_.start();
}

void WebhookService::stop() {
  intake_->stop();
  dispatcher_.stop();
}

}  // namespace pb::app
