#include <algorithm>

#include "telegram/simulator/methods.h"
#include "telegram/simulator/polling.h"
#include "telegram/simulator/shapes.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::int64_t kDefaultConnections = 40;
constexpr std::int64_t kMostConnections = 100;
constexpr std::size_t kLongestSecret = 256;

bool is_secret(std::string_view text) {
  auto const is_allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  };
  return std::ranges::all_of(text, is_allowed);
}

// The updates that were on their way count as not delivered; answers to them come too late.
void replace(Bot& bot, Webhook webhook) {
  webhook.generation = bot.webhook.generation + 1;
  bot.webhook = std::move(webhook);
}

}  // namespace

// Unlike Telegram, http:// is taken as well: the bot mostly runs on the same machine.
auto set_webhook(Call const& call) -> Outcome {
  auto const url = call.parameters.text("url").value_or("");
  if (url.empty()) return delete_webhook(call);
  if (!url.starts_with("https://") && !url.starts_with("http://")) {
    return bad_request("bad webhook: An HTTPS URL must be provided for webhook");
  }
  auto const secret = call.parameters.text("secret_token").value_or("");
  if (secret.size() > kLongestSecret) return bad_request("secret token is too long");
  if (!is_secret(secret)) return bad_request("secret token contains unallowed characters");

  if (auto const kinds = call.parameters.array("allowed_updates"); kinds) {
    call.bot.updates.allow(update_kinds(*kinds));
  }
  if (call.parameters.flag("drop_pending_updates")) call.bot.updates.clear();
  auto const connections = call.parameters.number("max_connections").value_or(kDefaultConnections);
  replace(call.bot, {.url = std::string(url),
                     .secret_token = std::string(secret),
                     .max_connections = std::clamp<std::int64_t>(connections, 1, kMostConnections)});
  call.world.touch(updates_topic(call.bot.id));  // ends a poll
  for (auto const chat : call.bot.updates.chats()) call.world.line_up(call.bot, chat);
  return true;
}

auto delete_webhook(Call const& call) -> Outcome {
  replace(call.bot, {});
  if (call.parameters.flag("drop_pending_updates")) call.bot.updates.clear();
  return true;
}

auto get_webhook_info(Call const& call) -> Outcome {
  auto const& webhook = call.bot.webhook;
  json::object info{{"url", webhook.url},
                    {"has_custom_certificate", false},
                    {"pending_update_count", call.bot.updates.waiting().size()}};
  if (webhook.url.empty()) return info;
  info["max_connections"] = webhook.max_connections;
  if (webhook.last_error_date != 0) {
    info["last_error_date"] = webhook.last_error_date;
    info["last_error_message"] = webhook.last_error_message;
  }
  if (!call.bot.updates.allowed().empty()) {
    json::array kinds;
    for (auto const& kind : call.bot.updates.allowed()) kinds.emplace_back(kind);
    info["allowed_updates"] = std::move(kinds);
  }
  return info;
}

}  // namespace pb::telegram::simulator
