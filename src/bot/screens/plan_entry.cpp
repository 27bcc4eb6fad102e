#include "bot/screens/screens.h"
#include "collection/submit_plan.h"
#include "collection/suggestions.h"
#include "domain/amount.h"

// The heart of the day: one territory, one amount, then the next.
namespace pb::bot {
namespace {

using collection::FactPeriod;
using collection::ValueKind;
using collection::ValueRef;

auto sheet_of(OfficeId office, Day day) -> Route {
  return sheet_route({.kind = ValueKind::plan, .office = office, .period = FactPeriod::of(day)});
}

void add_quick_amounts(Page& page, Turn const& turn, TerritoryId territory, Day day) {
  auto const quick = collection::suggest_plan(turn.unit, turn.actor, territory, day);
  auto const offer = [&](std::string_view key, std::optional<Money> amount) {
    if (!amount) return;
    page.button(turn.voice.plain(key, {{"amount", *amount}}), Route("plan_set", {territory, day, *amount}));
  };
  offer("plan.quick_yesterday", quick.yesterday);
  offer("plan.quick_weekday", quick.weekday_average);
  offer("plan.quick_last", quick.last);
}

void show_form(Turn& turn, store::Territory const& territory, Day day, FormExtras const& extras = {}) {
  Page page;
  if (!extras.heading.empty()) page.line(extras.heading).gap();
  page.line(turn.voice.html(
      "plan.ask",
      {{"territory", territory_name(turn, territory.geo_name, territory.office_name)}, {"day", day}}));
  for (auto const amount : extras.readings)
    page.button(turn.voice.money(amount), Route("plan_set", {territory.id, day, amount}));
  if (extras.readings.empty()) add_quick_amounts(page, turn, territory.id, day);
  add_back_and_home(page, turn, sheet_of(territory.office, day));
  turn.show(page.done());
  turn.expect(Route("plan", {territory.id, day}));
}

// Managers know their office: this is the busiest path of all, and needs no query for what is known.
auto territory_of(Turn const& turn, collection::NextTerritory const& next)
    -> std::optional<store::Territory> {
  if (!turn.actor.office) return store::find_territory(turn.unit.sql, next.territory);
  return store::Territory{.id = next.territory, .office = *turn.actor.office, .geo_name = next.geo_name};
}

void go_on(Turn& turn, TerritoryId given, Day day, std::string const& saved, std::string saved_short) {
  auto const next = collection::next_open_plan(turn.unit, turn.actor, day, given);
  auto const territory = next ? territory_of(turn, *next) : std::nullopt;
  if (!territory) {
    turn.say(std::move(saved_short));
    return show_home(turn);
  }
  auto const left = turn.voice.html("plan.left", {{"count", next->open}});
  show_form(turn, *territory, day, {.heading = saved.empty() ? left : saved + "\n" + left});
}

void save(Turn& turn, TerritoryId territory, Day day, Money amount) {
  auto const plan = collection::submit_plan(turn.unit, turn.actor, territory, day, amount);
  if (plan) {
    MessageArg const name{"territory", territory_name(turn, plan->geo_name, plan->office_name)};
    MessageArg const value{"amount", plan->amount};
    return go_on(turn, territory, day,
                 turn.voice.html(plan->late ? "plan.saved_late" : "plan.saved", {name, value}),
                 turn.voice.plain("plan.saved_short", {name, value}));
  }
  // The same button twice: what it asked for is done.
  if (given_already(plan.error(), amount))
    return go_on(turn, territory, day, "", turn.voice.plain("bot.done"));
  turn.fail(plan.error());
  auto const found = own_territory(turn, territory);
  bool const try_again = plan.error().code == ErrorCode::invalid && plan.error().field != "day";
  found&& try_again ? show_form(turn, *found, day) : show_home(turn);
}

void typed_amount(Turn& turn, Route const& input, std::string const& typed) {
  auto const day = input.day(1);
  auto const territory = own_territory(turn, input.id<TerritoryId>(0));
  if (!day || !territory) return say_not_yours(turn);
  auto const amount = parse_amount(typed, AmountKind::plan, turn.organisation.currency);
  if (amount) return save(turn, territory->id, *day, *amount);
  turn.fail(amount.error());
  show_form(turn, *territory, *day, {.readings = readings_of(amount.error())});
}

// A button of a form, with what it stands for.
void set_amount(Turn& turn, Route const& route) {
  auto const day = route.day(1);
  auto const amount = route.number(2);
  if (!day || !amount) return show_home(turn);
  save(turn, route.id<TerritoryId>(0), *day, Money{*amount});
}

}  // namespace

void show_plan_form(Turn& turn, TerritoryId id, Day day) {
  auto const territory = own_territory(turn, id);
  if (!territory) return say_not_yours(turn);
  // A value is there already: show it instead of asking again.
  auto const offer = collection::correction_offer(turn.unit, turn.actor, ValueRef::plan(id, day));
  if (offer || offer.error().code != ErrorCode::not_found)
    return show_value_card(turn, ValueRef::plan(id, day));
  show_form(turn, *territory, day);
}

bool ask_where_to_put(Turn& turn, std::string const& typed) {
  auto const amount = parse_amount(typed, AmountKind::plan, turn.organisation.currency);
  if (!amount || !turn.actor.office) return false;
  auto plans = collection::plan_sheet(turn.unit, turn.actor);
  if (!plans || plans->sheet.open == 0) return false;
  sort_rows(turn, plans->sheet);
  Page page;
  page.line(turn.voice.html("plan.where", {{"amount", *amount}, {"day", plans->day}}));
  std::int64_t shown = 0;
  for (auto const& row : plans->sheet.rows) {
    if (row.state != collection::ValueState::open || ++shown > kSheetRows) continue;
    page.tile(turn.voice.plain("home.territory_open", {{"territory", row.geo_name}}),
              Route("plan_set", {row.territory, plans->day, *amount}));
  }
  add_home(page, turn);
  turn.show(page.done());
  return true;
}

auto plan_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"plan",
                                         [](Turn& turn, Route const& route) {
                                           auto const day = route.day(1);
                                           day ? show_plan_form(turn, route.id<TerritoryId>(0), *day)
                                               : show_home(turn);
                                         }},
                                        {"plan_set", set_amount}};
  return entries;
}

auto plan_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"plan", typed_amount}};
  return entries;
}

}  // namespace pb::bot
