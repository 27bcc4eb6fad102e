#include <fmt/format.h>

#include "bot/screens/screens.h"
#include "i18n/language.h"
#include "people/preferences.h"

// What a person chooses for themselves.
namespace pb::bot {
namespace {

using store::NoticeChannel;
using store::Preferences;

// The notices a role can get at all, and the field that keeps the choice.
struct NoticeChoice {
  std::string_view name;
  NoticeChannel Preferences::* field;
  bool for_administrators;
};
constexpr NoticeChoice kNotices[] = {
    {"reminder", &Preferences::reminder, false},
    {"digest", &Preferences::digest, true},
    {"monthly_report", &Preferences::monthly_report, true},
    {"approval", &Preferences::approval, true},
    {"access_request", &Preferences::access_request, true},
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

auto on_off(Turn const& turn, NoticeChannel channel) -> std::string {
  return turn.voice.plain(channel == NoticeChannel::none ? "settings.off" : "settings.on");
}

bool administers(Turn const& turn) {
  return turn.actor.role == Role::owner || turn.actor.role == Role::admin;
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
  show_settings(turn);
}

void ask_quiet(Turn& turn) {
  auto const& preferences = turn.person.preferences;
  Page page;
  page.line(turn.voice.html("settings.ask_quiet"));
  for (auto const* hours : {"21:00-08:00", "22:00-07:00", "23:00-07:00"}) {
    auto const text = std::string_view(hours);
    page.button(std::string(text),
                Route("quiet", {*clock_minute(text.substr(0, 5)), *clock_minute(text.substr(6))}));
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
  auto const dash = typed.find_first_of("-–—");
  auto const from = clock_minute(std::string_view(typed).substr(0, std::min<std::size_t>(5, typed.size())));
  auto const until =
      dash == std::string::npos
          ? std::nullopt
          : clock_minute(std::string_view(typed).substr(typed.find_last_not_of("0123456789:") + 1));
  if (!from || !until) {
    turn.warn(turn.voice.plain("settings.bad_quiet"));
    return ask_quiet(turn);
  }
  set_quiet(turn, from, until);
}

void toggle_notice(Turn& turn, Route const& route) {
  auto preferences = turn.person.preferences;
  for (auto const& notice : kNotices) {
    if (notice.name != route.word(0)) continue;
    auto& channel = preferences.*notice.field;
    channel = channel == NoticeChannel::none ? NoticeChannel::telegram : NoticeChannel::none;
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
  page.line(voice.html("settings.title", {{"name", turn.person.name},
                                          {"role", std::string(enum_name(turn.person.role))},
                                          {"office", turn.person.office_name}}));
  page.button(voice.plain("settings.language", {{"language", turn.person.language}}), Route("languages"));
  auto const quiet = preferences.quiet_from
                         ? clock_text(preferences.quiet_from) + "–" + clock_text(preferences.quiet_until)
                         : voice.plain("settings.off");
  page.button(voice.plain("settings.quiet", {{"hours", quiet}}), Route("quiet_ask"));
  for (auto const& notice : kNotices) {
    if (notice.for_administrators && !administers(turn)) continue;
    page.button(voice.plain("settings.notice", {{"notice", std::string(notice.name)},
                                                {"state", on_off(turn, preferences.*notice.field)}}),
                Route("notice", {notice.name}));
  }
  page.button(voice.plain("settings.layout", {{"layout", std::string(enum_name(preferences.layout))}}),
              Route("layout"))
      .beside(voice.plain("settings.screen_reader",
                          {{"state", voice.plain(voice.listens() ? "settings.on" : "settings.off")}}),
              Route("screen_reader"));
  add_home(page, turn);
  turn.show(page.done());
}

auto settings_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"settings", [](Turn& turn, Route const&) { show_settings(turn); }},
      {"languages", [](Turn& turn, Route const&) { show_languages(turn); }},
      {"language", choose_language},
      {"quiet_ask", [](Turn& turn, Route const&) { ask_quiet(turn); }},
      {"quiet", [](Turn& turn, Route const& route) { set_quiet(turn, route.number(0), route.number(1)); }},
      {"notice", toggle_notice},
      {"layout", [](Turn& turn, Route const&) { toggle_layout(turn); }},
      {"screen_reader", [](Turn& turn, Route const&) { toggle_screen_reader(turn); }}};
  return entries;
}

auto settings_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"quiet", typed_quiet}};
  return entries;
}

}  // namespace pb::bot
