#include "app/examine_telegram.h"

#include <fmt/format.h>

#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>

#include "app/examine_database.h"
#include "telegram/api.h"

namespace pb::app {
namespace {

constexpr auto kTelegram = "Telegram";
constexpr auto kBot = "Bot";
constexpr auto kUpdates = "Updates";

constexpr std::chrono::seconds kDeadline{10};
constexpr std::int64_t kPendingTolerated = 1000;

auto examine_bot(telegram::Api& api) -> Finding {
  auto const me = api.get_me();
  if (me) return {kBot, Verdict::fine, "@" + me->username.value_or(me->first_name), ""};
  if (me.error().kind == telegram::ReplyKind::unauthorized) {
    return {kBot, Verdict::broken, "Telegram does not know this BOT_TOKEN",
            "take the token from @BotFather (/mybots, API Token)"};
  }
  return {kBot, Verdict::broken, me.error().description, "try again in a minute"};
}

auto examine_updates(telegram::Api& api, Settings const& settings) -> Finding {
  auto const info = api.get_webhook_info();
  if (!info) return {kUpdates, Verdict::warning, info.error().description, "try again in a minute"};
  bool const by_webhook = !settings.webhook_url.empty();
  auto const wanted = by_webhook ? settings.webhook_url + "/telegram/webhook" : std::string();
  if (info->url != wanted) {
    auto const now = info->url.empty() ? "the bot asks for them" : "Telegram brings them to " + info->url;
    return {kUpdates, Verdict::warning, fmt::format("{}, which is not what is configured", now),
            "the next `profitbot serve` sets it; two programs must not use one token"};
  }
  if (!info->last_error.empty()) {
    return {kUpdates, Verdict::warning, fmt::format("Telegram's last try failed: {}", info->last_error),
            "WEBHOOK_URL must lead to this program from the internet, by https with a valid certificate"};
  }
  if (info->pending_updates > kPendingTolerated) {
    return {kUpdates, Verdict::warning, fmt::format("{} are waiting", info->pending_updates),
            "is `profitbot serve` running?"};
  }
  auto const way = by_webhook ? "Telegram brings them" : "the bot asks for them";
  return {kUpdates, Verdict::fine, fmt::format("{}, {} are waiting", way, info->pending_updates), ""};
}

}  // namespace

auto examine_telegram(Settings const& settings, Clock const& clock, http::Client& client) -> Findings {
  auto const answer =
      client.send_and_wait({.method = "GET", .url = settings.telegram_api_url + "/", .deadline = kDeadline});
  bool const has_token = !settings.bot_token.empty();
  if (!answer) {
    return {{kTelegram, has_token ? Verdict::broken : Verdict::warning,
             fmt::format("{} cannot be reached: {}", settings.telegram_api_url, answer.error().reason),
             "check network, proxy (https_proxy) and TELEGRAM_API_URL"}};
  }
  Findings findings{{kTelegram, Verdict::fine, fmt::format("{} answers", settings.telegram_api_url), ""}};
  auto const date = parse_http_date(http::find_header(answer->headers, "Date").value_or(""));
  if (date) findings.push_back(compare_clocks("Telegram's", clock.now(), *date));
  if (!has_token) return findings;
  telegram::Client bot(client, settings.telegram_api_url, settings.bot_token);
  telegram::Api api(bot);
  findings.push_back(examine_bot(api));
  if (findings.back().verdict == Verdict::fine) findings.push_back(examine_updates(api, settings));
  return findings;
}

auto parse_http_date(std::string_view text) -> std::optional<Instant> {
  std::istringstream stream{std::string(text)};
  stream.imbue(std::locale::classic());
  std::tm parts{};
  stream >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S GMT");
  if (stream.fail()) return std::nullopt;
  return Instant(std::chrono::seconds(timegm(&parts)));
}

}  // namespace pb::app
