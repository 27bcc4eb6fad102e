#include <gmock/gmock.h>

#include <algorithm>

#include "mail/test_mail_server.h"
#include "scenario/house.h"

// E-mail, through a real server: an address confirmed, a report by mail, and leaving by its link.
namespace pb::scenario {
namespace {

using mail::text_of;
using testing::HasSubstr;
using testing::Not;

constexpr auto kDeliveries = "select count(*) from report_deliveries where state = 'sent'";

auto code_in(boost::json::object const& mail) -> std::string {
  return text_of(mail.at("subject")).substr(0, 6);
}

void asks_for_a_code(Person& person, std::string const& address) {
  person.presses("settings");
  person.sees_button("email_ask");
  person.presses("email_ask");
  person.sees("Send it here");
  person.says(address);
  person.sees("mailed a code");
}

auto owner_with_an_address(House& house, mail::TestMailServer& server) -> Person {
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("settings");
  asks_for_a_code(owner, "olena@Example.com");
  owner.says(code_in(server.next().value()));
  owner.sees_button("notice:report");
  return owner;
}

// The path behind the address of the house.
auto unsubscribe_path(boost::json::object const& mail) -> std::string {
  auto const header = text_of(mail.at("headers").at("list-unsubscribe"));
  auto const at = header.find("/unsubscribe/");
  return header.substr(at, header.find('>') - at);
}

auto answer_of(House& house, std::string const& method, std::string const& path) -> http::Response {
  return house.http().send_and_wait({.method = method, .url = house.bot_url() + path}).value();
}

TEST_P(Scenario, an_address_counts_once_its_code_has_come_back) {
  mail::TestMailServer server;
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  house.mails_go_to(server.url());
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("settings");
  asks_for_a_code(owner, "olena@example.com");
  auto const mail = server.next().value();
  EXPECT_THAT(text_of(mail.at("text")), HasSubstr("Send this code to the bot"));
  auto const code = code_in(mail);

  owner.says(code == "000000" ? "000001" : "000000");
  owner.sees("That is not the code");
  EXPECT_EQ(house.count("select count(*) from users where email is not null"), 0);

  owner.says(code.substr(0, 3) + " " + code.substr(3));
  owner.sees_button("notice:report");
  EXPECT_EQ(house.count("select count(*) from users where email = 'olena@example.com'"), 1);
}

TEST_P(Scenario, what_is_no_address_is_said_so_and_codes_are_not_mailed_in_a_row) {
  mail::TestMailServer server;
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  house.mails_go_to(server.url());
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("settings");
  owner.presses("settings");
  owner.sees_button("email_ask");
  owner.presses("email_ask");
  owner.sees("Send it here");
  owner.says("olena at example.com");
  owner.sees("does not look like an e-mail address");

  owner.says("olena@example.com");
  owner.sees("mailed a code");
  owner.presses("email_ask");
  owner.sees("Send it here");
  owner.says("other@example.com");
  owner.sees("Please wait a minute");

  EXPECT_EQ(text_of(server.next().value().at("to").at(0)), "olena@example.com");
  EXPECT_FALSE(server.next(std::chrono::milliseconds(300)));
}

TEST_P(Scenario, a_report_comes_by_mail_and_is_left_by_its_link) {
  mail::TestMailServer server;
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  house.mails_go_to(server.url());
  auto owner = owner_with_an_address(house, server);
  EXPECT_THAT(owner.presses("notice:report").text, HasSubstr("Done"));
  owner.presses("my_reports");
  owner.sees_button("subscribe");
  owner.presses("subscribe");
  owner.sees_button("subscribe_as:digest");
  owner.presses("subscribe_as:digest");
  owner.sees_button("subscribe_to:digest:pdf");
  owner.presses("subscribe_to:digest:pdf");
  owner.sees_button("unsubscribe");
  house.waits_for_count("select count(*) from cron_schedules where name like 'reports 0 20%'", 1);

  house.clock_to("20:00");
  auto const mail = server.next().value();

  EXPECT_EQ(text_of(mail.at("to").at(0)), "olena@example.com");
  EXPECT_THAT(text_of(mail.at("subject")), HasSubstr("Daily digest"));
  EXPECT_THAT(text_of(mail.at("html")), HasSubstr("Unsubscribe"));
  EXPECT_THAT(text_of(mail.at("text")), HasSubstr("https://bot.example.com/unsubscribe/"));
  auto const& files = mail.at("files").as_array();
  EXPECT_TRUE(
      std::ranges::any_of(files, [](auto const& file) { return file.at("type") == "application/pdf"; }));
  house.waits_for_count(kDeliveries, 1);

  auto const path = unsubscribe_path(mail);
  EXPECT_THAT(answer_of(house, "GET", path).body, HasSubstr("Stop the report"));
  EXPECT_EQ(house.count("select count(*) from report_recipients where removed_at is null"), 1);
  EXPECT_EQ(answer_of(house, "GET", "/unsubscribe/1.forged").status, 404);
  EXPECT_EQ(answer_of(house, "POST", path + "x").status, 404);
  EXPECT_THAT(answer_of(house, "POST", path).body, HasSubstr("will not come"));
  EXPECT_THAT(answer_of(house, "POST", path).body, HasSubstr("will not come"));
  EXPECT_EQ(house.count("select count(*) from report_recipients where removed_at is null"), 0);
  EXPECT_EQ(house.count("select count(*) from report_schedules where removed_at is null"), 0);
}

TEST_P(Scenario, the_digest_comes_by_mail_to_who_wants_it_there) {
  mail::TestMailServer server;
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  house.mails_go_to(server.url());
  auto owner = owner_with_an_address(house, server);
  EXPECT_THAT(owner.presses("notice:digest").text, HasSubstr("Done"));

  house.clock_to("19:30");

  auto const mail = server.next().value();
  EXPECT_THAT(text_of(mail.at("text")), HasSubstr("Kyiv"));
  EXPECT_THAT(text_of(mail.at("text")), Not(HasSubstr("<b>")));
  EXPECT_THAT(text_of(mail.at("html")), HasSubstr("<b>"));
}

TEST_P(Scenario, without_a_mail_server_nobody_is_asked_for_an_address) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("settings");
  owner.presses("settings");
  owner.sees_button("my_reports");

  EXPECT_THROW(owner.presses("email_ask"), std::exception);
}

}  // namespace
}  // namespace pb::scenario
