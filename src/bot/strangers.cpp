#include "bot/strangers.h"

#include "bot/notices.h"
#include "bot/outgoing.h"
#include "i18n/language.h"
#include "people/access.h"
#include "people/invitations.h"
#include "people/newcomer.h"

namespace pb::bot {
namespace {

constexpr std::string_view kStart = "/start ";

void say(store::Unit& unit, Incoming const& incoming, std::string const& html) {
  Page page;
  page.line(html);
  send_answer(unit, incoming.chat_id, page.done());
}

auto accept(store::Unit& unit, Voice const& voice, Incoming const& incoming, people::Newcomer const& newcomer,
            std::string_view token) -> std::optional<people::Person> {
  auto const person = people::accept_invitation(unit, Secret(std::string(token)), newcomer);
  if (!person) {
    say(unit, incoming, voice.html(person.error().message));
    return std::nullopt;
  }
  return *person;
}

void ask_for_access(store::Unit& unit, Surroundings const& surroundings, Voice const& voice,
                    Incoming const& incoming, people::Newcomer const& newcomer) {
  auto const outcome = people::request_access(unit, newcomer);
  auto const name = people::newcomer_name(newcomer);
  if (!outcome) return say(unit, incoming, voice.html(outcome.error().message));
  switch (*outcome) {
    case people::AccessOutcome::asked:
      notify_of_stranger(unit, surroundings, newcomer.tg_id, name);
      return say(unit, incoming, voice.html("bot.stranger", {{"name", name}}));
    case people::AccessOutcome::waiting:
      return say(unit, incoming, voice.html("bot.stranger_waiting"));
    case people::AccessOutcome::refused:
      return say(unit, incoming, voice.html("bot.stranger_refused"));
    case people::AccessOutcome::known:
      return;
  }
}

}  // namespace

auto is_invitation(std::string_view typed) -> bool {
  return typed.starts_with(kStart) && typed.size() > kStart.size();
}

auto meet_stranger(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
                   std::string const& typed) -> std::optional<people::Person> {
  auto const voice = voice_of_stranger(unit, surroundings, incoming.language_code);
  people::Newcomer const newcomer{
      .tg_id = incoming.tg_id, .name = incoming.name, .language = incoming.language_code};
  if (is_invitation(typed))
    return accept(unit, voice, incoming, newcomer, std::string_view(typed).substr(kStart.size()));
  ask_for_access(unit, surroundings, voice, incoming, newcomer);
  return std::nullopt;
}

auto turn_away(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
               people::Person const& person) -> std::optional<CallbackAnswer> {
  auto const voice = voice_of_stranger(unit, surroundings, person.language);
  if (incoming.callback_id) {
    return CallbackAnswer{.callback_id = *incoming.callback_id,
                          .text = voice.plain("bot.blocked"),
                          .style = CallbackAnswer::Style::alert};
  }
  say(unit, incoming, voice.html("bot.blocked"));
  return std::nullopt;
}

auto voice_of_stranger(store::Unit& unit, Surroundings const& surroundings, std::string_view language)
    -> Voice {
  auto const organisation = store::find_organisation(unit.sql).value_or(organisation_before_setup());
  auto const known = i18n::language_from_code(language);
  return Voice(*surroundings.translator,
               i18n::Reader{.language = known.value_or(i18n::language_or_default(organisation.language)),
                            .currency = organisation.currency,
                            .time_zone = organisation.time_zone});
}

auto organisation_before_setup() -> store::Organisation {
  return {.name = {}, .currency = "UAH", .time_zone = "Europe/Kyiv", .language = "uk"};
}

}  // namespace pb::bot
