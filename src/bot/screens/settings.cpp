#include <fmt/format.h>

#include "bot/command_menu.h"
#include "bot/screens/screens.h"
#include "delivery/mails.h"
#include "i18n/language.h"
#include "people/email.h"
#include "people/preferences.h"

// What a person chooses for themselves.
namespace pb::bot {
namespace {

using store::NoticeChannel;
using store::Preferences;

// A notice, the field that keeps the choice, and who gets it at all.
struct NoticeChoice {
  std::string_view name;
  NoticeChannel Preferences::* field;
  bool (*concerns)(Turn const&);
  bool by_mail_too = false;  // what is only read may come by e-mail; what is answered, may not
};

bool gives_plans(Turn const& turn) {
  return turn.actor.role == Role::manager;
}
bool has_reports(Turn const&) {
  return true;
}
bool decides(Turn const& turn) {
  return may(turn.actor, Action::decide_correction, turn.actor.office);
}

constexpr NoticeChoice kNotices[] = {
    {"reminder", &Preferences::reminder, gives_plans},
    {"digest", &Preferences::digest, administers, true},
    {"monthly_report", &Preferences::monthly_report, administers, true},
    {"report", &Preferences::report, has_reports, true},
    {"approval", &Preferences::approval, decides},
    {"access_request", &Preferences::access_request, administers},
};

auto clock_text(std::optional<std::int64_t> minute) -> std::string {
  return minute ? fmt::format("{:02}:{:02}", *minute / 60, *minute % 60) : std::string();
}

auto clock_minute(std::string_view text) -> std::optional<std::int64_t> {
  auto const parts = Route::parse(std::string(":").append(text));
  auto const hour = parts.number(0);
  auto const minute = parts.number(1);
  bool const valid = hour && minute && *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
  return valid ? std::optional(*hour * 60 + *minute) : std::nullopt;
}

// "22:00-07:00" with whatever stands between the two.
auto parse_hours(std::string_view text) -> std::optional<std::pair<std::int64_t, std::int64_t>> {
  constexpr std::string_view kOfTime = "0123456789:";
  auto const first = text.substr(0, text.find_first_not_of(kOfTime));
  auto const from = clock_minute(first);
  auto const until = clock_minute(text.substr(text.find_last_not_of(kOfTime) + 1));
  if (!from || !until || first.size() == text.size()) return std::nullopt;
  return std::pair(*from, *until);
}

bool can_be_mailed(Turn const& turn) {
  return turn.surroundings.mail && turn.person.email;
}

auto channel_text(Turn const& turn, NoticeChannel channel) -> std::string {
  if (channel == NoticeChannel::email) return turn.voice.plain("settings.by_email");
  return turn.voice.plain(channel == NoticeChannel::none ? "settings.off" : "settings.on");
}

// Telegram, e-mail where that is possible, off, and round again.
auto next_channel(NoticeChannel channel, bool mailable) -> NoticeChannel {
  if (channel == NoticeChannel::none) return NoticeChannel::telegram;
  return mailable && channel == NoticeChannel::telegram ? NoticeChannel::email : NoticeChannel::none;
}

void save(Turn& turn, Preferences const& preferences) {
  auto const result = people::set_preferences(turn.unit, turn.actor, preferences);
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  turn.refresh_person();
  show_settings(turn);
}

void show_languages(Turn& turn) {
  Page page;
  page.line(turn.voice.html("settings.choose_language"));
  for (auto const language : i18n::kLanguages) {
    page.button(turn.voice.plain("language.name", {{"language", std::string(enum_name(language))}}),
                Route("language", {enum_name(language)}));
  }
  add_back_and_home(page, turn, Route("settings"));
  turn.show(page.done());
}

void choose_language(Turn& turn, Route const& route) {
  auto const result = people::set_language(turn.unit, turn.actor, route.word(0));
  if (!result) turn.fail(result.error());
  turn.refresh_person();
  offer_commands(turn);
  show_settings(turn);
}

void ask_reminder(Turn& turn) {
  Page page;
  page.line(turn.voice.html("settings.ask_reminder"));
  for (auto const* time : {"18:00", "19:00", "19:15", "19:25"})
    page.tile(time, Route("reminder", {*clock_minute(time)}));
  if (turn.person.preferences.reminder_minute)
    page.button(turn.voice.plain("settings.reminder_as_all"), Route("reminder"));
  add_back_and_home(page, turn, Route("settings"));
  turn.show(page.done());
  turn.expect(Route("reminder"));
}

void set_reminder(Turn& turn, std::optional<std::int64_t> minute) {
  auto preferences = turn.person.preferences;
  preferences.reminder_minute = minute;
  save(turn, preferences);
}

void typed_reminder(Turn& turn, Route const&, std::string const& typed) {
  if (auto const minute = clock_minute(typed)) return set_reminder(turn, minute);
  turn.warn(turn.voice.plain("error.time.unreadable"));
  ask_reminder(turn);
}

void ask_quiet(Turn& turn) {
  auto const& preferences = turn.person.preferences;
  Page page;
  page.line(turn.voice.html("settings.ask_quiet"));
  for (std::string_view const hours : {"21:00–08:00", "22:00–07:00", "23:00–07:00"}) {
    auto const both = parse_hours(hours);
    page.tile(std::string(hours), Route("quiet", {both->first, both->second}));
  }
  if (preferences.quiet_from) page.button(turn.voice.plain("settings.no_quiet"), Route("quiet"));
  add_back_and_home(page, turn, Route("settings"));
  turn.show(page.done());
  turn.expect(Route("quiet"));
}

void set_quiet(Turn& turn, std::optional<std::int64_t> from, std::optional<std::int64_t> until) {
  auto preferences = turn.person.preferences;
  preferences.quiet_from = from;
  preferences.quiet_until = until;
  save(turn, preferences);
}

void typed_quiet(Turn& turn, Route const&, std::string const& typed) {
  if (auto const both = parse_hours(typed)) return set_quiet(turn, both->first, both->second);
  turn.warn(turn.voice.plain("settings.bad_quiet"));
  ask_quiet(turn);
}

void ask_email(Turn& turn) {
  Page page;
  auto const& email = turn.person.email;
  page.line(email ? turn.voice.html("settings.email_now", {{"address", *email}})
                  : turn.voice.html("settings.ask_email"));
  if (email) page.button(turn.voice.plain("settings.email_remove"), Route("email_remove"));
  add_back_and_home(page, turn, Route("settings"));
  turn.show(page.done());
  turn.expect(Route("email"));
}

void ask_code(Turn& turn, std::string const& address) {
  Page page;
  page.line(turn.voice.html("settings.ask_code",
                            {{"address", address}, {"minutes", std::int64_t{people::kCodeLasts.count()}}}));
  add_back_and_home(page, turn, Route("email_ask"));
  turn.show(page.done());
  turn.expect(Route("email_code", {address}));
}

void mail_code(Turn& turn, people::EmailCode const& code) {
  auto const text = turn.voice.plain(
      "mail.code_text", {{"code", code.code}, {"minutes", std::int64_t{people::kCodeLasts.count()}}});
  delivery::enqueue(turn.unit, store::NewOutgoingMail{
                                   .address = code.address,
                                   .subject = turn.voice.plain("mail.code_subject", {{"code", code.code}}),
                                   .text = text,
                                   .language = turn.person.language});
}

void typed_email(Turn& turn, Route const&, std::string const& typed) {
  auto const code = people::request_email(turn.unit, turn.actor, typed, *turn.surroundings.random);
  if (!code) {
    turn.fail(code.error());
    return ask_email(turn);
  }
  mail_code(turn, *code);
  ask_code(turn, code->address);
}

void typed_code(Turn& turn, Route const& asked, std::string const& typed) {
  auto const done = people::confirm_email(turn.unit, turn.actor, typed);
  if (!done) {
    turn.fail(done.error());
    return done.error().code == ErrorCode::invalid ? ask_code(turn, asked.word(0)) : ask_email(turn);
  }
  turn.say(turn.voice.plain("bot.done"));
  turn.refresh_person();
  show_settings(turn);
}

void remove_email(Turn& turn) {
  auto const done = people::remove_email(turn.unit, turn.actor);
  done ? turn.say(turn.voice.plain("bot.done")) : turn.fail(done.error());
  turn.refresh_person();
  show_settings(turn);
}

void toggle_notice(Turn& turn, Route const& route) {
  auto preferences = turn.person.preferences;
  for (auto const& notice : kNotices) {
    if (notice.name != route.word(0)) continue;
    auto& channel = preferences.*notice.field;
    channel = next_channel(channel, notice.by_mail_too && can_be_mailed(turn));
  }
  save(turn, preferences);
}

void toggle_layout(Turn& turn) {
  auto preferences = turn.person.preferences;
  preferences.layout =
      preferences.layout == store::Layout::rich ? store::Layout::compact : store::Layout::rich;
  save(turn, preferences);
}

void toggle_screen_reader(Turn& turn) {
  auto preferences = turn.person.preferences;
  preferences.screen_reader = preferences.screen_reader == store::ScreenReader::on ? store::ScreenReader::off
                                                                                   : store::ScreenReader::on;
  save(turn, preferences);
}

}  // namespace

void show_settings(Turn& turn) {
  auto const& voice = turn.voice;
  auto const& preferences = turn.person.preferences;
  Page page;
  page.line(voice.html(
      "settings.title",
      {{"name", turn.person.name}, {"place", voice.place(turn.person.role, turn.person.office_name)}}));
  page.button(voice.plain("settings.language", {{"language", turn.person.language}}), Route("languages"));
  if (gives_plans(turn)) {
    auto const time = preferences.reminder_minute ? clock_text(preferences.reminder_minute)
                                                  : voice.plain("settings.reminder_by_schedule");
    page.button(voice.plain("settings.reminder", {{"time", time}}), Route("reminder_ask"));
  }
  auto const quiet = preferences.quiet_from
                         ? clock_text(preferences.quiet_from) + "–" + clock_text(preferences.quiet_until)
                         : voice.plain("settings.off");
  page.button(voice.plain("settings.quiet", {{"hours", quiet}}), Route("quiet_ask"));
  for (auto const& notice : kNotices) {
    if (!notice.concerns(turn)) continue;
    page.button(voice.plain("settings.notice", {{"notice", std::string(notice.name)},
                                                {"state", channel_text(turn, preferences.*notice.field)}}),
                Route("notice", {notice.name}));
  }
  page.button(voice.plain("settings.reports"), Route("my_reports"));
  if (turn.surroundings.mail)
    page.button(voice.plain("settings.email",
                            {{"address", turn.person.email.value_or(voice.plain("settings.no_email"))}}),
                Route("email_ask"));
  if (!turn.surroundings.public_url.empty()) page.button(voice.plain("web.open"), Route("web"));
  page.button(voice.plain("settings.layout", {{"layout", std::string(enum_name(preferences.layout))}}),
              Route("layout"));
  page.button(voice.plain("settings.screen_reader",
                          {{"state", voice.plain(voice.listens() ? "settings.on" : "settings.off")}}),
              Route("screen_reader"));
  if (administers(turn) && turn.surroundings.health)
    page.button(voice.plain("health.button"), Route("health"));
  page.button(voice.plain("button.help"), Route("help")).beside(voice.plain("button.home"), Route("home"));
  turn.show(page.done());
}

auto settings_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"settings", [](Turn& turn, Route const&) { show_settings(turn); }},
      {"languages", [](Turn& turn, Route const&) { show_languages(turn); }},
      {"language", choose_language},
      {"reminder_ask", [](Turn& turn, Route const&) { ask_reminder(turn); }},
      {"reminder", [](Turn& turn, Route const& route) { set_reminder(turn, route.number(0)); }},
      {"quiet_ask", [](Turn& turn, Route const&) { ask_quiet(turn); }},
      {"quiet", [](Turn& turn, Route const& route) { set_quiet(turn, route.number(0), route.number(1)); }},
      {"notice", toggle_notice},
      {"email_ask", [](Turn& turn, Route const&) { ask_email(turn); }},
      {"email_remove", [](Turn& turn, Route const&) { remove_email(turn); }},
      {"layout", [](Turn& turn, Route const&) { toggle_layout(turn); }},
      {"screen_reader", [](Turn& turn, Route const&) { toggle_screen_reader(turn); }}};
  return entries;
}

auto settings_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"quiet", typed_quiet},
                                       {"reminder", typed_reminder},
                                       {"email", typed_email},
                                       {"email_code", typed_code}};
  return entries;
}

}  // namespace pb::bot
