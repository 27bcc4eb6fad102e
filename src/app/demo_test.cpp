#include "app/demo.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <filesystem>

#include "domain/time_zone.h"

namespace pb::app {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr DemoSize kSmall{
    .offices = 2, .geos = 4, .territories_per_office = 2, .managers_per_office = 2, .months = 1};
constexpr auto kOwner = 1000;
constexpr auto kManager = 1005;  // after owner, admin, analyst and two heads

// A folder for the data of one test, gone with it.
class DemoTest : public testing::Test {
 protected:
  DemoTest() {
    std::string pattern = testing::TempDir() + "profitbot_demo_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    client_.start();
  }
  ~DemoTest() override {
    demo_.reset();
    client_.stop();
    std::filesystem::remove_all(folder_);
  }

  auto settings(std::string const& port = "0") const -> Settings {
    return demo_settings([&](SettingInfo const& info) -> std::optional<std::string> {
      if (info.name == "PROFITBOT_DATA") return folder_;
      if (info.name == "PROFITBOT_PORT") return port;
      if (info.name == "PROFITBOT_LOG_LEVEL") return "error";
      return std::nullopt;
    });
  }
  void start() {
    told_.clear();
    demo_ = std::make_unique<Demo>(settings(), DemoOptions{.language = "en", .size = kSmall},
                                   [this](std::string_view line) { told_ += line; });
    demo_->start();
  }

  auto call(std::string method, std::string const& path, std::string body = {}, http::Headers headers = {})
      -> http::Response {
    headers.emplace_back("Content-Type", "application/json");
    auto const url = fmt::format("http://127.0.0.1:{}{}", demo_->port(), path);
    return client_
        .send_and_wait({.method = std::move(method), .url = url, .headers = headers, .body = std::move(body)})
        .value();
  }
  auto state() -> json::object { return json::parse(call("GET", "/demo/api/state").body).as_object(); }
  auto move_clock(std::string_view to) -> http::Response {
    return call("POST", "/demo/api/clock", fmt::format(R"({{"to":"{}"}})", to));
  }
  auto chat(std::int64_t person, std::uint64_t after) -> json::object {
    auto const path =
        fmt::format("/simulator/api/bots/100200300/chats/{0}?as={0}&after={1}&wait=20", person, after);
    return json::parse(call("GET", path).body).as_object();
  }
  // Waits until the bot has said something new to the person; everything new.
  auto wait_for_bot(std::int64_t person, std::uint64_t after) -> json::object {
    while (true) {
      auto view = chat(person, after);
      for (auto const& message : view.at("messages").as_array()) {
        auto const* const by_bot = message.as_object().if_contains("is_bot");
        if (by_bot != nullptr && by_bot->as_bool()) return view;
      }
      after = view.at("version").to_number<std::uint64_t>();
    }
  }

  std::string folder_;
  std::string told_;
  http::Client client_;
  std::unique_ptr<Demo> demo_;
};

TEST_F(DemoTest, begins_with_an_invented_company_at_the_real_time) {
  start();

  auto const state = this->state();

  EXPECT_THAT(told_, HasSubstr("Inventing a company"));
  EXPECT_EQ(state.at("moved"), false);
  EXPECT_EQ(state.at("time_zone"), "Europe/Kyiv");
  EXPECT_EQ(state.at("bot").at("username"), "profit_demo_bot");
  EXPECT_EQ(state.at("people").as_array().size(), 9U);
  EXPECT_EQ(state.at("people").at(0).at("id"), kOwner);
  EXPECT_EQ(state.at("people").at(0).at("role"), "owner");
  auto const moments = json::serialize(state.at("moments"));
  EXPECT_THAT(moments, HasSubstr(R"({"name":"plan_prompt","at":"18:50"})"));
  EXPECT_THAT(moments, HasSubstr(R"("at":"month_end 19:00")"));
}

TEST_F(DemoTest, lets_everybody_find_the_bots_answer_in_their_chat) {
  start();

  for (auto const person : {kOwner, kManager}) {
    auto const view = wait_for_bot(person, 0);
    EXPECT_THAT(json::serialize(view.at("messages")), HasSubstr("inline_keyboard")) << person;
  }
}

TEST_F(DemoTest, asks_the_managers_when_the_clock_is_moved_to_the_prompt) {
  start();
  auto const before = wait_for_bot(kManager, 0).at("version").to_number<std::uint64_t>();

  auto const moved = move_clock("18:50");

  ASSERT_EQ(moved.status, 200) << moved.body;
  auto const state = json::parse(moved.body);
  EXPECT_EQ(state.at("moved"), true);
  EXPECT_THAT(wait_for_bot(kManager, before).at("messages").as_array(), Not(IsEmpty()));
}

TEST_F(DemoTest, goes_back_to_the_real_time) {
  start();
  ASSERT_EQ(move_clock("month_end 19:00").status, 200);

  auto const back = move_clock("now");

  EXPECT_EQ(back.status, 200);
  EXPECT_EQ(json::parse(back.body).at("moved"), false);
}

TEST_F(DemoTest, says_what_is_wrong_with_a_moment_it_cannot_go_to) {
  start();

  for (auto const* const body : {R"({"to":"teatime"})", R"({"to":7})", "{}", "[", ""}) {
    auto const answer = call("POST", "/demo/api/clock", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_THAT(answer.body, HasSubstr("error")) << body;
  }
}

TEST_F(DemoTest, goes_on_with_what_is_there_when_started_again) {
  start();
  auto const people = state().at("people");
  auto const plans = [this] {
    return demo_->database().read([](sql::Session& session) {
      return session.one<std::int64_t>("select count(*) from plans").value();
    });
  };
  auto const before = plans();
  demo_->stop();
  demo_.reset();

  start();

  EXPECT_THAT(told_, Not(HasSubstr("Inventing")));
  EXPECT_EQ(state().at("people"), people);
  EXPECT_GE(plans(), before);
}

TEST_F(DemoTest, lives_through_the_days_that_the_clock_passes_over) {
  start();
  auto const days = [this] {
    return demo_->database().read([](sql::Session& session) {
      return session.one<std::int64_t>("select count(distinct day) from plans").value();
    });
  };
  auto const before = days();

  ASSERT_EQ(move_clock("month_start 09:00").status, 200);

  auto const start_of_month = Month::of(local_day(SystemClock().now(), "Europe/Kyiv")) + 1;
  auto const passed = start_of_month.first() - local_day(SystemClock().now(), "Europe/Kyiv");
  EXPECT_GE(days(), before + passed - 1);
}

TEST_F(DemoTest, begins_anew_where_it_was_interrupted_while_inventing) {
  start();
  demo_->database().write(
      [](sql::Session& session) { session.run("delete from events where type = 'demo.told'"); });
  demo_->stop();
  demo_.reset();

  start();

  EXPECT_THAT(told_, HasSubstr("Inventing a company"));
  EXPECT_EQ(state().at("people").as_array().size(), 9U);
}

TEST_F(DemoTest, serves_this_computer_alone_and_leads_to_the_playground) {
  start();

  auto const root = call("GET", "/");
  auto const rebound = call("GET", "/demo/api/state", {}, {{"Host", "evil.example"}});
  auto const foreign =
      call("POST", "/demo/api/clock", R"({"to":"now"})", {{"Origin", "https://evil.example"}});

  EXPECT_EQ(root.status, 302);
  EXPECT_EQ(http::find_header(root.headers, "Location"), "/playground");
  EXPECT_EQ(call("GET", "/playground").status, 200);
  EXPECT_EQ(rebound.status, 403);
  EXPECT_EQ(foreign.status, 403);
}

TEST_F(DemoTest, says_how_to_go_on_when_the_port_is_taken) {
  start();
  Demo second(settings(std::to_string(demo_->port())), {.language = "en", .size = kSmall},
              [](std::string_view) {});

  try {
    second.start();
    FAIL() << "two programs listen on one port";
  } catch (std::runtime_error const& problem) {
    EXPECT_THAT(problem.what(), HasSubstr("--port"));
  }
}

TEST(DemoSettings, touch_no_real_token_and_no_real_database) {
  auto const settings = demo_settings([](SettingInfo const& info) -> std::optional<std::string> {
    if (info.name == "BOT_TOKEN") return "123456:TEST-TOKEN";
    if (info.name == "DATABASE_URL") return "postgresql://somebody@example.org/real";
    if (info.name == "PROFITBOT_ADDRESS") return "0.0.0.0";
    return std::nullopt;
  });

  EXPECT_THAT(settings.bot_token.reveal(), HasSubstr("DEMO"));
  EXPECT_EQ(settings.database_url, "sqlite:./data/demo/demo.db");
  EXPECT_EQ(settings.address, "127.0.0.1");
}

}  // namespace
}  // namespace pb::app
