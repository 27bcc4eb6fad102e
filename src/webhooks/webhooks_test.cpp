#include "webhooks/webhooks.h"

#include "domain/permission.h"
#include "store/webhook_claims.h"
#include "webhooks/retries.h"
#include "webhooks/signature.h"
#include "webhooks/test_webhooks.h"

namespace pb::webhooks {
namespace {

using namespace std::chrono_literals;
using store::WebhookDeliveryState;
using store::WebhookState;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Webhooks : public TestWebhooks {
 protected:
  auto claimed() -> std::vector<store::ClaimedWebhook> {
    return write([&](store::Unit& unit) {
      return store::claim_webhooks(unit.sql, {.now = unit.now, .lease = 0s, .limit = 100});
    });
  }
  template <class F>
  auto said(F use_case) -> std::string {
    return key_of_error(write([&](store::Unit& unit) { return use_case(unit); }));
  }
  void pause(WebhookId id) {
    EXPECT_EQ(said([&](store::Unit& unit) { return pause_webhook(unit, owner_, id); }), "");
  }
  void resume(Actor const& actor, WebhookId id) {
    EXPECT_EQ(said([&](store::Unit& unit) { return resume_webhook(unit, actor, id); }), "");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Webhooks, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Webhooks, are_added_with_a_secret_that_is_shown_once) {
  auto const made = write([&](store::Unit& unit) {
    return add_webhook(unit, owner_,
                       {.place = place("http://127.0.0.1:9/hook?key=1"),
                        .description = "  CRM  ",
                        .filters = {"plan.*", "fact.submitted"}},
                       random_)
        .value();
  });

  EXPECT_TRUE(key_of(made.secret));
  auto const found = read([&](store::Unit& unit) { return get_webhook(unit, admin_, made.id).value(); });
  EXPECT_EQ(found.stored.url, "http://127.0.0.1:9/hook?key=1");
  EXPECT_EQ(found.stored.description, "CRM");
  EXPECT_EQ(found.stored.user, owner_.user);
  EXPECT_EQ(found.stored.state, WebhookState::active);
  EXPECT_THAT(found.filters, ElementsAre("plan.*", "fact.submitted"));
  EXPECT_THAT(event_types(), ElementsAre("webhook.added"));
  EXPECT_EQ(last_event_data(), R"({"host":"127.0.0.1","filters":"plan.* fact.submitted"})");
}

TEST_P(Webhooks, are_for_owners_and_admins_only) {
  auto const id = added(owner_).id;
  auto const office = add_office("Київ");
  for (auto const& actor :
       {add_person("Голова", Role::head, office), add_person("Менеджер", Role::manager, office),
        add_person("Аналітик", Role::analyst)}) {
    auto const refused = "error.not_allowed";
    EXPECT_EQ(said([&](auto& unit) {
                return add_webhook(unit, actor, {.place = place("http://127.0.0.1:9/"), .filters = {"*"}},
                                   random_);
              }),
              refused);
    EXPECT_EQ(said([&](auto& unit) { return change_webhook(unit, actor, id, {}); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return rotate_secret(unit, actor, id, random_); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return remove_webhook(unit, actor, id); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return pause_webhook(unit, actor, id); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return resume_webhook(unit, actor, id); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return list_webhooks(unit, actor); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return get_webhook(unit, actor, id); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return list_deliveries(unit, actor, id, 9, 9); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return get_delivery(unit, actor, {1}); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return redeliver(unit, actor, {1}); }), refused);
    EXPECT_EQ(said([&](auto& unit) { return send_test(unit, actor, id, random_); }), refused);
  }
  EXPECT_THAT(event_types(), ElementsAre("webhook.added"));
}

TEST_P(Webhooks, that_do_not_exist_are_said_so) {
  EXPECT_EQ(said([&](auto& unit) { return get_webhook(unit, owner_, {9}); }), "error.webhook.unknown");
  EXPECT_EQ(said([&](auto& unit) { return send_test(unit, owner_, {9}, random_); }), "error.webhook.unknown");
  EXPECT_EQ(said([&](auto& unit) { return redeliver(unit, owner_, {9}); }), "error.webhook.delivery_unknown");
}

TEST_P(Webhooks, have_limits) {
  EXPECT_EQ(said([&](auto& unit) {
              return add_webhook(unit, owner_, {.place = place("http://127.0.0.1/"), .filters = {"Plan"}},
                                 random_);
            }),
            "error.webhook.filters");
  EXPECT_EQ(said([&](auto& unit) {
              return add_webhook(unit, owner_,
                                 {.place = place("http://127.0.0.1/"),
                                  .description = std::string(kDescriptionLimit + 1, 'x'),
                                  .filters = {"*"}},
                                 random_);
            }),
            "error.webhook.description");
  for (int count = 0; count < kWebhooksLimit; ++count) added(owner_);
  EXPECT_EQ(said([&](auto& unit) {
              return add_webhook(unit, owner_, {.place = place("http://127.0.0.1/"), .filters = {"*"}},
                                 random_);
            }),
            "error.webhook.too_many");
}

TEST_P(Webhooks, a_change_that_changes_nothing_is_no_event) {
  auto const id = added(owner_).id;
  auto const changed = [&](EndpointChange const& change) {
    write([&](store::Unit& unit) { change_webhook(unit, admin_, id, change).value(); });
  };

  changed({.description = "CRM", .filters = std::vector<std::string>{"plan.*"}});
  changed({.place = place("http://127.0.0.1:9/"), .description = "CRM"});

  EXPECT_THAT(event_types(), ElementsAre("webhook.added", "webhook.changed"));
  EXPECT_EQ(endpoint(id).filters, "plan.*");
}

TEST_P(Webhooks, a_rotated_secret_keeps_its_former_one_for_a_day) {
  auto const made = added(owner_);

  auto const fresh =
      write([&](store::Unit& unit) { return rotate_secret(unit, admin_, made.id, random_).value(); });

  auto const secrets =
      read([&](store::Unit& unit) { return store::webhook_secrets(unit.sql, made.id).value(); });
  EXPECT_EQ(secrets.current, fresh.reveal());
  EXPECT_EQ(secrets.former, made.secret.reveal());
  EXPECT_EQ(secrets.former_until, now + 24h);
  EXPECT_EQ(event_types().back(), "webhook.secret_rotated");
}

TEST_P(Webhooks, events_become_one_message_for_each_endpoint_that_wants_them) {
  auto const plans = added(owner_, "http://127.0.0.1:9/", {"plan.*"}).id;
  auto const facts = added(owner_, "http://127.0.0.1:9/", {"fact.submitted"}).id;

  happened({1, 2});
  happened({2, 3}, "plan.corrected");  // 2 is read again
  happened({4}, "fact.submitted");

  EXPECT_THAT(in_state(plans, WebhookDeliveryState::queued), ElementsAre(1, 2, 3));
  EXPECT_THAT(in_state(facts, WebhookDeliveryState::queued), ElementsAre(4));
}

TEST_P(Webhooks, what_happened_before_an_endpoint_was_there_is_not_sent) {
  now += 1min;
  auto const id = added(owner_).id;
  now -= 1s;

  happened({1});

  EXPECT_THAT(log(id), IsEmpty());
}

TEST_P(Webhooks, are_kept_while_paused_and_sent_when_resumed) {
  auto const id = added(owner_).id;
  pause(id);
  pause(id);
  happened({1, 2});
  EXPECT_THAT(claimed(), IsEmpty());

  resume(owner_, id);
  resume(owner_, id);

  EXPECT_THAT(claimed(), SizeIs(1));
  EXPECT_THAT(event_types(), ElementsAre("webhook.added", "webhook.paused", "webhook.resumed"));
}

TEST_P(Webhooks, of_somebody_blocked_or_demoted_deliver_nothing) {
  auto const office = add_office("Київ");
  auto const of_admin = added(admin_).id;
  auto const of_owner = added(owner_).id;
  happened({1});

  write([&](store::Unit& unit) {
    store::set_user_status(unit.sql, admin_.user, store::UserStatus::blocked);
    store::set_user_role(unit.sql, owner_.user, Role::head, office);
  });
  EXPECT_THAT(claimed(), IsEmpty());
  happened({2});

  Actor const other = add_person("Інший", Role::owner);
  auto const seen =
      read([&](store::Unit& unit) { return list_deliveries(unit, other, of_admin, 99, 99).value(); });
  EXPECT_THAT(seen, SizeIs(1)) << "nor is anything kept for later";
  resume(other, of_owner);
  EXPECT_EQ(endpoint(of_owner).user, other.user) << "who resumes it takes it over";
  EXPECT_THAT(claimed(), SizeIs(1));
}

// The queue asks for roles in SQL; the rule itself stands in domain/permission.
TEST_P(Webhooks, the_queue_serves_the_roles_that_may_administer_integrations) {
  auto const id = added(owner_).id;
  happened({1});
  auto const office = add_office("Київ");
  for (auto const role : {Role::owner, Role::admin, Role::head, Role::manager, Role::analyst}) {
    bool const in_office = role == Role::head || role == Role::manager;
    auto const place_of_work = in_office ? std::optional(office) : std::nullopt;
    write([&](store::Unit& unit) { store::set_user_role(unit.sql, owner_.user, role, place_of_work); });
    Actor const actor{.user = owner_.user, .role = role, .office = place_of_work};

    EXPECT_EQ(!claimed().empty(), may(actor, Action::administer_integrations)) << enum_name(role);
    auto const listening = read([](store::Unit& unit) { return store::listening_webhooks(unit.sql); });
    EXPECT_EQ(!listening.empty(), may(actor, Action::read_audit)) << enum_name(role);
  }
  EXPECT_EQ(endpoint(id).user, owner_.user);
}

TEST_P(Webhooks, a_test_goes_ahead_of_what_waits_even_to_a_paused_endpoint) {
  auto const id = added(owner_).id;
  happened({1});
  pause(id);

  auto const test = write([&](store::Unit& unit) { return send_test(unit, owner_, id, random_).value(); });

  auto const claims = claimed();
  ASSERT_THAT(claims, SizeIs(1));
  EXPECT_EQ(claims.front().delivery, test);
  EXPECT_EQ(event_types().back(), "webhook.tested");
}

TEST_P(Webhooks, tests_do_not_pile_up) {
  auto const id = added(owner_).id;
  auto const test = [&] { return said([&](auto& unit) { return send_test(unit, owner_, id, random_); }); };
  for (int count = 0; count < kWaitingTestsLimit; ++count) EXPECT_EQ(test(), "");

  EXPECT_EQ(test(), "error.webhook.tests_wait");
}

TEST_P(Webhooks, are_removed_with_everything_they_sent) {
  auto const id = added(owner_).id;
  happened({1});

  write([&](store::Unit& unit) { remove_webhook(unit, admin_, id).value(); });

  EXPECT_THAT(read([&](store::Unit& unit) { return list_webhooks(unit, owner_).value(); }), IsEmpty());
  EXPECT_THAT(claimed(), IsEmpty());
}

TEST_P(Webhooks, the_log_is_told_newest_first_and_forgotten_after_a_month) {
  auto const id = added(owner_).id;
  happened({1, 2});
  now += kMessagesAreKept;
  happened({3});
  auto const all = log(id);
  ASSERT_THAT(all, SizeIs(3));
  auto const older = read([&](store::Unit& unit) {
    return list_deliveries(unit, owner_, id, all[0].stored.id.value, 1).value();
  });
  EXPECT_EQ(older.at(0).stored.position, 2);

  now += 1s;
  auto const gone = write([&](store::Unit& unit) { return prune(unit, 100); });

  EXPECT_EQ(gone, 2);
  EXPECT_THAT(log(id), SizeIs(1));
}

}  // namespace
}  // namespace pb::webhooks
