#pragma once

#include <array>
#include <functional>

#include "base/clock.h"
#include "http/client.h"
#include "jobs/worker.h"
#include "store/unit.h"
#include "store/webhooks.h"

// The way of a message to its receiver. Each webhook has one job, which sends its messages one after another:
// the next one waits until the one before has arrived or was given up.
namespace pb::webhooks {

inline constexpr std::string_view kDeliverJob = "webhook.deliver";

// After each failure: the waits of the convention. The tenth failure is the last.
inline constexpr std::array<std::chrono::seconds, 9> kWaits{
    std::chrono::seconds(5), std::chrono::minutes(5), std::chrono::minutes(30),
    std::chrono::hours(2),   std::chrono::hours(5),   std::chrono::hours(10),
    std::chrono::hours(14),  std::chrono::hours(20),  std::chrono::hours(24)};
inline constexpr std::chrono::hours kLongestWait{24};        // a receiver may ask for, by Retry-After
inline constexpr std::chrono::hours kDisabledAfter{5 * 24};  // of nothing but failures
inline constexpr std::chrono::seconds kAnswerWithin{15};
inline constexpr std::size_t kAnswerReadBytes = std::size_t{100} * 1024;
inline constexpr std::size_t kAnswerKeptBytes = std::size_t{4} * 1024;
inline constexpr std::chrono::hours kMessagesKept{30 * 24};

// What delivering needs; outlives the worker.
struct Post {
  sql::Database& database;
  Clock const& clock;
  http::Client& client;  // one of its own: with Reach::public_only unless internal addresses are allowed
  // The owner is told; in the unit that disables it. May be left empty.
  std::function<void(store::Unit&, store::Webhook const&)> disabled{};
};

// Makes sure that the webhook's job is there.
void deliver_soon(sql::Session& session, WebhookId id, Instant when);

// Sends what is due; only a 2xx is a success. 410 disables the webhook at once.
auto run_deliver_job(Post const& post, jobs::Attempt& attempt) -> Result<void>;

}  // namespace pb::webhooks
