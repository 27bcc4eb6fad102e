#pragma once

#include <functional>
#include <memory>
#include <string>

#include "analytics/outlook/outlook.h"
#include "api/side_desk.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "crypto/password.h"
#include "domain/network.h"
#include "i18n/translator.h"
#include "sql/database.h"
#include "webhooks/place.h"

namespace pb::api {

class LiveHub;
class RateLimiter;

// What the API needs from around it. All of it outlives the server.
struct Surroundings {
  sql::Database& database;
  Clock const& clock;
  Random& random;
  i18n::Translator const& translator;
  std::string public_url{};  // empty: whatever the browser calls us
  // The newest numbers, and the newest look ahead; null while there are none yet. Never wait.
  std::function<std::shared_ptr<analytics::Version const>()> numbers{};
  std::function<std::shared_ptr<analytics::Outlook const>()> outlook{};
  // For signing in; where one is left out, that way in answers that it is not available.
  Secret bot_token{};
  SideDesk* side_desk = nullptr;
  crypto::PasswordHasher* hasher = nullptr;
  LiveHub* live = nullptr;          // null: there are no live updates
  webhooks::Reach webhook_reach{};  // where webhooks may lead
  // How much everybody may ask for; null: as much as they like.
  RateLimiter* limiter = nullptr;          // people and keys
  RateLimiter* address_limiter = nullptr;  // whoever they are, by where they come from
  // Who may say on whose behalf they call (X-Forwarded-For).
  std::vector<Network> trusted_proxies{};
};

}  // namespace pb::api
