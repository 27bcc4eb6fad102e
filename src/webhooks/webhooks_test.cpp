#include "webhooks/webhooks.h"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "crypto/base64.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "http/server.h"
#include "jobs/claim.h"
#include "store/test_business.h"
#include "webhooks/deliver.h"
#include "webhooks/feeding.h"
#include "webhooks/signature.h"

namespace pb::webhooks {
namespace {

using namespace std::chrono_literals;
using store::WebhookMessageState;
using store::WebhookState;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The example of the convention's own libraries.
TEST(WebhookSignature, is_that_of_the_convention) {
  EXPECT_EQ(signature(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek",
                      Instant(1614265330s), R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  EXPECT_EQ(signature(Secret("MfKQ"), "msg", Instant(), ""), "");
}

TEST(WebhookFilters, name_events_families_or_all) {
  EXPECT_TRUE(wants({"plan.submitted"}, "plan.submitted"));
  EXPECT_TRUE(wants({"fact.*", "plan.*"}, "plan.corrected"));
  EXPECT_TRUE(wants({"*"}, "anything.else"));
  EXPECT_FALSE(wants({"plan.submitted", "fact.*"}, "plan.corrected"));
  EXPECT_FALSE(wants({"plan.*"}, "planet.found"));
}

TEST(WebhookUrl, leads_outside_over_tls) {
  EXPECT_EQ(host_of("https://hooks.example.com:8443/a?b=c", Reach::public_only).value(), "hooks.example.com");
  EXPECT_EQ(host_of("https://[2606:4700::1111]/", Reach::public_only).value(), "2606:4700::1111");
  EXPECT_EQ(host_of("http://127.0.0.1:9/x", Reach::internal).value(), "127.0.0.1");
  for (auto const* const url :
       {"http://hooks.example.com/", "ftp://hooks.example.com/", "https://", "https:///x", "https://a@b/",
        "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:443", "https://hooks.example.com/ x",
        "https://hooks.example.com\\@127.0.0.1/", "javascript:alert(1)", "HTTPS://x"})
    EXPECT_FALSE(host_of(url, Reach::public_only)) << url;
}

// A receiver of ours, answers of the test's choice, and jobs that run when the test says so.
class Webhooks : public store::TestBusiness {
 protected:
  Webhooks() {
    http::Router router;
    router.add("POST", "/hook", [this](http::Request request, http::Respond respond) {
      std::scoped_lock const lock(mutex_);
      received_.push_back(std::move(request));
      respond(answer_);
    });
    server_ = std::make_unique<http::Server>(http::ServerOptions{}, std::move(router));
    server_->start();
    client_.start();
  }
  ~Webhooks() override {
    client_.stop();
    server_->stop();
  }

  auto url() const -> std::string { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/hook"; }
  auto added(std::vector<std::string> events = {"plan.*"}) -> NewWebhook {
    return write([&](store::Unit& unit) {
      return add_webhook(unit, admin_, {.url = url(), .description = "Books", .events = std::move(events)},
                         Reach::internal, random_)
          .value();
    });
  }
  void happens(std::string type, std::int64_t position) {
    events::Event const event{.position = {position},
                              .id = {position},
                              .at = now,
                              .actor = admin_.user,
                              .type = std::move(type),
                              .subject = {"plan", position},
                              .data = R"({"amount":5})"};
    write([&](store::Unit& unit) { feeding_handler(clock_)(unit.sql, std::span(&event, 1)); });
  }
  // Does what is due.
  void run() {
    clock_.set(now);
    while (true) {
      jobs::Claim const request{.kinds = {std::string(kDeliverJob)}, .now = now, .lease = 60s};
      auto const claimed = write([&](store::Unit& unit) { return jobs::claim(unit.sql, request); });
      if (claimed.empty()) return;
      jobs::Attempt attempt(claimed.front(), clock_);
      ASSERT_TRUE(run_deliver_job(post_, attempt));
    }
  }
  auto hook(WebhookId id) -> store::Webhook {
    return read([&](store::Unit& unit) { return store::find_webhook(unit.sql, id).value(); });
  }
  auto messages(WebhookId id) -> std::vector<MessageWithAttempts> {
    return read([&](store::Unit& unit) { return list_messages(unit, admin_, id, 1'000'000, 100).value(); });
  }
  auto received() -> std::vector<http::Request> {
    std::scoped_lock const lock(mutex_);
    return received_;
  }
  void answers(int status, http::Headers headers = {}, std::string body = "ok") {
    std::scoped_lock const lock(mutex_);
    answer_ = {.status = status, .headers = std::move(headers), .body = std::move(body)};
  }
  static auto header(http::Request const& request, std::string_view name) -> std::string {
    return std::string(http::find_header(request.headers, name).value_or(""));
  }

  std::mutex mutex_;
  std::vector<http::Request> received_;
  http::Response answer_ = http::text_response(200, "ok");
  std::unique_ptr<http::Server> server_;
  http::Client client_;
  crypto::SystemRandom random_;
  ManualClock clock_{now};
  std::vector<WebhookId> told_;
  Post post_{
      .database = database_.get(),
      .clock = clock_,
      .client = client_,
      .disabled = [this](store::Unit&, store::Webhook const& webhook) { told_.push_back(webhook.id); }};
  OfficeId office_ = add_office("Одеса");
  Actor admin_ = add_person("Адмін", Role::admin);
  Actor head_ = add_person("Голова", Role::head, office_);
};
INSTANTIATE_TEST_SUITE_P(Engines, Webhooks, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Webhooks, are_told_what_they_want_signed_and_once) {
  auto const made = added();
  happens("plan.submitted", 7);
  happens("plan.submitted", 7);
  happens("fact.submitted", 8);
  run();
  auto const requests = received();
  ASSERT_EQ(requests.size(), 1U);
  auto const& request = requests[0];
  auto const id = header(request, "webhook-id");
  auto const key = *crypto::from_base64(made.secret.reveal().substr(6));
  auto const text = id + "." + header(request, "webhook-timestamp") + "." + request.body;
  EXPECT_EQ(header(request, "webhook-signature"), "v1," + crypto::to_base64(crypto::hmac_sha256(key, text)));
  auto const body = boost::json::parse(request.body);
  EXPECT_EQ(body.at("type"), "plan.submitted");
  EXPECT_EQ(body.at_pointer("/data/data/amount"), 5);
  EXPECT_EQ(messages(made.id)[0].message.state, WebhookMessageState::delivered);
  EXPECT_EQ(messages(made.id)[0].attempts[0].status, 200);
}

TEST_P(Webhooks, are_tried_again_at_the_times_of_the_convention_and_keep_their_order) {
  auto const made = added();
  answers(500);
  happens("plan.submitted", 1);
  happens("plan.corrected", 2);
  run();
  for (auto const wait : kWaits) {
    now += wait - 1s;
    run();
    now += 1s;
    run();
  }
  EXPECT_EQ(messages(made.id)[1].attempts.size(), kWaits.size() + 1);
  EXPECT_EQ(messages(made.id)[1].message.state, WebhookMessageState::failed);
  EXPECT_EQ(messages(made.id)[0].message.state, WebhookMessageState::queued) << "the next one's turn";
  std::set<std::string> ids;
  auto const requests = received();
  for (std::size_t at = 0; at < kWaits.size() + 1; ++at) ids.insert(header(requests[at], "webhook-id"));
  EXPECT_EQ(ids.size(), 1U) << "one message has one name";
}

TEST_P(Webhooks, take_only_2xx_for_success) {
  auto const made = added();
  answers(302, {{"Location", url()}});
  happens("plan.submitted", 1);
  run();
  EXPECT_EQ(received().size(), 1U) << "a redirect is not followed";
  EXPECT_EQ(messages(made.id)[0].message.state, WebhookMessageState::queued);
  answers(204, {}, "");
  now += 5s;
  run();
  EXPECT_EQ(messages(made.id)[0].message.state, WebhookMessageState::delivered);
}

TEST_P(Webhooks, wait_as_long_as_the_receiver_asks) {
  auto const made = added();
  answers(429, {{"Retry-After", "600"}});
  happens("plan.submitted", 1);
  run();
  now += 599s;
  run();
  EXPECT_EQ(received().size(), 1U);
  now += 1s;
  run();
  EXPECT_EQ(received().size(), 2U);
}

TEST_P(Webhooks, are_disabled_by_410_and_by_days_of_failures) {
  auto const gone = added();
  answers(410);
  happens("plan.submitted", 1);
  run();
  EXPECT_EQ(hook(gone.id).state, WebhookState::disabled);
  EXPECT_EQ(hook(gone.id).reason, "webhook.reason.gone");
  EXPECT_THAT(told_, ElementsAre(gone.id));

  auto const failing = added();
  answers(500);
  happens("plan.submitted", 2);
  run();
  now += 2h;
  run();
  EXPECT_EQ(hook(failing.id).state, WebhookState::active);
  now += kDisabledAfter;
  run();
  EXPECT_EQ(hook(failing.id).reason, "webhook.reason.failing");
  EXPECT_EQ(told_.size(), 2U);

  answers(200);
  write([&](store::Unit& unit) {
    return change_webhook(unit, admin_, failing.id, {.active = true}, Reach::internal);
  });
  now += 24h;
  run();
  EXPECT_EQ(messages(failing.id)[0].message.state, WebhookMessageState::delivered) << "it goes on";
}

TEST_P(Webhooks, sign_with_both_secrets_while_one_is_exchanged) {
  auto const made = added();
  auto const next =
      write([&](store::Unit& unit) { return rotate_secret(unit, admin_, made.id, random_).value(); });
  happens("plan.submitted", 1);
  run();
  auto const request = received().back();
  auto const at = Instant(std::chrono::seconds(std::stoll(header(request, "webhook-timestamp"))));
  auto const id = header(request, "webhook-id");
  EXPECT_EQ(header(request, "webhook-signature"),
            signature(next, id, at, request.body) + " " + signature(made.secret, id, at, request.body));
  now += kFormerSecret;
  happens("plan.submitted", 2);
  run();
  EXPECT_THAT(header(received().back(), "webhook-signature"), testing::Not(HasSubstr(" ")));
}

TEST_P(Webhooks, read_only_so_much_of_an_answer) {
  auto const made = added();
  answers(200, {}, std::string(1'000'000, 'x'));
  happens("plan.submitted", 1);
  run();
  auto const attempt = messages(made.id)[0].attempts.at(0);
  EXPECT_EQ(attempt.status, 200);
  EXPECT_EQ(attempt.answer.size(), kAnswerKeptBytes);
}

TEST_P(Webhooks, never_reach_into_ones_own_network) {
  auto const made = added();
  http::Client outside({.reach = http::ClientOptions::Reach::public_only});
  outside.start();
  Post const careful{.database = database_.get(), .clock = clock_, .client = outside, .disabled = {}};
  happens("plan.submitted", 1);
  jobs::Claim const request{.kinds = {std::string(kDeliverJob)}, .now = now, .lease = 60s};
  auto const claimed = write([&](store::Unit& unit) { return jobs::claim(unit.sql, request); });
  jobs::Attempt attempt(claimed.at(0), clock_);
  ASSERT_TRUE(run_deliver_job(careful, attempt));
  outside.stop();
  EXPECT_THAT(received(), IsEmpty());
  EXPECT_TRUE(messages(made.id)[0].attempts.at(0).problem);
}

TEST_P(Webhooks, are_tested_sent_again_paused_and_removed) {
  auto const made = added();
  write([&](store::Unit& unit) { return send_test(unit, admin_, made.id, random_); });
  run();
  EXPECT_THAT(received().back().body, HasSubstr("webhook.test"));
  auto const first = messages(made.id)[0].message;
  write([&](store::Unit& unit) { return send_again(unit, admin_, made.id, first.id); });
  run();
  EXPECT_EQ(header(received().back(), "webhook-id"), first.message);

  write([&](store::Unit& unit) {
    return change_webhook(unit, admin_, made.id, {.active = false}, Reach::internal);
  });
  happens("plan.submitted", 1);
  run();
  EXPECT_EQ(received().size(), 2U);
  write([&](store::Unit& unit) {
    return change_webhook(unit, admin_, made.id, {.active = true}, Reach::internal);
  });
  run();
  EXPECT_EQ(received().size(), 3U) << "what was missed while it was paused";

  write([&](store::Unit& unit) { return remove_webhook(unit, admin_, made.id); });
  happens("plan.submitted", 2);
  run();
  EXPECT_EQ(received().size(), 3U);
}

TEST_P(Webhooks, belong_to_administrators_as_long_as_they_are_some) {
  auto const refused = write([&](store::Unit& unit) {
    return add_webhook(unit, head_, {.url = url(), .events = {"*"}}, Reach::internal, random_).error().code;
  });
  EXPECT_EQ(refused, ErrorCode::forbidden);
  added();
  write(
      [&](store::Unit& unit) { store::set_user_status(unit.sql, admin_.user, store::UserStatus::blocked); });
  happens("plan.submitted", 1);
  run();
  EXPECT_THAT(received(), IsEmpty());
}

TEST_P(Webhooks, are_checked_when_they_are_made) {
  auto const refused = [&](WebhookWanted const& wanted) {
    return write([&](store::Unit& unit) {
      auto const made = add_webhook(unit, admin_, wanted, Reach::public_only, random_);
      return made ? std::string("made") : made.error().message.key;
    });
  };
  EXPECT_EQ(refused({.url = "https://127.0.0.1/", .events = {"*"}}), "error.webhook.internal");
  EXPECT_EQ(refused({.url = "http://example.com/", .events = {"*"}}), "error.webhook.url");
  EXPECT_EQ(refused({.url = "https://example.com/", .events = {}}), "error.webhook.events");
  EXPECT_EQ(refused({.url = "https://example.com/", .events = {"plan"}}), "error.webhook.events");
  EXPECT_EQ(refused({.url = "https://example.com/", .events = {"Plan.*"}}), "error.webhook.events");
  EXPECT_EQ(refused({.url = "https://example.com/", .events = {"plan.*"}}), "made");
}

}  // namespace
}  // namespace pb::webhooks
