#include "webhooks/dispatcher.h"

#include <boost/json/parse.hpp>

#include "events/feed.h"
#include "events/record.h"
#include "http/test_peer.h"
#include "webhooks/retries.h"
#include "webhooks/signature.h"
#include "webhooks/test_webhooks.h"

namespace pb::webhooks {
namespace {

using namespace std::chrono_literals;
using store::WebhookDeliveryState;
using store::WebhookState;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Dispatching : public TestWebhooks {
 protected:
  auto dispatcher(Reach const& reach = this_machine()) -> std::unique_ptr<Dispatcher> {
    auto made = std::make_unique<Dispatcher>(
        database_.get(), clock_, reach,
        [this](store::Unit&, store::Webhook const& webhook) { disabled_ = webhook.id; }, options_);
    made->start();
    return made;
  }
  // Asks again and again; what a dispatcher settles sends no signal.
  template <class F>
  void wait_for(F holds) {
    auto const deadline = std::chrono::steady_clock::now() + 10s;
    while (!holds() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    EXPECT_TRUE(holds());
  }
  void wait_for_attempts(WebhookId id, std::size_t count) {
    wait_for([&] {
      std::size_t found = 0;
      for (auto const& delivery : log(id)) found += delivery.attempts.size();
      return found >= count;
    });
  }
  void send_a_test(WebhookId id) {
    write([&](store::Unit& unit) { send_test(unit, owner_, id, random_).value(); });
  }
  void pass(std::chrono::seconds time) {
    now += time;
    clock_.set(now);
  }
  static auto header(http::Request const& request, std::string_view name) -> std::string {
    return std::string(http::find_header(request.headers, name).value_or(""));
  }
  static auto ids(std::vector<http::Request> const& requests) -> std::vector<std::string> {
    std::vector<std::string> found;
    for (auto const& request : requests) found.push_back(header(request, "webhook-id"));
    return found;
  }
  static auto positions(std::vector<http::Request> const& requests) -> std::vector<std::int64_t> {
    std::vector<std::int64_t> found;
    for (auto const& request : requests)
      found.push_back(boost::json::parse(request.body).at("data").at("position").as_int64());
    return found;
  }

  ManualClock clock_{now};
  DispatcherOptions options_{.look = 2ms, .poll = 20ms};
  std::atomic<WebhookId> disabled_{};
};
INSTANTIATE_TEST_SUITE_P(Engines, Dispatching, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Dispatching, what_happens_arrives_signed) {
  Receiver receiver;
  auto const made = added(owner_, receiver.url(), {"plan.*"});
  events::Feed feed(database_.get(), {.poll = 20ms});
  auto const intake = make_intake(feed, clock_, random_);
  feed.start();
  intake->start();
  auto const running = dispatcher();

  write([&](store::Unit& unit) {
    events::record(unit.sql, unit.now, owner_, "geo.added", {"geo", 1}, {});
    events::record(unit.sql, unit.now, owner_, "plan.submitted", {"plan", 17}, {{"amount", 1200}});
  });
  auto const request = receiver.wait_for(1).at(0);
  wait_for([&] { return in_state(made.id, WebhookDeliveryState::delivered).size() == 1; });
  running->stop();
  intake->stop();
  feed.stop();

  auto const body = boost::json::parse(request.body);
  EXPECT_EQ(body.at("type"), "plan.submitted");
  EXPECT_EQ(body.at("timestamp").as_string(), to_iso(now));
  EXPECT_EQ(body.at("data").at("actor"), owner_.user.value);
  EXPECT_EQ(body.at("data").at("subject").at("id"), 17);
  EXPECT_EQ(body.at("data").at("data").at("amount"), 1200);
  EXPECT_EQ(header(request, "content-type"), "application/json");
  EXPECT_EQ(header(request, "webhook-timestamp"), timestamp_of(now));
  EXPECT_EQ(header(request, "webhook-signature"),
            signature_of({.id = header(request, "webhook-id"), .at = now, .body = request.body},
                         std::array{made.secret}));
}

TEST_P(Dispatching, two_secrets_sign_for_a_day_after_the_change) {
  Receiver receiver;
  auto const made = added(owner_, receiver.url());
  auto const fresh =
      write([&](store::Unit& unit) { return rotate_secret(unit, owner_, made.id, random_).value(); });
  auto const running = dispatcher();
  auto const signature = [&](http::Request const& request, std::vector<Secret> const& secrets) {
    return signature_of({.id = header(request, "webhook-id"), .at = now, .body = request.body}, secrets);
  };

  happened({1});
  auto const first = receiver.wait_for(1).at(0);
  EXPECT_EQ(header(first, "webhook-signature"), signature(first, {fresh, made.secret}));
  wait_for_attempts(made.id, 1);

  pass(24h);
  happened({2});
  auto const second = receiver.wait_for(2).at(1);
  EXPECT_EQ(header(second, "webhook-signature"), signature(second, {fresh}));
}

TEST_P(Dispatching, a_retry_is_the_same_message_at_another_time) {
  Receiver receiver(
      [](auto const&, std::size_t number) { return http::Response{.status = number == 0 ? 503 : 200}; });
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();
  happened({1});
  receiver.wait_for(1);
  wait_for_attempts(id, 1);

  pass(5s);
  auto const requests = receiver.wait_for(2);

  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_EQ(header(requests[0], "webhook-id"), header(requests[1], "webhook-id"));
  EXPECT_EQ(requests[0].body, requests[1].body);
  EXPECT_EQ(header(requests[1], "webhook-timestamp"), timestamp_of(now));
  EXPECT_NE(header(requests[0], "webhook-signature"), header(requests[1], "webhook-signature"));
}

TEST_P(Dispatching, only_2xx_is_a_success_and_a_redirect_is_a_failure) {
  std::vector<int> const statuses{200, 202, 299, 301, 307, 400, 404, 429, 500};
  Receiver receiver([&](auto const&, std::size_t number) {
    return http::Response{.status = statuses.at(number), .headers = {{"Location", "/hook"}}};
  });
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();

  for (std::size_t number = 0; number < statuses.size(); ++number) {
    send_a_test(id);
    wait_for_attempts(id, number + 1);
  }

  auto const deliveries = log(id);
  for (std::size_t number = 0; number < statuses.size(); ++number) {
    auto const& delivery = deliveries.at(statuses.size() - 1 - number);
    bool const good = statuses[number] < 300;
    EXPECT_EQ(delivery.attempts.at(0).status, statuses[number]);
    EXPECT_EQ(delivery.attempts.at(0).error.has_value(), !good) << statuses[number];
    EXPECT_EQ(delivery.stored.state, good ? WebhookDeliveryState::delivered : WebhookDeliveryState::failed);
  }
}

TEST_P(Dispatching, retry_after_is_obeyed) {
  Receiver receiver(answers(429, {{"Retry-After", "3600"}}));
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();
  happened({1});
  wait_for_attempts(id, 1);

  EXPECT_EQ(log(id).at(0).stored.next_attempt_at, now + 1h);
}

TEST_P(Dispatching, gone_is_disabled_with_a_notice) {
  Receiver receiver(answers(410));
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();
  happened({1, 2});

  wait_for([&] { return endpoint(id).state == WebhookState::disabled; });

  EXPECT_EQ(disabled_.load(), id);
  EXPECT_THAT(in_state(id, WebhookDeliveryState::failed), ElementsAre(1, 2));
  EXPECT_THAT(receiver.wait_for(1), SizeIs(1));
}

TEST_P(Dispatching, messages_of_an_endpoint_arrive_in_order) {
  Receiver receiver;
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();
  std::vector<std::int64_t> all;
  for (std::int64_t position = 1; position <= 30; ++position) all.push_back(position);

  happened(all);

  EXPECT_EQ(positions(receiver.wait_for(30)), all);
  wait_for([&] { return in_state(id, WebhookDeliveryState::delivered) == all; });
}

TEST_P(Dispatching, a_slow_endpoint_stops_no_other) {
  Receiver slow;
  Receiver quick;
  added(owner_, slow.url());
  added(owner_, quick.url());
  slow.hold();
  auto const running = dispatcher();

  happened({1, 2, 3});

  EXPECT_THAT(positions(quick.wait_for(3)), ElementsAre(1, 2, 3));
  EXPECT_THAT(slow.wait_for(1), SizeIs(1));
  slow.release();
  EXPECT_THAT(positions(slow.wait_for(3)), ElementsAre(1, 2, 3));
}

TEST_P(Dispatching, an_answer_that_does_not_come_in_time_is_a_failure) {
  Receiver receiver;
  auto const id = added(owner_, receiver.url()).id;
  receiver.hold();
  options_.within = 50ms;
  auto const running = dispatcher();

  happened({1});
  wait_for_attempts(id, 1);

  auto const attempt = log(id).at(0).attempts.at(0);
  EXPECT_EQ(attempt.status, std::nullopt);
  EXPECT_TRUE(attempt.error);
  receiver.release();
}

TEST_P(Dispatching, an_endless_answer_is_cut_and_its_beginning_kept) {
  http::RawServer receiver([](http::RawConnection& connection, int) {
    connection.receive_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
    auto const much = std::string(10'000, 'x') + std::string("\0\xFF", 2);
    while (connection.send(much)) continue;
  });
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();

  happened({1});
  wait_for([&] { return in_state(id, WebhookDeliveryState::delivered).size() == 1; });

  auto const attempt = log(id).at(0).attempts.at(0);
  EXPECT_EQ(attempt.response, std::string(kKeptBytes, 'x'));
  EXPECT_THAT(attempt.response_headers, HasSubstr("Content-Type: text/plain\n"));
  EXPECT_THAT(attempt.request_headers, HasSubstr("webhook-signature: v1,"));
}

// Names change their meaning between registration and sending.
TEST_P(Dispatching, an_address_out_of_reach_is_not_connected_to) {
  Receiver receiver;
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher(Reach());

  happened({1});
  wait_for_attempts(id, 1);

  EXPECT_EQ(log(id).at(0).attempts.at(0).error, http::kNowhereAllowed);
  EXPECT_THAT(receiver.wait_for(0), IsEmpty());
}

TEST_P(Dispatching, what_was_on_its_way_at_the_stop_is_sent_again_after_the_next_start) {
  Receiver receiver;
  auto const id = added(owner_, receiver.url()).id;
  receiver.hold();
  auto first = dispatcher();
  happened({1, 2});
  receiver.wait_for(1);

  first->stop();
  first->stop();
  EXPECT_THAT(log(id).back().attempts, IsEmpty());
  receiver.release();
  auto const second = dispatcher();

  auto const requests = receiver.wait_for(3);
  EXPECT_THAT(positions(requests), ElementsAre(1, 1, 2));
  EXPECT_EQ(ids(requests)[0], ids(requests)[1]);
}

// As after a kill: the claim is still there, and nobody will end it.
TEST_P(Dispatching, a_claim_of_a_dead_node_ends_and_the_message_is_sent) {
  Receiver receiver;
  auto const id = added(owner_, receiver.url()).id;
  happened({1});
  auto const dead = write([&](store::Unit& unit) {
    return store::claim_webhooks(unit.sql, {.now = unit.now, .lease = options_.lease, .limit = 1});
  });
  ASSERT_THAT(dead, SizeIs(1));
  auto const running = dispatcher();
  if (GetParam() == sql::Dialect::postgresql) {  // another node might live; on SQLite there is none
    EXPECT_EQ(read([](store::Unit& unit) { return store::next_webhook_due(unit.sql); }),
              now + options_.lease);
    pass(60s);
  }

  EXPECT_THAT(receiver.wait_for(1), SizeIs(1));
  wait_for([&] { return in_state(id, WebhookDeliveryState::delivered).size() == 1; });
}

TEST_P(Dispatching, several_nodes_send_each_message_once_and_in_order) {
  constexpr std::size_t kEndpoints = 4;
  constexpr std::int64_t kMessages = 25;
  std::vector<std::unique_ptr<Receiver>> receivers;
  std::vector<WebhookId> webhooks;
  for (std::size_t i = 0; i < kEndpoints; ++i) {
    receivers.push_back(std::make_unique<Receiver>());
    webhooks.push_back(added(owner_, receivers.back()->url()).id);
  }
  std::vector<std::unique_ptr<Dispatcher>> nodes;
  for (int i = 0; i < 3; ++i) nodes.push_back(dispatcher());
  std::vector<std::int64_t> all;
  for (std::int64_t position = 1; position <= kMessages; ++position) all.push_back(position);

  happened(all);
  for (auto const id : webhooks)
    wait_for([&] { return in_state(id, WebhookDeliveryState::delivered) == all; });
  for (auto& node : nodes) node->stop();

  for (auto& receiver : receivers) EXPECT_EQ(positions(receiver->wait_for(0)), all);
}

TEST_P(Dispatching, a_person_sends_again_what_failed_without_waiting_for_the_rest) {
  std::atomic<int> status = 500;
  Receiver receiver([&](auto const&, auto) { return http::Response{.status = status}; });
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();
  send_a_test(id);
  wait_for_attempts(id, 1);
  happened({1});
  wait_for_attempts(id, 2);
  status = 200;

  auto const failed = log(id).back().stored;
  write([&](store::Unit& unit) { redeliver(unit, admin_, failed.id).value(); });
  auto const requests = receiver.wait_for(3);

  EXPECT_EQ(header(requests.at(2), "webhook-id"), failed.message_id);
  wait_for([&] { return in_state(id, WebhookDeliveryState::delivered) == std::vector<std::int64_t>{0}; });
  EXPECT_THAT(in_state(id, WebhookDeliveryState::queued), ElementsAre(1));
}

TEST_P(Dispatching, what_waits_for_its_retry_can_be_hurried) {
  std::atomic<int> status = 500;
  Receiver receiver([&](auto const&, auto) { return http::Response{.status = status}; });
  auto const id = added(owner_, receiver.url()).id;
  auto const running = dispatcher();
  happened({1, 2});
  wait_for_attempts(id, 1);
  status = 200;

  auto const waiting = log(id).back().stored.id;
  write([&](store::Unit& unit) { redeliver(unit, owner_, waiting).value(); });

  EXPECT_THAT(positions(receiver.wait_for(3)), ElementsAre(1, 1, 2));
}

TEST_P(Dispatching, stopping_before_the_start_and_twice_is_allowed) {
  Dispatcher idle(database_.get(), clock_, this_machine());
  idle.stop();
  idle.stop();
}

}  // namespace
}  // namespace pb::webhooks
