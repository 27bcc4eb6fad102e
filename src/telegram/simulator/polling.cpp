#include "telegram/simulator/polling.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "base/ascii.h"
#include "telegram/simulator/api_error.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::int64_t kMostUpdates = 100;
constexpr std::int64_t kLongestWait = 50;

struct Poll {
  std::int64_t bot = 0;
  std::int64_t offset = 0;
  std::size_t limit = kMostUpdates;
  std::chrono::seconds timeout{0};
  std::optional<boost::json::array> allowed{};
  std::int64_t generation = 0;  // 0: before its first turn
};

auto read_poll(std::int64_t bot, Parameters const& parameters) -> Poll {
  auto const limit = parameters.number("limit").value_or(kMostUpdates);
  auto const timeout = std::clamp<std::int64_t>(parameters.number("timeout").value_or(0), 0, kLongestWait);
  return {.bot = bot,
          .offset = parameters.number("offset").value_or(0),
          .limit = static_cast<std::size_t>(limit < 1 || limit > kMostUpdates ? kMostUpdates : limit),
          .timeout = std::chrono::seconds(timeout),
          .allowed = parameters.array("allowed_updates")};
}

auto refused(std::unexpected<ApiError> error) -> http::Response {
  auto const code = error.error().code;
  return http::json_response(code, to_body(std::move(error)));
}

auto updates_response(std::vector<Update> const& updates) -> http::Response {
  std::string body = R"({"ok":true,"result":[)";
  for (auto const& update : updates) {
    if (&update != &updates.front()) body += ',';
    body += update.body;
  }
  return http::json_response(200, body + "]}");
}

// Enters the poll into the world: ends an older one, and says which updates the bot wants from now on.
void begin(World& world, Bot& bot, Poll& poll) {
  poll.generation = ++bot.poll_generation;
  world.touch(updates_topic(bot.id));
  if (poll.allowed) bot.updates.allow(update_kinds(*poll.allowed));
}

auto attempt(World& world, Poll& poll, Turn turn) -> std::optional<http::Response> {
  auto* const bot = world.bot(poll.bot);
  if (bot == nullptr) return refused(std::unexpected(ApiError{.code = 401, .description = "Unauthorized"}));
  if (!bot->webhook.url.empty()) {
    return refused(poll.generation != 0
                       ? conflict("terminated by setWebhook request")
                       : conflict("can't use getUpdates method while webhook is active; use deleteWebhook to "
                                  "delete the webhook first"));
  }
  if (poll.generation == 0) begin(world, *bot, poll);
  if (poll.generation != bot->poll_generation) {
    return refused(
        conflict("terminated by other getUpdates request; make sure that only one bot instance is running"));
  }
  auto const updates = bot->updates.take(poll.offset, poll.limit);
  if (poll.offset < 0) poll.offset = 0;  // counted from the end as it was, not from where it will be
  if (updates.empty() && turn == Turn::early) return std::nullopt;
  return updates_response(updates);
}

}  // namespace

auto update_kinds(boost::json::array const& names) -> std::set<std::string, std::less<>> {
  std::set<std::string, std::less<>> kinds;
  for (auto const& name : names) {
    if (name.is_string()) kinds.emplace(lower_case({name.get_string().data(), name.get_string().size()}));
  }
  return kinds;
}

void get_updates(Core& core, std::int64_t bot, Parameters const& parameters, http::Respond respond) {
  auto poll = read_poll(bot, parameters);
  auto const deadline = std::chrono::steady_clock::now() + poll.timeout;
  core.answer_when(
      {updates_topic(bot)}, deadline, std::move(respond),
      [poll = std::move(poll)](World& world, Turn turn) mutable { return attempt(world, poll, turn); });
}

}  // namespace pb::telegram::simulator
