#include "collection/schedules.h"
#include "bot/schedule_text.h"
#include "bot/screens/screens.h"

// The five times of the day and month.
namespace pb::bot {
namespace {

using collection::Schedule;
using collection::ScheduleChange;
using collection::ScheduleName;

auto args_of(Turn const& turn, Schedule const& schedule, std::string_view key) -> Message {
  return Message(std::string(key),
                 {{"name", std::string(enum_name(schedule.name))},
                  {"when", schedule_text(turn.voice, schedule.expression)},
                  {"state", std::string(schedule.enabled ? "on" : "off")},
                  {"zone", schedule.time_zone.value_or(turn.organisation.time_zone)},
                  {"clock", std::string(schedule.time_zone ? "fixed" : enum_name(schedule.own_zone))}});
}

void show_list(Turn& turn) {
  auto const schedules = collection::list_schedules(turn.unit, turn.actor);
  if (!schedules) {
    turn.fail(schedules.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html("schedules.title")).gap();
  for (auto const& schedule : *schedules) {
    page.line(turn.voice.html(args_of(turn, schedule, "schedules.row")));
    page.tile(turn.voice.plain("schedules.name", {{"name", std::string(enum_name(schedule.name))}}),
              Route("schedule", {enum_name(schedule.name)}));
  }
  page.button(turn.voice.plain("button.groups"), Route("groups"));
  add_home(page, turn);
  turn.show(page.done());
}

auto find(Turn& turn, ScheduleName name) -> Result<Schedule> {
  PB_TRY(auto const schedules, collection::list_schedules(turn.unit, turn.actor));
  auto const found = std::ranges::find(schedules, name, &Schedule::name);
  if (found == schedules.end()) return fail(ErrorCode::not_found, Message("error.not_found"));
  return *found;
}

// Buttons for other days at the same time, of schedules that come on some days of the week.
void add_days(Page& page, Turn const& turn, Schedule const& schedule) {
  auto const time = usual_time(schedule.expression);
  bool const by_week = time && time->days <= ScheduleDays::six_days;
  if (!by_week) return;
  for (auto const days : {ScheduleDays::daily, ScheduleDays::workdays, ScheduleDays::six_days}) {
    if (days == time->days) continue;
    page.tile(turn.voice.plain("schedules.days", {{"days", std::string(enum_name(days))}}),
              Route("schedule_days", {enum_name(schedule.name), enum_name(days)}));
  }
}

void show_schedule(Turn& turn, ScheduleName name) {
  auto const schedule = find(turn, name);
  if (!schedule) {
    turn.fail(schedule.error());
    return show_home(turn);
  }
  auto const word = std::string(enum_name(name));
  Page page;
  page.line(turn.voice.html(args_of(turn, *schedule, "schedules.card")));
  add_days(page, turn, *schedule);
  page.button(turn.voice.plain("offices.zone"), Route("schedule_zone", {word}));
  page.button(turn.voice.plain(schedule->enabled ? "schedules.switch_off" : "schedules.switch_on"),
              Route("schedule_switch", {word, schedule->enabled ? 0 : 1}));
  if (schedule->changed) page.beside(turn.voice.plain("schedules.reset"), Route("schedule_reset", {word}));
  add_back_and_home(page, turn, Route("schedules"));
  turn.show(page.done());
  turn.expect(Route("schedule_time", {word}));
}

void finish(Turn& turn, ScheduleName name, Result<Schedule> const& result) {
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  show_schedule(turn, name);
}

void change(Turn& turn, ScheduleName name, ScheduleChange const& change) {
  finish(turn, name, collection::change_schedule(turn.unit, turn.actor, name, change));
}

// "18:30" sets the time of day; five fields are a cron expression.
void typed_time(Turn& turn, ScheduleName name, std::string const& typed) {
  bool const expression = typed.find(' ') != std::string::npos;
  if (expression) return change(turn, name, {.expression = typed});
  finish(turn, name, collection::change_schedule_time(turn.unit, turn.actor, name, typed));
}

void set_days(Turn& turn, ScheduleName name, Route const& route) {
  auto const schedule = find(turn, name);
  auto const days = enum_from_name<ScheduleDays>(route.word(1));
  auto time = schedule ? usual_time(schedule->expression) : std::nullopt;
  if (!days || !time || *days > ScheduleDays::six_days) return show_schedule(turn, name);
  time->days = *days;
  change(turn, name, {.expression = expression_of(*time)});
}

void ask_zone(Turn& turn, ScheduleName name) {
  auto const word = std::string(enum_name(name));
  auto const own = collection::default_schedule(name).own_zone;
  Page page;
  page.line(turn.voice.html("schedules.ask_zone"));
  page.button(turn.voice.plain("schedules.own_zone", {{"clock", std::string(enum_name(own))},
                                                      {"zone", turn.organisation.time_zone}}),
              Route("schedule_zone_set", {word}));
  for (auto const zone : kUsualZones) page.tile(std::string(zone), Route("schedule_zone_set", {word, zone}));
  add_back_and_home(page, turn, Route("schedule", {word}));
  turn.show(page.done());
  turn.expect(Route("schedule_zone", {word}));
}

void set_zone(Turn& turn, ScheduleName name, std::string const& zone) {
  change(turn, name, {.time_zone = zone.empty() ? std::optional<std::string>() : std::optional(zone)});
}

void typed_zone(Turn& turn, ScheduleName name, std::string const& typed) {
  if (!typed.empty()) return set_zone(turn, name, typed);
  ask_zone(turn, name);
}

// Every button and form here is about one schedule, named first.
template <auto handler>
void with_schedule(Turn& turn, Route const& route) {
  auto const name = enum_from_name<ScheduleName>(route.word(0));
  if (!name) return show_list(turn);
  if constexpr (std::is_invocable_v<decltype(handler), Turn&, ScheduleName, Route const&>) {
    handler(turn, *name, route);
  } else {
    handler(turn, *name);
  }
}

template <auto handler>
void with_schedule_typed(Turn& turn, Route const& input, std::string const& typed) {
  auto const name = enum_from_name<ScheduleName>(input.word(0));
  name ? handler(turn, *name, typed) : show_list(turn);
}

void switch_schedule(Turn& turn, ScheduleName name, Route const& route) {
  change(turn, name, {.enabled = route.number(1) == 1});
}

void reset(Turn& turn, ScheduleName name) {
  finish(turn, name, collection::reset_schedule(turn.unit, turn.actor, name));
}

void set_zone_by_button(Turn& turn, ScheduleName name, Route const& route) {
  set_zone(turn, name, route.word(1));
}

}  // namespace

auto schedule_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"schedules", [](Turn& turn, Route const&) { show_list(turn); }},
                                        {"schedule", with_schedule<show_schedule>},
                                        {"schedule_days", with_schedule<set_days>},
                                        {"schedule_zone", with_schedule<ask_zone>},
                                        {"schedule_zone_set", with_schedule<set_zone_by_button>},
                                        {"schedule_switch", with_schedule<switch_schedule>},
                                        {"schedule_reset", with_schedule<reset>}};
  return entries;
}

auto schedule_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"schedule_time", with_schedule_typed<typed_time>},
                                       {"schedule_zone", with_schedule_typed<typed_zone>}};
  return entries;
}

}  // namespace pb::bot
