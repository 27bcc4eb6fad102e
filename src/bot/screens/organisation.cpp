#include "people/organisation.h"
#include "bot/screens/screens.h"

// The company: name, currency, time zone, fiscal year, how often facts are given.
namespace pb::bot {
namespace {

using people::OrganisationChange;

void show(Turn& turn) {
  if (!administers(turn)) {
    turn.warn(turn.voice.plain("error.not_allowed"));
    return show_home(turn);
  }
  auto const& organisation = turn.organisation;
  auto const& voice = turn.voice;
  Page page;
  page.line(voice.html(
      "organisation.card",
      {{"name", organisation.name},
       {"currency", organisation.currency},
       {"zone", organisation.time_zone},
       {"fiscal",
        voice.plain("organisation.month_name",
                    {{"month", Month::from(2000, static_cast<unsigned>(organisation.fiscal_start))}})},
       {"grain", std::string(enum_name(organisation.fact_grain))}}));
  page.button(voice.plain("button.rename"), Route("org_ask", {"name"}))
      .beside(voice.plain("organisation.currency"), Route("org_ask", {"currency"}));
  page.button(voice.plain("offices.zone"), Route("org_ask", {"zone"}))
      .beside(voice.plain("organisation.fiscal"), Route("org_ask", {"fiscal"}));
  bool const monthly = organisation.fact_grain == store::FactGrain::month;
  page.button(voice.plain(monthly ? "organisation.to_daily" : "organisation.to_monthly"),
              Route("org_grain", {monthly ? "day" : "month"}));
  add_home(page, turn);
  turn.show(page.done());
}

void apply(Turn& turn, OrganisationChange const& change) {
  auto const result = people::change_organisation(turn.unit, turn.actor, change);
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  turn.refresh_person();
  show(turn);
}

void ask(Turn& turn, std::string const& field) {
  Page page;
  page.line(turn.voice.html("organisation.ask", {{"field", field}}));
  add_back_and_home(page, turn, Route("organisation"));
  turn.show(page.done());
  turn.expect(Route("org", {field}));
}

// What cannot be taken is asked for again.
void typed(Turn& turn, Route const& input, std::string const& text) {
  auto const field = input.word(0);
  OrganisationChange change;
  if (field == "name") change.name = text;
  if (field == "currency") change.currency = upper_case(text);
  if (field == "zone") change.time_zone = text;
  if (field == "fiscal") change.fiscal_start = Route("", {text}).number(0).value_or(0);
  auto const result = people::change_organisation(turn.unit, turn.actor, change);
  if (result) return apply(turn, change);
  turn.fail(result.error());
  ask(turn, field);
}

}  // namespace

auto organisation_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"organisation", [](Turn& turn, Route const&) { show(turn); }},
      {"org_ask", [](Turn& turn, Route const& route) { ask(turn, route.word(0)); }},
      {"org_grain",
       [](Turn& turn, Route const& route) {
         OrganisationChange change;
         change.fact_grain = enum_from_name<store::FactGrain>(route.word(0));
         apply(turn, change);
       }},
  };
  return entries;
}

auto organisation_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"org", typed}};
  return entries;
}

}  // namespace pb::bot
