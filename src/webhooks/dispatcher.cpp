#include "webhooks/dispatcher.h"

#include <algorithm>

#include "base/log.h"

namespace pb::webhooks {

Dispatcher::Dispatcher(sql::Database& database, Clock const& clock, Reach const& reach,
                       WhenDisabled when_disabled, DispatcherOptions options)
    : database_(database),
      clock_(clock),
      when_disabled_(std::move(when_disabled)),
      options_(options),
      client_({.may_connect = [reach](std::string_view address) { return reach.allows(address); }}) {}

Dispatcher::~Dispatcher() {
  stop();
}

void Dispatcher::start() {
  if (database_.dialect() == sql::Dialect::sqlite) database_.write(store::free_webhook_claims);
  client_.start();
  listening_ = database_.listen(std::string(store::kWebhookTopic), [this] { wake_up_.wake(); });
  thread_ = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void Dispatcher::stop() {
  listening_.reset();
  if (!thread_.joinable()) return client_.stop();
  thread_.request_stop();
  thread_.join();
  {
    std::scoped_lock const lock(mutex_);
    run_ = Run::stopping;
  }
  client_.stop();
  try {
    settle_ended();
  } catch (std::exception const& problem) {
    log::warn("webhooks.not_settled", {{"reason", problem.what()}});  // their claims end by themselves
  }
}

void Dispatcher::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    try {
      take_turn();
    } catch (std::exception const& problem) {
      log::error("webhooks.turn_failed", {{"reason", problem.what()}});
      looked_at_ = std::chrono::steady_clock::now();
      next_due_.reset();  // `poll` is the pause
    }
    if (wake_up_.wait_for(stop, options_.look)) woken_ = true;
  }
}

void Dispatcher::take_turn() {
  settle_ended();
  if (!worth_looking(clock_.now())) return;
  woken_ = false;
  send_due();
  next_due_ = database_.read(store::next_webhook_due);
  looked_at_ = std::chrono::steady_clock::now();
}

bool Dispatcher::worth_looking(Instant now) const {
  return woken_ || (next_due_ && *next_due_ <= now) ||
         std::chrono::steady_clock::now() - looked_at_ >= options_.poll;
}

// A unit that fails leaves them for the next turn; what it may have settled is not settled twice, since the
// claim is no longer held then.
void Dispatcher::settle_ended() {
  {
    std::scoped_lock const lock(mutex_);
    std::ranges::move(ended_, std::back_inserter(unsettled_));
    ended_.clear();
  }
  if (unsettled_.empty()) return;
  database_.write([&](sql::Session& session) {
    store::Unit unit{session, clock_.now()};
    for (auto const& end : unsettled_) settle(unit, end, when_disabled_);
  });
  std::scoped_lock const lock(mutex_);
  on_their_way_ -= unsettled_.size();
  unsettled_.clear();
}

void Dispatcher::send_due() {
  std::size_t on_their_way = 0;
  {
    std::scoped_lock const lock(mutex_);
    on_their_way = on_their_way_;
  }
  if (on_their_way >= options_.at_once) return;  // the end of one wakes us
  for (auto const& outgoing : claim_due(options_.at_once - on_their_way)) send(outgoing);
}

auto Dispatcher::claim_due(std::size_t limit) -> std::vector<Outgoing> {
  return database_.write([&](sql::Session& session) {
    std::vector<Outgoing> outgoing;
    auto const claims = store::claim_webhooks(
        session, {.now = clock_.now(), .lease = options_.lease, .limit = static_cast<std::int64_t>(limit)});
    for (auto const& claim : claims)
      outgoing.push_back({.claim = claim,
                          .webhook = store::find_webhook(session, claim.webhook).value(),
                          .secrets = store::webhook_secrets(session, claim.webhook).value(),
                          .delivery = store::find_webhook_delivery(session, claim.delivery).value()});
    return outgoing;
  });
}

void Dispatcher::send(Outgoing const& outgoing) {
  auto const at = clock_.now();
  auto request = request_of(outgoing, at, options_.within);
  Sent sent{.claim = outgoing.claim, .at = at, .url = outgoing.webhook.url, .headers = request.headers};
  {
    std::scoped_lock const lock(mutex_);
    ++on_their_way_;
  }
  client_.send(std::move(request), [this, sent = std::move(sent)](http::ClientResult const& result) {
    auto run = Run::goes_on;
    {
      std::scoped_lock const lock(mutex_);
      run = run_;
    }
    add_ended(ended(sent, result, clock_.now(), run));
  });
}

void Dispatcher::add_ended(Ended end) {
  {
    std::scoped_lock const lock(mutex_);
    ended_.push_back(std::move(end));
  }
  wake_up_.wake();
}

}  // namespace pb::webhooks
