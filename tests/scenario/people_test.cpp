#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "scenario/house.h"

// Who comes, who goes, and what they may see.
namespace pb::scenario {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto kUsers = "select count(*) from users";

// "/start ..." as the client sends it when the invitation's link is opened.
auto opening(ChatMessage const& invitation) -> std::string {
  auto const at = invitation.text.find("?start=");
  auto const end = invitation.text.find_first_of(" \n", at);
  return "/start " + invitation.text.substr(at + 7, end == std::string::npos ? end : end - at - 7);
}

TEST_P(Scenario, an_owner_is_led_through_the_set_up_and_the_first_manager_comes_by_link) {
  House house(GetParam());
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("setup_language");
  owner.presses("setup_language:en");
  owner.says("Sunny Trade 🌞");
  owner.sees_button("setup_currency");
  owner.presses("setup_currency:EUR");
  owner.says("Kyiv");
  owner.says("Lviv");
  auto const invitation = owner.sees("?start=");

  auto mykola = house.stranger("Mykola");
  mykola.says(opening(invitation));
  mykola.sees_button("plan");
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("250");

  mykola.sees("€250");
  EXPECT_EQ(house.plans().size(), 1);
}

TEST_P(Scenario, a_set_up_survives_a_restart_at_every_step) {
  House house(GetParam());
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("setup_language");
  house.restart();
  owner.presses("setup_language:en");
  owner.says("Sunny Trade");
  owner.sees_button("setup_currency");
  house.restart();
  owner.presses("setup_currency:UAH");
  house.restart();
  owner.says("Kyiv");
  house.restart();
  owner.says("Lviv");

  owner.sees("?start=");
  EXPECT_EQ(house.count("select count(*) from territories"), 1);
}

TEST_P(Scenario, a_used_invitation_is_explained_to_the_next_who_opens_it) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}, {"Warsaw", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("people");
  owner.presses("people");
  owner.sees_button("invite");
  owner.presses("invite");
  owner.sees_button("invite:manager");
  owner.presses("invite:manager");
  owner.sees("office");
  owner.presses("invite:manager");
  auto const link = opening(owner.sees("?start="));
  auto mykola = house.stranger("Mykola");
  mykola.says(link);
  mykola.sees_button("settings");

  auto late = house.stranger("Late");
  late.says(link);

  late.sees("used");
  EXPECT_EQ(house.count(kUsers), 2);
}

TEST_P(Scenario, an_unknown_invitation_gives_no_access_and_no_data) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto guest = house.stranger("Guest");

  guest.says("/start AAAAAAAAAAAAAAAAAAAAAAAA");

  EXPECT_TRUE(guest.sees("invitation").keyboard.empty());
  EXPECT_EQ(house.count(kUsers), 1);
}

TEST_P(Scenario, a_stranger_is_answered_politely_and_let_in_by_an_admin) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("people");
  owner.looks_away();
  auto guest = house.stranger("Ганна <b>");

  guest.says("Hello?");
  EXPECT_THAT(guest.sees("Ганна <b>").text, Not(HasSubstr("Kyiv")));
  guest.says("/monthly_report");
  guest.sees("administrators");
  owner.sees("Ганна <b>");
  owner.presses("request");
  owner.sees_button("grant:" + std::to_string(guest.id()));
  owner.presses("grant:" + std::to_string(guest.id()) + ":analyst");

  guest.sees_button("home");
  guest.presses("home");
  guest.sees_button("statistics");
}

TEST_P(Scenario, a_refused_stranger_may_not_look_in) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("people");
  owner.looks_away();
  auto guest = house.stranger("Guest");
  guest.says("/start");
  owner.sees_button("request");
  owner.presses("request");
  owner.sees_button("refuse");
  owner.presses("refuse");
  house.waits_for_count("select count(*) from events where type = 'access.refused'", 1);

  guest.says("/start");

  EXPECT_TRUE(guest.sees("access").keyboard.empty());
}

TEST_P(Scenario, a_manager_moved_between_prompt_and_answer_does_not_answer_for_the_old_office) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}, {"Warsaw", {"Gdansk"}}});
  auto owner = house.owner();
  owner.says("/start");
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Lviv");
  auto const mykolas_id = std::to_string(house.count("select id from users where name = 'Mykola'"));
  auto const warsaw = std::to_string(house.count("select id from offices where name = 'Warsaw'"));
  owner.sees_button("people");
  owner.presses("people");
  owner.sees_button("person:" + mykolas_id);
  owner.presses("person:" + mykolas_id);
  owner.sees_button("person_move");
  owner.presses("person_move");
  owner.sees_button("move_to");
  owner.presses("move_to:" + mykolas_id + ":" + warsaw);
  house.waits_for_count("select count(*) from users where name = 'Mykola' and office_id = " + warsaw, 1);

  mykola.says("12000");

  EXPECT_THAT(mykola.sees("Gdansk").text, Not(HasSubstr("Lviv")));
  EXPECT_TRUE(house.plans().empty());
}

TEST_P(Scenario, a_blocked_person_is_told_and_sees_nothing) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  owner.sees_button("people");
  owner.presses("people");
  auto const id = std::to_string(house.count("select id from users where name = 'Mykola'"));
  owner.sees_button("person:" + id);
  owner.presses("person:" + id);
  owner.sees_button("person_block");
  owner.presses("person_block");
  house.waits_for_count("select count(*) from users where status = 'blocked'", 1);

  auto const toast = mykola.presses("plan");
  mykola.says("/start");

  EXPECT_TRUE(toast.alert);
  EXPECT_TRUE(mykola.sees("suspended").keyboard.empty());
  EXPECT_TRUE(house.plans().empty());
}

TEST_P(Scenario, a_digest_goes_into_the_topic_of_a_group_that_asked_for_it) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("people");
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("777");
  mykola.sees("₴777");
  auto const group = house.group("Board", {owner, mykola}, {"Talk", "Numbers"});
  auto const numbers = group.topics.at("Numbers");
  owner.says_in(group.id, "/digest_here", numbers);
  EXPECT_EQ(owner.sees_in(group.id, "will come here").topic, numbers);

  house.clock_to("19:30");

  EXPECT_EQ(owner.sees_in(group.id, "₴777").topic, numbers);
}

TEST_P(Scenario, only_those_who_administer_may_send_the_digest_into_a_group) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  auto const group = house.group("Friends", {mykola});

  mykola.says_in(group.id, "/digest_here");

  mykola.sees_in(group.id, "");
  EXPECT_EQ(house.count("select count(*) from group_chats where digest = 1"), 0);
}

TEST_P(Scenario, a_group_that_throws_the_bot_out_gets_no_digest_and_stops_nothing) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("people");
  auto const group = house.group("Board", {owner});
  owner.says_in(group.id, "/digest_here");
  owner.sees_in(group.id, "will come here");
  house.waits_for_count("select count(*) from group_chats where digest = 1", 1);
  house.throw_out(group.id, owner);
  house.waits_for_count("select count(*) from group_chats where left_at is not null", 1);
  owner.looks_away();

  house.clock_to("19:30");

  owner.sees("Kyiv");
  EXPECT_EQ(house.count("select count(*) from outgoing_messages where state = 'failed'"), 0);
}

TEST_P(Scenario, a_group_that_became_a_supergroup_keeps_its_digest) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("people");
  auto const group = house.group("Board", {owner});
  owner.says_in(group.id, "/digest_here");
  owner.sees_in(group.id, "will come here");
  auto const answer = house.post("/groups/" + std::to_string(group.id) + "/migrate", boost::json::object());
  auto const moved = answer.at("id").to_number<std::int64_t>();
  house.waits_for_count("select count(*) from group_chats where chat_id = " + std::to_string(moved), 1);

  house.clock_to("19:30");

  owner.sees_in(moved, "Kyiv");
}

}  // namespace
}  // namespace pb::scenario
