#include "bot/screens/screens.h"
#include "collection/fact_sheet.h"
#include "collection/submit_fact.h"
#include "domain/amount.h"
#include "store/territories.h"

// Facts, territory by territory; a loss asks for an explicit yes.
namespace pb::bot {
namespace {

using collection::Confirmation;
using collection::FactPeriod;

void show_form(Turn& turn, TerritoryId territory, std::string const& name, FactPeriod const& period,
               std::string const& heading) {
  Page page;
  if (!heading.empty()) page.line(heading).gap();
  page.line(turn.voice.html("fact.ask", {{"territory", name}, {"period", period_value(period)}}));
  add_back_and_home(page, turn, Route("facts"));
  turn.show(page.done());
  turn.expect(Route("fact", {territory, period.month, period_day_number(period)}));
}

void ask(Turn& turn, TerritoryId territory, FactPeriod const& period) {
  auto const found = store::find_territory(turn.unit.sql, territory);
  if (!found) return show_facts(turn);
  show_form(turn, territory, territory_name(turn, found->geo_name, found->office_name), period, "");
}

void confirm_loss(Turn& turn, TerritoryId territory, FactPeriod const& period, Money amount) {
  auto const found = store::find_territory(turn.unit.sql, territory);
  Page page;
  page.line(turn.voice.html("fact.confirm_loss", {{"territory", found ? found->geo_name : std::string()},
                                                  {"period", period_value(period)},
                                                  {"amount", amount}}));
  page.button(turn.voice.plain("button.save_loss"),
              Route("fact_loss", {territory, period.month, period_day_number(period), amount}));
  page.button(turn.voice.plain("button.no"),
              Route("fact", {territory, period.month, period_day_number(period)}));
  turn.show(page.done());
}

void save(Turn& turn, TerritoryId territory, FactPeriod const& period, Money amount,
          Confirmation confirmation) {
  auto const fact = collection::submit_fact(turn.unit, turn.actor, territory, period, amount, confirmation);
  if (!fact) {
    auto const& error = fact.error();
    if (error.message.key == collection::kNegativeFactKey)
      return confirm_loss(turn, territory, period, amount);
    turn.fail(error);
    if (error.code == ErrorCode::invalid && error.field == "amount") return ask(turn, territory, period);
    return show_facts(turn);
  }
  auto const saved = turn.voice.html("fact.saved", {{"territory", fact->geo_name}, {"amount", fact->amount}});
  if (auto const next = collection::next_open_fact(turn.unit, turn.actor, period, territory)) {
    return show_form(turn, next->territory, next->geo_name, period, saved);
  }
  turn.say(turn.voice.plain("fact.all_done", {{"period", period_value(period)}}));
  show_home(turn);
}

void open_form(Turn& turn, Route const& route) {
  auto const period = period_from(route, 1);
  if (!period) return show_facts(turn);
  ask(turn, route.id<TerritoryId>(0), *period);
}

void save_loss(Turn& turn, Route const& route) {
  auto const period = period_from(route, 1);
  auto const amount = route.number(3);
  if (!period || !amount) return show_facts(turn);
  save(turn, route.id<TerritoryId>(0), *period, Money{*amount}, Confirmation::given);
}

void typed_amount(Turn& turn, Route const& input, std::string const& typed) {
  auto const period = period_from(input, 1);
  if (!period) return show_facts(turn);
  auto const territory = input.id<TerritoryId>(0);
  auto const amount = parse_amount(typed, AmountKind::fact);
  if (!amount) {
    turn.fail(amount.error());
    return ask(turn, territory, *period);
  }
  save(turn, territory, *period, *amount, Confirmation::none);
}

}  // namespace

void show_facts(Turn& turn) {
  auto const sheet = collection::fact_sheet(turn.unit, turn.actor);
  if (!sheet) {
    turn.fail(sheet.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html("fact.sheet", {{"period", period_value(sheet->period)}})).gap();
  if (sheet->sheet.rows.empty()) page.line(turn.voice.html("bot.list_empty"));
  add_sheet_rows(page, turn, sheet->sheet, collection::ValueKind::fact, sheet->period);
  add_home(page, turn);
  turn.show(page.done());
}

auto fact_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"facts", [](Turn& turn, Route const&) { show_facts(turn); }},
                                        {"fact", open_form},
                                        {"fact_loss", save_loss}};
  return entries;
}

auto fact_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"fact", typed_amount}};
  return entries;
}

}  // namespace pb::bot
