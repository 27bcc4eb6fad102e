#include "bot/notices.h"

#include <algorithm>

#include "bot/command_menu.h"
#include "bot/outgoing.h"
#include "bot/report_text.h"
#include "bot/screens/screens.h"
#include "collection/monthly_report.h"
#include "delivery/mails.h"
#include "i18n/language.h"

namespace pb::bot {
namespace {

auto make_voice(Surroundings const& surroundings, store::Organisation const& organisation,
                std::string_view language, std::string_view time_zone, Manner manner) -> Voice {
  return Voice(*surroundings.translator,
               i18n::Reader{.language = i18n::language_or_default(language),
                            .currency = organisation.currency,
                            .time_zone = std::string(time_zone)},
               manner);
}

auto silence_of(bool silent) -> Silence {
  return silent ? Silence::silent : Silence::audible;
}

void tell(store::Unit& unit, people::Recipient const& recipient, Screen const& screen) {
  send_notice(unit, {.chat_id = recipient.tg_id, .silence = silence_of(recipient.silent)}, screen);
}

auto correction_screen(Voice const& voice, collection::CorrectionRequest const& request) -> Screen {
  Page page;
  page.line(correction_text(voice, request));
  page.button(voice.plain("button.approve"), Route("approve", {request.id}))
      .beside(voice.plain("button.refuse"), Route("reject", {request.id}));
  return page.done();
}

auto prompt_text(Voice const& voice, Prompt prompt, collection::PromptTarget const& person,
                 std::string const& by) -> std::string {
  auto const count = MessageArg{"count", person.open};
  switch (prompt) {
    case Prompt::plan:
      return voice.html("prompt.plan", {{"office", person.office_name}, count});
    case Prompt::reminder:
      return voice.html("prompt.reminder", {{"office", person.office_name}, count});
    case Prompt::fact:
      return voice.html("prompt.fact", {{"office", person.office_name}, count});
    case Prompt::nudge:
      return voice.html("prompt.nudge", {{"name", by}, count});
  }
  return {};
}

void send_messages(store::Unit& unit, Destination const& destination, std::vector<std::string> messages) {
  for (auto& message : messages) {
    send_notice(unit, destination, Screen{.html = std::move(message), .keyboard = {}});
  }
}

// One report for every person and group that gets it, each in their own language.
template <class MessagesOf>
void broadcast(store::Unit& unit, Surroundings const& surroundings, store::Notice notice,
               MessagesOf messages_of) {
  auto const organisation = store::find_organisation(unit.sql);
  if (!organisation) return;
  for (auto const& recipient : people::recipients(unit, notice)) {
    send_messages(unit, {.chat_id = recipient.tg_id, .silence = silence_of(recipient.silent)},
                  messages_of(voice_for(surroundings, *organisation, recipient)));
  }
  for (auto const& recipient : people::mail_recipients(unit, notice)) {
    auto const messages = messages_of(voice_for(surroundings, *organisation, recipient));
    delivery::enqueue(unit, delivery::letter(*recipient.email, recipient.language, messages));
  }
  for (auto const& group : people::digest_groups(unit)) {
    auto const voice =
        make_voice(surroundings, *organisation, group.language, organisation->time_zone, Manner{});
    send_messages(unit, {.chat_id = group.chat_id, .topic_id = group.topic_id, .silence = Silence::audible},
                  messages_of(voice));
  }
}

}  // namespace

auto correction_text(Voice const& voice, collection::CorrectionRequest const& request) -> std::string {
  auto text = voice.html("correct.notice", {{"name", request.asked_by_name},
                                            {"territory", request.geo_name + " · " + request.office_name},
                                            {"kind", std::string(enum_name(request.value.kind))},
                                            {"period", period_value(request.value.period)},
                                            {"old", request.current},
                                            {"new", request.after},
                                            {"reason", voice.plain(request.reason)}});
  if (!request.endorsed_by_name.empty())
    text += "\n" + voice.html("correct.endorsed", {{"name", request.endorsed_by_name}});
  return text;
}

auto voice_for(Surroundings const& surroundings, store::Organisation const& organisation,
               people::Recipient const& recipient) -> Voice {
  return make_voice(surroundings, organisation, recipient.language, recipient.time_zone,
                    Manner::of(recipient.preferences));
}

void prompt_people(store::Unit& unit, Surroundings const& surroundings,
                   std::span<collection::PromptTarget const> people, Prompt prompt, std::string const& by) {
  auto const organisation = store::find_organisation(unit.sql);
  if (!organisation) return;
  std::vector<Prompted> prompts;
  prompts.reserve(people.size());
  for (auto const& person : people) {
    auto const voice = make_voice(surroundings, *organisation, person.language, organisation->time_zone,
                                  Manner::of(person.preferences));
    Page page;
    page.line(prompt_text(voice, prompt, person, by));
    page.button(voice.plain("prompt.answer", {{"count", person.open}}),
                Route(prompt == Prompt::fact ? "facts" : "home"));
    prompts.push_back({{.chat_id = person.tg_id, .silence = silence_of(person.silent)}, page.done()});
  }
  send_prompts(unit, prompts);
}

void notify_of_request(Turn& turn, collection::CorrectionDone const& done) {
  auto const mine = collection::my_requests(turn.unit, turn.actor);
  auto const request = std::ranges::find(mine, done.id, &collection::CorrectionRequest::id);
  if (request == mine.end()) return;
  auto const deciders = done.route == collection::CorrectionRoute::ask_head
                            ? people::heads_or_admins(turn.unit, store::Notice::approval, done.office)
                            : people::recipients(turn.unit, store::Notice::approval);
  for (auto const& recipient : deciders) {
    tell(turn.unit, recipient,
         correction_screen(voice_for(turn.surroundings, turn.organisation, recipient), *request));
  }
}

void notify_of_decision(Turn& turn, collection::Decided const& decided) {
  auto request = decided.request;
  request.endorsed_by_name = turn.person.name;
  if (decided.result == collection::DecisionResult::endorsed) {
    for (auto const& recipient : people::recipients(turn.unit, store::Notice::approval)) {
      tell(turn.unit, recipient,
           correction_screen(voice_for(turn.surroundings, turn.organisation, recipient), request));
    }
    return;
  }
  auto const asker = people::recipient(turn.unit, request.asked_by);
  if (!asker) return;
  bool const approved = decided.result == collection::DecisionResult::approved;
  Page page;
  page.line(voice_for(turn.surroundings, turn.organisation, *asker)
                .html(approved ? "correct.approved_notice" : "correct.rejected_notice",
                      {{"territory", request.geo_name},
                       {"period", period_value(request.value.period)},
                       {"amount", approved ? request.after : request.current}}));
  tell(turn.unit, *asker, page.done());
}

void notify_of_stranger(store::Unit& unit, Surroundings const& surroundings, std::int64_t tg_id,
                        std::string const& name) {
  auto const organisation = store::find_organisation(unit.sql);
  if (!organisation) return;
  for (auto const& recipient : people::recipients(unit, store::Notice::access_request)) {
    auto const voice = voice_for(surroundings, *organisation, recipient);
    Page page;
    page.line(voice.html("bot.request_notice", {{"name", name}}));
    page.button(voice.plain("access.decide"), Route("request", {tg_id}));
    tell(unit, recipient, page.done());
  }
}

void notify_of_welcome(Turn& turn, people::Person const& person) {
  auto const recipient = people::recipient(turn.unit, person.id);
  if (!recipient) return;
  auto const voice = voice_for(turn.surroundings, turn.organisation, *recipient);
  Page page;
  page.line(voice.html("bot.welcome",
                       {{"name", person.name}, {"place", voice.place(person.role, person.office_name)}}));
  page.button(voice.plain("button.home"), Route("home"));
  Prompted const welcome{{.chat_id = recipient->tg_id, .silence = silence_of(recipient->silent)},
                         page.done()};
  send_prompts(turn.unit, std::span(&welcome, 1));
  offer_commands(turn.unit, voice, recipient->tg_id, person.role);
}

void send_digest(store::Unit& unit, Surroundings const& surroundings, Day day) {
  auto const digest = collection::digest(unit, day);
  broadcast(unit, surroundings, store::Notice::digest,
            [&](Voice const& voice) { return digest_messages(voice, digest); });
}

void send_monthly_report(store::Unit& unit, Surroundings const& surroundings, Month month) {
  auto const report = collection::monthly_report(unit, month);
  broadcast(unit, surroundings, store::Notice::monthly_report,
            [&](Voice const& voice) { return monthly_report_messages(voice, report); });
}

}  // namespace pb::bot
