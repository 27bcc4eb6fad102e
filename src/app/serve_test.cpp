#include "app/serve.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>
#include <future>
#include <sstream>
#include <thread>

#include "app/bot_service.h"
#include "app/command.h"
#include "base/clock.h"
#include "http/client.h"
#include "http/server.h"
#include "telegram/simulator/simulator.h"

namespace pb::app {
namespace {

using testing::HasSubstr;

// Tells when a first line was written and flushed.
class FirstLine : public std::stringbuf {
 public:
  auto wait() -> std::string { return line_.get_future().get(); }

 private:
  int sync() override {
    if (!std::exchange(told_, true)) line_.set_value(str());
    return 0;
  }

  std::promise<std::string> line_;
  bool told_ = false;
};

// Telegram's stand-in on a server of its own, with one bot.
class StandIn {
 public:
  StandIn() {
    simulator_.add_bot({.token = Secret("123456:TEST-TOKEN"), .first_name = "Bot", .username = "a_bot"});
    http::Router router;
    simulator_.add_routes(router);
    server_ = std::make_unique<http::Server>(http::ServerOptions{}, std::move(router));
    simulator_.start();
    server_->start();
  }
  ~StandIn() {
    simulator_.stop();
    server_->stop();
  }
  auto url() const -> std::string { return fmt::format("http://127.0.0.1:{}/simulator", server_->port()); }

 private:
  SystemClock clock_;
  http::Client client_;
  telegram::simulator::Simulator simulator_{client_, clock_};
  std::unique_ptr<http::Server> server_;
};

auto text_settings(std::map<std::string, std::string> values) -> Settings {
  return load_settings([values = std::move(values)](SettingInfo const& info) -> std::optional<std::string> {
    auto const found = values.find(std::string(info.name));
    return found == values.end() ? std::nullopt : std::optional(found->second);
  });
}

TEST(Serve, tells_when_it_is_ready_answers_for_its_health_and_ends_when_asked) {
  std::string pattern = testing::TempDir() + "profitbot_serve_XXXXXX";
  std::string const folder = ::mkdtemp(pattern.data());
  StopSignal stop;  // before any thread
  StandIn const telegram;
  auto const settings = text_settings({{"BOT_TOKEN", "123456:TEST-TOKEN"},
                                       {"ADMIN_TG_ID", "42"},
                                       {"PROFITBOT_DATA", folder},
                                       {"PROFITBOT_PORT", "0"},
                                       {"TELEGRAM_API_URL", telegram.url()}});
  FirstLine line;
  std::ostream out(&line);
  int code = -1;
  std::thread serving([&] { code = serve(settings, stop, out); });

  auto const ready = line.wait();
  auto const address = ready.substr(ready.find("http://"), ready.find('\n') - ready.find("http://"));
  http::Client client;
  client.start();
  auto const health = client.send_and_wait({.method = "GET", .url = address + "/health"});
  auto const get = [&](std::string const& path) {
    return client.send_and_wait({.method = "GET", .url = address + path}).value_or(http::Response{});
  };
  auto const alive = get("/healthz").status;
  auto ready_status = 0;
  for (int tries = 0; tries < 500 && ready_status != 200; ++tries) ready_status = get("/readyz").status;
  auto const nobody = get("/api/v1/me").status;
  auto const metrics = get("/metrics").body;
  ::kill(::getpid(), SIGTERM);
  serving.join();

  ASSERT_TRUE(health) << health.error().reason;
  EXPECT_EQ(health->status, 200);
  EXPECT_EQ(alive, 200);
  EXPECT_EQ(ready_status, 200) << "once the numbers are loaded";
  EXPECT_EQ(nobody, 401);
  EXPECT_THAT(metrics, testing::HasSubstr("profitbot_http_requests_total{method=\"GET\",route=\"/health\""));
  EXPECT_THAT(metrics, testing::HasSubstr("profitbot_database_up 1"));
  auto const told = boost::json::parse(health->body);
  EXPECT_EQ(told.at("status"), "ok");
  EXPECT_EQ(told.at("database"), "sqlite");
  EXPECT_EQ(told.at("messages").at("waiting"), 0);
  EXPECT_EQ(code, kDone);
  EXPECT_TRUE(std::filesystem::exists(folder + "/profitbot.db"));
  std::filesystem::remove_all(folder);
}

TEST(Serve, says_what_is_missing) {
  StopSignal stop;
  std::ostringstream out;

  for (auto const& [given, missing] :
       {std::pair{"ADMIN_TG_ID", "BOT_TOKEN is missing"}, std::pair{"BOT_TOKEN", "ADMIN_TG_ID is missing"}}) {
    try {
      serve(text_settings({{given, given == std::string("BOT_TOKEN") ? "123456:TEST-TOKEN" : "42"}}), stop,
            out);
      FAIL() << "served without";
    } catch (BadSetting const& problem) {
      EXPECT_THAT(problem.what(), HasSubstr(missing));
    }
  }
}

TEST(Serve, takes_only_a_token_that_can_be_one) {
  EXPECT_EQ(bot_id_of(Secret("123456:TEST-TOKEN_x")), 123'456);
  for (auto const* token : {"", "123456", "123456:", ":TEST", "-5:TEST", "123456:TEST TOKEN", "123456:TEST\n",
                            "123456:TEST/../x", "99999999999999999999:TEST"}) {
    EXPECT_THROW(bot_id_of(Secret(token)), BadSetting) << token;
  }
}

}  // namespace
}  // namespace pb::app
