#include "bot/report_notices.h"

#include "bot/notices.h"
#include "bot/outgoing.h"
#include "bot/report_text.h"
#include "store/users.h"

namespace pb::bot {
namespace {

// The voice for a user as they are now; nothing where they have no chat.
struct Listener {
  std::int64_t chat_id = 0;
  Voice voice;
};

auto listener(store::Unit& unit, Surroundings const& surroundings, store::User const& user)
    -> std::optional<Listener> {
  auto const organisation = store::find_organisation(unit.sql);
  if (!user.tg_id || !organisation) return std::nullopt;
  i18n::Reader reader{.language = i18n::language_or_default(user.language),
                      .currency = organisation->currency,
                      .time_zone = organisation->time_zone};
  return Listener{*user.tg_id, Voice(*surroundings.translator, std::move(reader), {})};
}

void tell(store::Unit& unit, Listener const& listener, std::string html, Silence silence = Silence::audible) {
  send_notice(unit, {.chat_id = listener.chat_id, .silence = silence},
              Screen{.html = std::move(html), .keyboard = {}});
}

auto name_of(store::Unit& unit, Voice const& voice, store::ReportRecipient const& recipient) -> std::string {
  if (recipient.user) {
    if (auto const user = store::find_user(unit.sql, *recipient.user)) return user->name;
  }
  if (recipient.address) return *recipient.address;
  return voice.plain("reports.group");
}

}  // namespace

void tell_person(store::Unit& unit, Surroundings const& surroundings, UserId user, Message const& message) {
  auto const person = store::find_user(unit.sql, user);
  auto const listens = person ? listener(unit, surroundings, *person) : std::nullopt;
  if (listens) tell(unit, *listens, listens->voice.html(message));
}

auto report_notices(Surroundings const& surroundings) -> reports::Notices {
  reports::Notices notices;
  notices.recipient_paused = [surroundings](store::Unit& unit, store::ReportSchedule const& schedule,
                                            store::ReportRecipient const& recipient,
                                            std::string const& reason) {
    auto const owner = store::find_user(unit.sql, schedule.owner);
    auto const listens = owner ? listener(unit, surroundings, *owner) : std::nullopt;
    if (!listens) return;
    tell(
        unit, *listens,
        listens->voice.html("reports.recipient_paused", {{"name", name_of(unit, listens->voice, recipient)},
                                                         {"report", schedule.definition},
                                                         {"reason", listens->voice.plain(Message(reason))}}));
  };
  notices.recipient_left = [surroundings](store::Unit& unit, store::ReportSchedule const& schedule,
                                          store::ReportRecipient const& recipient) {
    auto const owner = store::find_user(unit.sql, schedule.owner);
    auto const listens = owner ? listener(unit, surroundings, *owner) : std::nullopt;
    if (!listens) return;
    tell(unit, *listens,
         listens->voice.html("reports.recipient_left", {{"name", name_of(unit, listens->voice, recipient)},
                                                        {"report", schedule.definition}}));
  };
  notices.schedule_orphaned = [surroundings](store::Unit& unit, store::ReportSchedule const& schedule) {
    for (auto const& user : store::active_admins(unit.sql)) {
      auto const listens = listener(unit, surroundings, user);
      if (listens)
        tell(unit, *listens, listens->voice.html("reports.orphaned", {{"report", schedule.definition}}));
    }
  };
  notices.after_quiet = [surroundings](store::Unit& unit, store::User const& user,
                                       std::vector<std::string> const& titles) {
    auto const listens = listener(unit, surroundings, user);
    if (!listens) return;
    std::string text = listens->voice.html("reports.after_quiet");
    for (auto const& title : titles)
      text += "\n• " + listens->voice.html("reports.title", {{"title", title}});
    tell(unit, *listens, std::move(text));
  };
  return notices;
}

}  // namespace pb::bot
