#include "bot/screens/screens.h"
#include "collection/submit_fact.h"
#include "domain/amount.h"

// Facts, territory by territory; a loss asks for an explicit yes.
namespace pb::bot {
namespace {

using collection::Confirmation;
using collection::FactPeriod;
using collection::ValueKind;
using collection::ValueRef;

auto fact_route(std::string_view verb, TerritoryId territory, FactPeriod const& period) -> Route {
  return Route(verb, {territory, period.month, period_day_number(period)});
}

auto amount_route(std::string_view verb, TerritoryId territory, FactPeriod const& period, Money amount)
    -> Route {
  return Route(verb, {territory, period.month, period_day_number(period), amount});
}

void show_form(Turn& turn, store::Territory const& territory, FactPeriod const& period,
               FormExtras const& extras = {}) {
  Page page;
  if (!extras.heading.empty()) page.line(extras.heading).gap();
  page.line(turn.voice.html("fact.ask",
                            {{"territory", territory_name(turn, territory.geo_name, territory.office_name)},
                             {"period", period_value(period)}}));
  for (auto const amount : extras.readings)
    page.button(turn.voice.money(amount), amount_route("fact_set", territory.id, period, amount));
  add_back_and_home(page, turn,
                    sheet_route({.kind = ValueKind::fact, .office = territory.office, .period = period}));
  turn.show(page.done());
  turn.expect(fact_route("fact", territory.id, period));
}

void ask(Turn& turn, TerritoryId id, FactPeriod const& period) {
  auto const territory = own_territory(turn, id);
  if (!territory) return say_not_yours(turn);
  auto const value = ValueRef::fact(id, period);
  auto const offer = collection::correction_offer(turn.unit, turn.actor, value);
  if (offer || offer.error().code != ErrorCode::not_found) return show_value_card(turn, value);
  show_form(turn, *territory, period);
}

void confirm_loss(Turn& turn, store::Territory const& territory, FactPeriod const& period, Money amount) {
  Page page;
  page.line(turn.voice.html("fact.confirm_loss",
                            {{"territory", territory_name(turn, territory.geo_name, territory.office_name)},
                             {"period", period_value(period)},
                             {"amount", amount}}));
  page.button(turn.voice.plain("button.save_loss"), amount_route("fact_loss", territory.id, period, amount))
      .beside(turn.voice.plain("button.no"), fact_route("fact", territory.id, period));
  add_home(page, turn);
  turn.show(page.done());
  turn.expect(fact_route("fact", territory.id, period));
}

void go_on(Turn& turn, TerritoryId given, FactPeriod const& period, std::string const& saved) {
  auto const next = collection::next_open_fact(turn.unit, turn.actor, period, given);
  auto const territory = next ? store::find_territory(turn.unit.sql, next->territory) : std::nullopt;
  if (!territory) {
    turn.say(turn.voice.plain("fact.all_done", {{"period", period_value(period)}}));
    return show_home(turn);
  }
  auto const left = turn.voice.html("plan.left", {{"count", next->open}});
  show_form(turn, *territory, period, {.heading = saved.empty() ? left : saved + "\n" + left});
}

void save(Turn& turn, TerritoryId id, FactPeriod const& period, Money amount, Confirmation confirmation) {
  auto const fact = collection::submit_fact(turn.unit, turn.actor, id, period, amount, confirmation);
  if (fact) {
    return go_on(
        turn, id, period,
        turn.voice.html("fact.saved", {{"territory", territory_name(turn, fact->geo_name, fact->office_name)},
                                       {"amount", fact->amount}}));
  }
  // The same button twice: what it asked for is done.
  if (given_already(fact.error(), amount)) return go_on(turn, id, period, "");
  auto const territory = own_territory(turn, id);
  if (territory && fact.error().message.key == collection::kNegativeFactKey)
    return confirm_loss(turn, *territory, period, amount);
  turn.fail(fact.error());
  bool const try_again = fact.error().code == ErrorCode::invalid && fact.error().field == "amount";
  if (territory && try_again) return show_form(turn, *territory, period);
  show_sheet(turn, {.kind = ValueKind::fact, .period = period});
}

void with_amount(Turn& turn, Route const& route, Confirmation confirmation) {
  auto const period = period_from(route, 1);
  auto const amount = route.number(3);
  if (!period || !amount) return show_home(turn);
  save(turn, route.id<TerritoryId>(0), *period, Money{*amount}, confirmation);
}

void typed_amount(Turn& turn, Route const& input, std::string const& typed) {
  auto const period = period_from(input, 1);
  auto const territory = own_territory(turn, input.id<TerritoryId>(0));
  if (!period || !territory) return say_not_yours(turn);
  auto const amount = parse_amount(typed, AmountKind::fact, turn.organisation.currency);
  if (amount) return save(turn, territory->id, *period, *amount, Confirmation::none);
  turn.fail(amount.error());
  show_form(turn, *territory, *period, {.readings = readings_of(amount.error())});
}

}  // namespace

auto fact_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"fact",
       [](Turn& turn, Route const& route) {
         auto const period = period_from(route, 1);
         period ? ask(turn, route.id<TerritoryId>(0), *period) : show_home(turn);
       }},
      {"fact_set", [](Turn& turn, Route const& route) { with_amount(turn, route, Confirmation::none); }},
      {"fact_loss", [](Turn& turn, Route const& route) { with_amount(turn, route, Confirmation::given); }}};
  return entries;
}

auto fact_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"fact", typed_amount}};
  return entries;
}

}  // namespace pb::bot
