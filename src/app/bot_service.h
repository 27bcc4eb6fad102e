#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "app/health.h"
#include "app/introduction.h"
#include "app/mailer.h"
#include "app/outlook_watch.h"
#include "app/settings.h"
#include "app/unsubscribe.h"
#include "base/clock.h"
#include "base/lifecycle.h"
#include "bot/intake.h"
#include "delivery/mails.h"
#include "delivery/sender.h"
#include "http/router.h"
#include "jobs/cron.h"
#include "jobs/worker.h"
#include "reports/delivery_jobs.h"
#include "telegram/poller.h"

namespace pb::app {

// What the bot needs from around it; all of it outlives the service.
struct BotSurroundings {
  sql::Database& database;
  http::Client& http;
  Clock const& clock;
  Random& random;
  i18n::Translator const& translator;
  OutlookWatch const* outlook = nullptr;  // none: screens do without a look ahead
  Mailer* mailer = nullptr;               // none: there is no e-mail
  // The newest numbers, null until they are loaded. Left empty: reports wait for ever.
  std::function<std::shared_ptr<analytics::Version const>()> numbers{};
  // How the program is, for admins who ask the bot. Left empty: they cannot.
  std::function<std::vector<bot::HealthCheck>(store::Unit&)> health{};
};

// The bot as a whole: updates come in (polled, or by webhook), schedules make jobs, messages go out. Telegram
// need not answer for it to start: introductions are repeated until they succeed.
class BotService final : public Service {
 public:
  BotService(BotSurroundings surroundings, Settings const& settings);
  ~BotService() override;

  // Adds the routes of the webhook and of unsubscribing; before the server starts.
  void add_routes(http::Router& router);
  void start() override;
  void stop() override;
  // Looks at the schedules at once: the clock was moved.
  void clock_moved() { cron_.tick(); }

  // A message to this person, in the unit of what it is about.
  void tell(store::Unit& unit, UserId user, Message const& message) const;

  // Silence means trouble where this node is the one that asks for updates: Telegram answers at least twice a
  // minute.
  [[nodiscard]] auto contact() const -> TelegramContact;

 private:
  void start_polling();
  [[nodiscard]] auto links() const -> UnsubscribeLinks;
  auto send(reports::MailToSend const& mail) -> mail::Answer;
  auto notice_sender() -> delivery::SendMail;
  [[nodiscard]] bool by_webhook() const { return !settings_.webhook_url.empty(); }

  BotSurroundings surroundings_;
  Settings settings_;
  telegram::Client client_;
  bot::BotName name_;
  bot::Surroundings bot_surroundings_;
  bot::Intake intake_;
  reports::DeliveryOffice deliveries_;
  delivery::Sender sender_;
  jobs::Worker worker_;
  jobs::Worker mail_worker_;  // a mail server that hangs keeps nothing else waiting
  jobs::Cron cron_;
  jobs::LeaseKeeper polling_;
  telegram::Poller poller_;
  Introduction introduction_;
  std::jthread introducing_;
};

// The number before the colon of a bot's token: its user id.
auto bot_id_of(Secret const& token) -> std::int64_t;

}  // namespace pb::app
