#include "bot/screens/screens.h"
#include "collection/homes.h"
#include "collection/submit_plan.h"
#include "collection/suggestions.h"
#include "domain/amount.h"
#include "store/territories.h"

// The heart of the day: one territory, one amount, then the next.
namespace pb::bot {
namespace {

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

// The form of one territory; `heading` tells what has just been saved.
void show_form(Turn& turn, TerritoryId territory, std::string const& geo_name, Day day,
               std::string const& heading) {
  Page page;
  if (!heading.empty()) page.line(heading).gap();
  page.line(turn.voice.html("plan.ask", {{"territory", geo_name}, {"day", day}}));
  add_quick_amounts(page, turn, territory, day);
  add_back_and_home(page, turn, Route("plans"));
  turn.show(page.done());
  turn.expect(Route("plan", {territory, day}));
}

void save(Turn& turn, TerritoryId territory, Day day, Money amount) {
  auto const plan = collection::submit_plan(turn.unit, turn.actor, territory, day, amount);
  if (!plan) {
    turn.fail(plan.error());
    // A typed amount that cannot be taken leaves the form open for another try; anything else leads to what
    // is.
    if (plan.error().code != ErrorCode::invalid || plan.error().field == "day") return show_home(turn);
    return show_plan_form(turn, territory, day);
  }
  auto const saved = turn.voice.html("plan.saved", {{"territory", plan->geo_name}, {"amount", plan->amount}});
  if (auto const next = collection::next_open_plan(turn.unit, turn.actor, day, territory)) {
    return show_form(turn, next->territory, next->geo_name, day, saved);
  }
  turn.say(turn.voice.plain("plan.saved_short", {{"territory", plan->geo_name}, {"amount", plan->amount}}));
  show_home(turn);
}

void open_form(Turn& turn, Route const& route) {
  auto const day = route.day(1);
  if (!day) return show_home(turn);
  show_plan_form(turn, route.id<TerritoryId>(0), *day);
}

void set_quick(Turn& turn, Route const& route) {
  auto const day = route.day(1);
  auto const amount = route.number(2);
  if (!day || !amount) return show_home(turn);
  save(turn, route.id<TerritoryId>(0), *day, Money{*amount});
}

void typed_amount(Turn& turn, Route const& input, std::string const& typed) {
  auto const day = input.day(1);
  if (!day) return show_home(turn);
  auto const amount = parse_amount(typed, AmountKind::plan);
  if (!amount) {
    turn.fail(amount.error());
    return show_plan_form(turn, input.id<TerritoryId>(0), *day);
  }
  save(turn, input.id<TerritoryId>(0), *day, *amount);
}

}  // namespace

void show_plan_form(Turn& turn, TerritoryId territory, Day day) {
  auto const found = store::find_territory(turn.unit.sql, territory);
  auto const offer =
      collection::correction_offer(turn.unit, turn.actor, collection::ValueRef::plan(territory, day));
  // A value is there already: show it instead of asking again.
  if (offer || (found && offer.error().code != ErrorCode::not_found)) {
    return show_value_card(turn, collection::ValueRef::plan(territory, day));
  }
  bool const own = found && (!turn.actor.office || *turn.actor.office == found->office);
  if (!own) {
    turn.warn(turn.voice.plain("error.not_found"));
    return show_home(turn);
  }
  show_form(turn, territory, territory_name(turn, found->geo_name, found->office_name), day, "");
}

void show_plan_sheet(Turn& turn) {
  auto const sheet = collection::plan_sheet(turn.unit, turn.actor);
  if (!sheet) {
    turn.fail(sheet.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html("home.manager", {{"day", sheet->day}}));
  add_sheet_rows(page, turn, sheet->sheet, collection::ValueKind::plan,
                 collection::FactPeriod::of(sheet->day));
  add_home(page, turn);
  turn.show(page.done());
}

auto plan_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"plan", open_form},
                                        {"plan_set", set_quick},
                                        {"plans", [](Turn& turn, Route const&) { show_plan_sheet(turn); }}};
  return entries;
}

auto plan_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"plan", typed_amount}};
  return entries;
}

}  // namespace pb::bot
