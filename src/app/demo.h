#pragma once

#include <memory>

#include "api/live_hub.h"
#include "api/side_desk.h"
#include "app/bot_service.h"
#include "app/demo_data.h"
#include "app/demo_state.h"
#include "app/numbers.h"
#include "app/settings.h"
#include "app/task_thread.h"
#include "app/webhook_service.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "http/server.h"
#include "telegram/simulator/simulator.h"

namespace pb::app {

// What the demo takes from the settings: where it listens, where its data is, how it logs. Everything else is
// its own, so that no real token and no real database is ever touched.
[[nodiscard]] auto demo_settings(SettingSource const& source) -> Settings;

// The whole product with an invented company and a simulated Telegram, in one process on one port, by a clock
// that can be moved. Routes: /simulator, /demo/api and / (docs/simulator.md).
class Demo final : public Service {
 public:
  using Tell = std::function<void(std::string_view)>;

  // `company` is what to invent where there is no data yet; `tell` gets a line before anything that takes a
  // while.
  Demo(Settings settings, DemoOptions company, Tell tell);
  ~Demo() override;

  // Throws std::runtime_error with a sentence for whoever started it: the port is taken, the data is in use.
  void start() override;
  void stop() override;
  // Valid after start().
  [[nodiscard]] auto port() const -> std::uint16_t { return server_.port(); }
  [[nodiscard]] auto database() -> sql::Database& { return *database_; }

 private:
  auto routes() -> http::Router;
  void add_api_routes(http::Router& router);
  void open_api();
  void listen();
  void open_data();
  void tell_story();
  void move_in();

  // Does it on the demo's own thread; the answer is an error while the demo is not ready.
  void answer_when_ready(http::Respond respond, std::function<http::Response()> work);
  auto state() -> http::Response;
  auto move_clock(std::string const& body) -> http::Response;
  auto time() const -> DemoTime;

  Settings settings_;
  DemoOptions company_;
  Tell tell_;
  MovableClock clock_;
  crypto::SystemRandom random_;
  i18n::Translator translator_;
  http::Client client_;
  telegram::simulator::Simulator simulator_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<Numbers> numbers_;
  std::unique_ptr<Mailer> mailer_;
  std::unique_ptr<OutlookWatch> outlook_;
  std::unique_ptr<api::LiveHub> live_;
  std::unique_ptr<BotService> bot_;
  std::unique_ptr<WebhookService> webhooks_;
  crypto::PasswordHasher hasher_;
  api::SideDesk side_desk_;
  http::Router api_;  // there once the demo is ready
  std::atomic<bool> ready_ = false;
  TaskThread desk_;
  http::Server server_;
};

}  // namespace pb::app
