#include "telegram/simulator/webhooks.h"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "base/ascii.h"
#include "telegram/simulator/methods.h"
#include "telegram/simulator/shapes.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::chrono::milliseconds kLongestPause{60'000};

auto pause_after(int failures, std::chrono::milliseconds first) -> std::chrono::milliseconds {
  auto pause = std::min(first, kLongestPause);
  for (int failure = 1; failure < failures && pause < kLongestPause; ++failure) pause *= 2;
  return std::min(pause, kLongestPause);
}

// As in a status line; the number alone where it is not a common one.
auto status_words(int status) -> std::string {
  switch (status) {
    case 400:
      return "400 Bad Request";
    case 401:
      return "401 Unauthorized";
    case 403:
      return "403 Forbidden";
    case 404:
      return "404 Not Found";
    case 500:
      return "500 Internal Server Error";
    case 502:
      return "502 Bad Gateway";
    case 503:
      return "503 Service Unavailable";
    default:
      return std::to_string(status);
  }
}

// What the answer says went wrong, in Telegram's manner; empty when it went well.
auto trouble(http::ClientResult const& answer) -> std::string {
  if (!answer) return answer.error().reason;
  if (answer->status >= 200 && answer->status < 300) return {};
  return "Wrong response from the webhook: " + status_words(answer->status);
}

}  // namespace

Webhooks::Webhooks(http::Client& client, Core& core) : client_(client), core_(core) {
  core_.on_webhook_work([this](World& world, std::int64_t bot) { deliver(world, bot); });
}

Webhooks::~Webhooks() {
  stop();
}

void Webhooks::stop() {
  std::unique_lock lock(gate_->mutex);
  gate_->closed = true;
  gate_->left.wait(lock, [this] { return gate_->inside == 0; });
}

void Webhooks::deliver(World& world, std::int64_t id) {
  auto* const bot = world.bot(id);
  if (bot == nullptr) return;
  auto& webhook = bot->webhook;
  while (!webhook.line.empty() && webhook.connections < webhook.max_connections) {
    auto const chat = webhook.line.front();
    webhook.line.pop_front();
    send(world, *bot, chat);
  }
}

void Webhooks::send(World& world, Bot& bot, std::int64_t chat) {
  auto& webhook = bot.webhook;
  auto const* const update = bot.updates.oldest_of(chat);
  if (update == nullptr) {
    webhook.failures_of_chat.erase(chat);
    return;
  }
  ++webhook.connections;
  http::ClientRequest request{
      .url = webhook.url, .headers = {{"Content-Type", "application/json"}}, .body = update->body};
  request.deadline = world.limits().webhook_timeout;
  if (!webhook.secret_token.empty()) {
    request.headers.emplace_back("X-Telegram-Bot-Api-Secret-Token", webhook.secret_token);
  }
  Delivery const delivery{
      .bot = bot.id, .chat = chat, .update = update->id, .generation = webhook.generation};
  core_.afterwards([this, delivery, request = std::move(request)]() mutable {
    client_.send(std::move(request), [this, delivery, gate = gate_](http::ClientResult const& answer) {
      {
        std::scoped_lock const lock(gate->mutex);
        if (gate->closed) return;
        ++gate->inside;
      }
      answered(delivery, answer);
      std::scoped_lock const lock(gate->mutex);
      --gate->inside;
      gate->left.notify_all();
    });
  });
}

void Webhooks::answered(Delivery const& delivery, http::ClientResult const& answer) {
  core_.ask([&](World& world) {
    auto* const bot = world.bot(delivery.bot);
    if (bot == nullptr || bot->webhook.generation != delivery.generation) return;
    --bot->webhook.connections;
    world.has_webhook_work(*bot);
    auto reason = trouble(answer);
    if (reason.empty()) {
      succeeded(world, *bot, delivery, answer->body);
    } else {
      failed(world, *bot, delivery, std::move(reason));
    }
  });
}

void Webhooks::succeeded(World& world, Bot& bot, Delivery const& delivery, std::string const& body) {
  bot.updates.remove(delivery.update);
  world.touch(updates_topic(bot.id));
  bot.webhook.failures_of_chat.erase(delivery.chat);
  if (bot.updates.oldest_of(delivery.chat) != nullptr) world.line_up(bot, delivery.chat);

  boost::system::error_code problem;
  auto const value = json::parse(body, problem);
  if (problem || !value.is_object()) return;
  Parameters parameters;
  parameters.add_object(value.get_object());
  auto const method = find_method(lower_case(parameters.text("method").value_or("")));
  if (method != nullptr) (void)method({world, bot, parameters});  // nobody is told what came of it
}

void Webhooks::failed(World& world, Bot& bot, Delivery const& delivery, std::string reason) {
  bot.webhook.last_error_date = unix_seconds(world.now());
  bot.webhook.last_error_message = std::move(reason);
  auto const failures = ++bot.webhook.failures_of_chat[delivery.chat];
  auto const pause = pause_after(failures, world.limits().webhook_first_pause);
  core_.afterwards([this, delivery, pause] {
    core_.at(std::chrono::steady_clock::now() + pause, [this, delivery] { retry(delivery); });
  });
}

void Webhooks::retry(Delivery const& delivery) {
  core_.ask([&](World& world) {
    auto* const bot = world.bot(delivery.bot);
    if (bot == nullptr || bot->webhook.generation != delivery.generation) return;
    bot->webhook.line.push_back(delivery.chat);
    world.has_webhook_work(*bot);
  });
}

}  // namespace pb::telegram::simulator
