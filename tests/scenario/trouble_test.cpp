#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "crypto/token.h"
#include "scenario/house.h"

// What goes wrong: lost networks, restarts, odd updates, people in a hurry.
namespace pb::scenario {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

constexpr auto kPlans = "select count(*) from plans";

// A house with one office, one geo and a manager in front of the amount form.
class Trouble : public testing::TestWithParam<sql::Dialect> {
 protected:
  explicit Trouble(WayIn way_in = WayIn::polling) : house(GetParam(), way_in) {
    house.set_up({{"Kyiv", {"Lviv"}}});
    mykola.emplace(house.joins("Mykola", {.office = "Kyiv"}));
    mykola->presses("plan");
    mykola->sees("Lviv");
  }

  auto bot_path(std::string const& rest) const -> std::string {
    return fmt::format("/bots/{}{}", house.bot_id(), rest);
  }
  void raw_update(json::object const& update) { house.post(bot_path("/updates/raw"), update); }
  // A press of what the client no longer shows, or never did.
  void raw_press(std::int64_t message_id, std::string const& data) {
    json::object const from = {{"id", mykola->id()}, {"is_bot", false}, {"first_name", "Mykola"}};
    json::object const chat = {{"id", mykola->id()}, {"type", "private"}, {"first_name", "Mykola"}};
    raw_update({{"callback_query",
                 {{"id", "77"},
                  {"from", from},
                  {"chat_instance", "1"},
                  {"data", data},
                  {"message", {{"message_id", message_id}, {"date", 1}, {"chat", chat}}}}}});
  }
  // The next calls of the method fail so.
  void telegram_fails(std::string_view method, json::object fault) {
    fault["bot"] = house.bot_id();
    fault["method"] = method;
    if (!fault.contains("times")) fault["times"] = 1;
    house.post("/faults", fault);
  }

  House house;
  std::optional<Person> mykola;
};

class TroubleByWebhook : public Trouble {
 protected:
  TroubleByWebhook() : Trouble(WayIn::webhook) {}
};

INSTANTIATE_TEST_SUITE_P(Engines, Trouble, testing::ValuesIn(sql::engines()), sql::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, TroubleByWebhook, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Trouble, a_restart_in_the_middle_of_an_answer_loses_nothing) {
  house.restart();

  mykola->says("12000");

  mykola->sees("₴12,000");
  EXPECT_EQ(house.count(kPlans), 1);
}

TEST_P(Trouble, what_is_said_while_the_program_is_away_is_answered_when_it_is_back) {
  house.shut_down();
  mykola->says("12000");
  mykola->looks_away();

  house.start_up();

  mykola->sees("₴12,000");
  EXPECT_EQ(house.count(kPlans), 1);
}

TEST_P(Trouble, updates_nobody_can_read_stop_nothing) {
  raw_update({{"message", "not an object"}});
  raw_update({{"poll", {{"id", "1"}}}});
  raw_update({{"message", {{"message_id", 1}, {"date", 1}, {"chat", json::value(nullptr)}}}});
  raw_update({{"callback_query", {{"id", "1"}, {"from", {{"id", "x"}}}}}});
  raw_update({{"something_of_next_year", {{"deep", {{"deeper", {1, 2, 3}}}}}}});

  mykola->says("12000");

  mykola->sees("₴12,000");
}

TEST_P(Trouble, a_text_of_five_megabytes_is_refused_kindly_and_the_chat_goes_on) {
  json::object const chat = {{"id", mykola->id()}, {"type", "private"}, {"first_name", "Mykola"}};
  json::object const from = {{"id", mykola->id()}, {"is_bot", false}, {"first_name", "Mykola"}};
  mykola->looks_away();
  raw_update({{"message",
               {{"message_id", 900'000},
                {"date", 1},
                {"chat", chat},
                {"from", from},
                {"text", std::string(5u * 1024 * 1024, '7')}}}});
  mykola->sees("Lviv");

  mykola->says("12000");

  mykola->sees("₴12,000");
}

TEST_P(Trouble, a_button_pressed_twice_acts_once) {
  auto const form = mykola->chat().back();
  auto const set = fmt::format("plan_set:1:{}:50000", house.today().days);

  raw_press(form.id, set);
  raw_press(form.id, set);

  mykola->sees("₴500");
  house.waits_for_count("select count(*) from telegram_inbox", 4);
  EXPECT_EQ(house.count("select count(*) from events where type like 'plan.%'"), 1);
}

TEST_P(Trouble, a_button_of_last_year_shows_how_things_are_now_and_lets_nobody_do_more) {
  auto const message = mykola->chat().back();
  std::vector<std::string> const dead = {"plan:1:1",
                                         "plan:999:20522",
                                         "plan_set:1:1:100",
                                         "nudge:1",
                                         "nonsense",
                                         "",
                                         ":::",
                                         "person:1",
                                         "grant:1:owner",
                                         "role_set:1:owner",
                                         "office_archive_yes:1"};

  for (auto const& data : dead) raw_press(message.id, data);

  house.waits_for_count("select count(*) from telegram_inbox", 2 + static_cast<std::int64_t>(dead.size()));
  EXPECT_EQ(house.count(kPlans), 0);
  EXPECT_EQ(house.count("select count(*) from users where role = 'owner'"), 1);
  EXPECT_EQ(house.count("select count(*) from offices where archived_at is not null"), 0);
  mykola->says("/start");
  mykola->sees_button("plan");
}

TEST_P(Trouble, telegram_out_of_order_delays_an_answer_and_doubles_none) {
  telegram_fails("sendMessage", {{"status", 502}, {"times", 2}});
  telegram_fails("editMessageText", {{"status", 500}, {"times", 2}});

  mykola->says("12000");

  mykola->sees("₴12,000");
  EXPECT_EQ(mykola->times_seen("₴12,000"), 1);
}

TEST_P(Trouble, too_many_requests_is_obeyed) {
  telegram_fails("editMessageText", {{"status", 429}, {"retry_after", 1}});
  telegram_fails("sendMessage", {{"status", 429}, {"retry_after", 1}});

  mykola->says("12000");

  mykola->sees("₴12,000");
  EXPECT_EQ(house.count(kPlans), 1);
}

TEST_P(Trouble, a_cut_connection_before_telegram_acted_sends_the_answer_once) {
  telegram_fails("sendMessage", {{"drop", "before"}, {"status", 500}});

  mykola->says("/start");

  mykola->sees_button("plan");
  house.waits_for_count("select count(*) from outgoing_messages where state in ('queued', 'sending')", 0);
  EXPECT_EQ(mykola->chat().back().buttons("plan").size(), 1);
}

TEST_P(Trouble, an_answer_lost_after_telegram_acted_is_marked) {
  telegram_fails("sendMessage", {{"drop", "after"}, {"status", 500}});

  mykola->says("/start");

  mykola->sees_button("plan");
  house.waits_for_count("select count(*) from outgoing_messages where state in ('queued', 'sending')", 0);
  EXPECT_EQ(house.count("select count(*) from outgoing_messages where uncertain > 0"), 1);
}

TEST_P(Trouble, a_person_who_blocks_the_bot_is_left_in_peace_until_they_come_back) {
  mykola->blocks_the_bot();
  house.waits_for_count("select count(*) from users where reachable = 0", 1);
  auto const before = mykola->chat().size();
  house.clock_to("18:50");
  house.waits_for_count("select count(*) from jobs where kind = 'collection.schedule' and state = 'done'", 1);
  EXPECT_EQ(mykola->chat().size(), before);

  mykola->unblocks_the_bot();
  mykola->says("/start");

  mykola->sees_button("plan");
  EXPECT_EQ(house.count("select count(*) from users where reachable = 0"), 0);
}

TEST_P(Trouble, restarted_update_ids_are_taken_as_new) {
  house.post(bot_path("/updates/restart"), {{"next", 17}});

  mykola->says("12000");

  mykola->sees("₴12,000");
}

TEST_P(Trouble, a_clock_that_jumps_back_stops_nothing) {
  house.clock_to(house.today() - 3, "10:00");

  mykola->says("/start");
  mykola->sees_button("plan");
  mykola->presses("plan");
  mykola->sees("Lviv");
  mykola->says("12000");

  mykola->sees("₴12,000");
}

TEST_P(TroubleByWebhook, a_day_works_by_webhook_too_and_over_a_restart) {
  house.restart();

  mykola->says("12000");

  mykola->sees("₴12,000");
  EXPECT_EQ(house.count(kPlans), 1);
}

TEST_P(TroubleByWebhook, an_update_delivered_twice_has_its_effect_once) {
  auto const update = json::serialize(
      json::object{{"update_id", 424242},
                   {"message",
                    {{"message_id", 77},
                     {"date", 1},
                     {"chat", {{"id", mykola->id()}, {"type", "private"}, {"first_name", "Mykola"}}},
                     {"from", {{"id", mykola->id()}, {"is_bot", false}, {"first_name", "Mykola"}}},
                     {"text", "12000"}}}});
  auto const deliver = [&](Secret const& secret) {
    http::ClientRequest request;
    request.url = house.bot_url() + "/telegram/webhook";
    request.headers = {{"Content-Type", "application/json"},
                       {"X-Telegram-Bot-Api-Secret-Token", secret.reveal()}};
    request.body = update;
    return house.http().send_and_wait(std::move(request)).value().status;
  };
  auto const secret = house.webhook_secret();
  mykola->looks_away();

  EXPECT_EQ(deliver(Secret("wrong")), 401);
  EXPECT_EQ(deliver(secret), 200);
  EXPECT_EQ(deliver(secret), 200);

  mykola->sees("₴12,000");
  EXPECT_EQ(house.count("select count(*) from telegram_inbox where update_id = 424242"), 1);
  EXPECT_EQ(house.count("select count(*) from events where type = 'plan.submitted'"), 1);
}

}  // namespace
}  // namespace pb::scenario
