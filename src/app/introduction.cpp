#include "app/introduction.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "base/log.h"
#include "bot/commands.h"

namespace pb::app {
namespace {

constexpr std::chrono::milliseconds kFirstPause{200};
constexpr std::chrono::milliseconds kLongestPause{30'000};

void pause(std::stop_token const& stop, std::chrono::milliseconds length) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait_for(lock, stop, length, [] { return false; });
}

// A token that Telegram does not know is the one trouble that waiting never ends.
void note_trouble(std::string_view event, telegram::Reply const& reply) {
  bool const refused = reply.kind == telegram::ReplyKind::unauthorized;
  if (refused) return log::error("telegram.token_refused", {{"reason", reply.description}});
  log::warn(event, {{"reason", reply.description}});
}

// What will be the same next time is not asked again.
bool is_final(telegram::Reply const& reply) {
  return reply.kind == telegram::ReplyKind::bad_request;
}

}  // namespace

Introduction::Introduction(telegram::Client& client, i18n::Translator const& translator, bot::BotName& name,
                           WayIn way_in, std::function<void()> may_poll)
    : api_(client),
      translator_(translator),
      name_(name),
      way_in_(std::move(way_in)),
      may_poll_(std::move(may_poll)) {}

void Introduction::run(std::stop_token const& stop) {
  using Method = Step (Introduction::*)();
  for (Method const step :
       {&Introduction::learn_name, &Introduction::choose_way_in, &Introduction::offer_to_all}) {
    for (auto length = kFirstPause; !stop.stop_requested() && (this->*step)() == Step::again;
         length = std::min(length * 2, kLongestPause)) {
      pause(stop, length);
    }
  }
}

auto Introduction::choose_way_in() -> Step {
  if (way_in_.webhook_url.empty()) {
    auto const deleted = api_.delete_webhook();
    if (!deleted) {
      note_trouble("telegram.not_reached", deleted.error());
      return Step::again;
    }
    may_poll_();
    return Step::done;
  }
  auto const set = api_.set_webhook(way_in_.webhook_url, way_in_.webhook_secret);
  if (set) return Step::done;
  note_trouble("telegram.webhook_not_set", set.error());
  return Step::again;
}

auto Introduction::learn_name() -> Step {
  auto const me = api_.get_me();
  if (!me) {
    note_trouble("telegram.not_reached", me.error());
    return Step::again;
  }
  name_.set(me->username.value_or(""));
  log::info("telegram.connected", {{"bot", name_.get()}});
  return Step::done;
}

auto Introduction::offer_to_all() -> Step {
  auto const offer = [this](i18n::Language language) { return offer_commands(language) == Step::done; };
  return std::ranges::all_of(i18n::kLanguages, offer) ? Step::done : Step::again;
}

auto Introduction::offer_commands(i18n::Language language) -> Step {
  i18n::Reader const reader{.language = language};
  std::vector<telegram::BotCommand> commands;
  for (auto const& info : bot::command_infos()) {
    if (info.for_administrators) continue;
    commands.push_back(
        {.command = std::string(info.name),
         .description = translator_.render(Message(std::string(info.description_key)), reader)});
  }
  // The default language's list is also the one for everybody whose language we do not speak.
  auto const code = language == i18n::kDefaultLanguage ? std::string_view() : enum_name(language);
  auto const set = api_.set_my_commands(commands, {.kind = telegram::CommandScope::Kind::everybody}, code);
  if (set) return Step::done;
  note_trouble("telegram.commands_not_set", set.error());
  return is_final(set.error()) ? Step::done : Step::again;
}

}  // namespace pb::app
