#pragma once

#include <gmock/gmock.h>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "crypto/random.h"
#include "http/server.h"
#include "store/test_business.h"
#include "webhooks/deliveries.h"
#include "webhooks/intake.h"
#include "webhooks/webhooks.h"

// For tests: a receiver that remembers what it was sent, and a company with an endpoint.
namespace pb::webhooks {

using Answer = std::function<http::Response(http::Request const& request, std::size_t number)>;

// A server on this machine. `answer` is asked with the n-th request, n from 0; without one it says 204.
class Receiver {
 public:
  explicit Receiver(Answer answer = {}) : answer_(std::move(answer)), server_({}, router()) {
    server_.start();
  }
  ~Receiver() { server_.stop(); }

  [[nodiscard]] auto url() const -> std::string {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + "/hook";
  }
  // What has come, when there are at least `count`, or what there is after ten seconds.
  auto wait_for(std::size_t count) -> std::vector<http::Request> {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return requests_.size() >= count; });
    return requests_;
  }
  // From now on requests wait for their answer until release().
  void hold() {
    std::scoped_lock const lock(mutex_);
    holding_ = true;
  }
  void release() {
    std::vector<http::Respond> held;
    {
      std::scoped_lock const lock(mutex_);
      holding_ = false;
      held.swap(held_);
    }
    for (auto& respond : held) respond({.status = 204});
  }

 private:
  auto router() -> http::Router {
    http::Router router;
    router.add("POST", "/hook", [this](http::Request request, http::Respond respond) {
      auto response = http::Response{.status = 204};
      {
        std::scoped_lock const lock(mutex_);
        if (answer_) response = answer_(request, requests_.size());
        requests_.push_back(std::move(request));
        if (holding_) held_.push_back(std::exchange(respond, nullptr));
      }
      changed_.notify_all();
      if (respond) respond(std::move(response));
    });
    return router;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<http::Request> requests_;
  std::vector<http::Respond> held_;
  bool holding_ = false;
  Answer answer_;
  http::Server server_;
};

inline auto answers(int status, http::Headers const& headers = {}) -> Answer {
  return
      [=](auto const&, auto) { return http::Response{.status = status, .headers = headers, .body = "said"}; };
}

class TestWebhooks : public store::TestBusiness {
 protected:
  static auto this_machine() -> Reach { return Reach({Network::parse("127.0.0.0/8").value()}); }
  static auto place(std::string const& url) -> Place { return check_place(url, this_machine()).value(); }

  auto added(Actor const& actor, std::string const& url = "http://127.0.0.1:9/",
             std::vector<std::string> filters = {"*"}) -> NewEndpoint {
    return write([&](store::Unit& unit) {
      return add_webhook(unit, actor, {.place = place(url), .filters = std::move(filters)}, random_).value();
    });
  }
  // Events with these positions become messages.
  void happened(std::vector<std::int64_t> const& positions, std::string const& type = "plan.submitted") {
    std::vector<events::Event> list;
    for (auto const position : positions)
      list.push_back({.position = {position},
                      .id = {position},
                      .at = now,
                      .actor = {},
                      .type = type,
                      .subject = {"plan", position},
                      .data = "{}"});
    write([&](store::Unit& unit) { make_messages(unit, list, random_); });
  }
  auto log(WebhookId id) -> std::vector<Delivery> {
    return read([&](store::Unit& unit) { return list_deliveries(unit, owner_, id, 1'000'000, 100).value(); });
  }
  auto endpoint(WebhookId id) -> store::Webhook {
    return read([&](store::Unit& unit) { return store::find_webhook(unit.sql, id).value(); });
  }
  // Positions of an endpoint's messages in this state, oldest first; 0 for tests.
  auto in_state(WebhookId id, store::WebhookDeliveryState state) -> std::vector<std::int64_t> {
    std::vector<std::int64_t> positions;
    for (auto const& delivery : log(id)) {
      if (delivery.stored.state == state)
        positions.insert(positions.begin(), delivery.stored.position.value_or(0));
    }
    return positions;
  }
  auto key_of_error(auto const& result) -> std::string { return result ? "" : result.error().message.key; }

  crypto::SystemRandom random_;
  Actor owner_ = add_person("Власник", Role::owner);
  Actor admin_ = add_person("Адмін", Role::admin);
};

}  // namespace pb::webhooks
