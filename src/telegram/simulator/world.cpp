#include "telegram/simulator/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <ranges>

namespace pb::telegram::simulator {
namespace {

constexpr std::uint64_t kVersionsPerSecond = 1'000'000;
constexpr std::int64_t kSupergroupBase = -1'000'000'000'000;
constexpr std::int64_t kTokenSecretLength = 5;  // Telegram's have 35; shorter ones read better in examples

}  // namespace

auto bot_id_of(std::string_view token) -> std::optional<std::int64_t> {
  std::int64_t id = 0;
  auto const [end, problem] = std::from_chars(token.data(), token.data() + token.size(), id);
  auto const rest = token.substr(static_cast<std::size_t>(end - token.data()));
  auto const is_allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  };
  if (problem != std::errc() || id <= 0 || !rest.starts_with(':')) return std::nullopt;
  if (std::ssize(rest) <= kTokenSecretLength || !std::ranges::all_of(rest.substr(1), is_allowed))
    return std::nullopt;
  return id;
}

auto Chat::find(std::int64_t message_id) -> Message* {
  auto const found = messages.find(message_id);
  return found == messages.end() || found->second.deleted ? nullptr : &found->second;
}

auto Chat::find(std::int64_t message_id) const -> Message const* {
  auto const found = messages.find(message_id);
  return found == messages.end() || found->second.deleted ? nullptr : &found->second;
}

// Versions start at the present microsecond, so that those of an earlier run are all smaller.
World::World(Clock const& clock, Limits limits, SteadyNow steady_now)
    : clock_(clock),
      limits_(limits),
      steady_now_(std::move(steady_now)),
      files_(limits.stored_file_bytes),
      first_version_(static_cast<std::uint64_t>(clock.now().time_since_epoch().count())),
      version_(first_version_),
      next_callback_(first_version_) {}

// Later runs begin with later ids: a bot that remembers which updates it had must not take new ones for old.
// Seconds, because ids fit 32 bits.
auto World::first_update_id() const -> std::int64_t {
  return static_cast<std::int64_t>(first_version_ / kVersionsPerSecond);
}

auto World::add_person(Person person) -> Person* {
  auto const id = person.id;
  if (id <= 0 || bots_.contains(id)) return nullptr;
  if (!people_.contains(id) && people_.size() >= limits_.people) return nullptr;
  touch(std::string(kActivityTopic));
  return &people_.insert_or_assign(id, std::move(person)).first->second;
}

auto World::add_bot(BotAccount account) -> Bot* {
  auto const id = bot_id_of(account.token.reveal());
  if (!id || people_.contains(*id)) return nullptr;
  if (auto* const known = bot(*id); known != nullptr) {
    bot_of_token_.erase(known->account.token.reveal());
    bot_of_token_.insert_or_assign(account.token.reveal(), *id);
    known->account = std::move(account);
    return known;
  }
  if (bots_.size() >= limits_.bots) return nullptr;
  bot_of_token_.insert_or_assign(account.token.reveal(), *id);
  Bot bot{.id = *id,
          .account = std::move(account),
          .updates = UpdateQueue(first_update_id(), limits_.updates_per_bot),
          .flood = FloodControl(limits_, steady_now_())};
  return &bots_.emplace(*id, std::move(bot)).first->second;
}

auto World::add_group(std::string title, std::string type) -> Chat* {
  if (groups_ >= limits_.groups) return nullptr;
  ++groups_;
  auto const number = next_group_++;
  auto const id = type == "supergroup" ? kSupergroupBase - number : -number;
  Chat chat{.key = {.bot = 0, .id = id}, .type = std::move(type), .title = std::move(title)};
  auto& added = chats_.emplace(chat.key, std::move(chat)).first->second;
  changed(added);
  return &added;
}

auto World::person(std::int64_t id) -> Person* {
  auto const found = people_.find(id);
  return found == people_.end() ? nullptr : &found->second;
}

auto World::bot(std::int64_t id) -> Bot* {
  auto const found = bots_.find(id);
  return found == bots_.end() ? nullptr : &found->second;
}

auto World::bot_by_token(std::string_view token) -> Bot* {
  auto const found = bot_of_token_.find(token);
  return found == bot_of_token_.end() ? nullptr : bot(found->second);
}

auto World::chat(ChatKey key) -> Chat* {
  auto const found = chats_.find(key);
  return found == chats_.end() ? nullptr : &found->second;
}

auto World::chat_of(Bot const& bot, std::int64_t id) -> Chat* {
  return chat({.bot = id < 0 ? 0 : bot.id, .id = id});
}

auto World::open_private_chat(Bot const& bot, Person const& person) -> Chat& {
  ChatKey const key{.bot = bot.id, .id = person.id};
  auto const [entry, is_new] = chats_.try_emplace(key, Chat{.key = key});
  if (is_new) {
    entry->second.people.insert(person.id);
    entry->second.bots.emplace(bot.id, Membership::member);
    changed(entry->second);
  }
  return entry->second;
}

auto World::post(Chat& chat, Message message) -> Message& {
  message.id = chat.next_message_id++;
  message.date = now();
  auto& posted = chat.messages.emplace(message.id, std::move(message)).first->second;
  if (chat.messages.size() > limits_.messages_per_chat) chat.messages.erase(chat.messages.begin());
  if (chat.action && chat.action->bot == posted.from) chat.action.reset();
  changed(chat, posted);
  return posted;
}

void World::changed(Chat& chat, Message& message) {
  changed(chat);
  message.version = version_;
}

void World::changed(Chat& chat) {
  chat.version = ++version_;
  touch(chat_topic(chat.key));
  touch(std::string(kActivityTopic));
}

void World::erase(Chat& chat, Message& message) {
  message = Message{.id = message.id, .from = message.from, .date = message.date, .deleted = true};
  changed(chat, message);
}

void World::push_update(Bot& bot, std::string_view kind, std::int64_t chat_id,
                        boost::json::value const& payload) {
  if (bot.updates.push(kind, chat_id, boost::json::serialize(payload)) == nullptr) return;
  touch(updates_topic(bot.id));
  line_up(bot, chat_id);
}

void World::push_raw_update(Bot& bot, boost::json::object update) {
  auto const chat_id = bot.updates.push_raw(std::move(update)).chat_id;
  touch(updates_topic(bot.id));
  line_up(bot, chat_id);
}

void World::line_up(Bot& bot, std::int64_t chat_id) {
  if (bot.webhook.url.empty() || !bot.webhook.failures_of_chat.try_emplace(chat_id, 0).second) return;
  bot.webhook.line.push_back(chat_id);
  has_webhook_work(bot);
}

auto World::open_callback(Bot const& bot, std::int64_t person) -> Callback& {
  auto id = std::to_string(next_callback_++);
  callbacks_oldest_first_.push_back(id);
  if (callbacks_oldest_first_.size() > limits_.open_callbacks) {
    callbacks_.erase(callbacks_oldest_first_.front());
    callbacks_oldest_first_.pop_front();
  }
  Callback callback{.id = id, .bot = bot.id, .person = person, .pressed_at = steady_now_()};
  return callbacks_.emplace(std::move(id), std::move(callback)).first->second;
}

auto World::callback(std::string_view id) -> Callback* {
  auto const found = callbacks_.find(id);
  return found == callbacks_.end() ? nullptr : &found->second;
}

auto updates_topic(std::int64_t bot) -> std::string {
  return fmt::format("updates/{}", bot);
}

auto chat_topic(ChatKey key) -> std::string {
  return fmt::format("chat/{}/{}", key.bot, key.id);
}

auto callback_topic(std::string_view id) -> std::string {
  return fmt::format("callback/{}", id);
}

}  // namespace pb::telegram::simulator
