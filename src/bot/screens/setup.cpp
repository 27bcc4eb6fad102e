#include "bot/screens/screens.h"
#include "i18n/language.h"
#include "people/geos.h"
#include "people/invitations.h"
#include "people/offices.h"
#include "people/organisation.h"
#include "people/preferences.h"
#include "people/territories.h"

// The owner's first minutes: language, company, currency, first office, first geo, and a link for the first
// manager. Where it stands is read from the data itself, so that an interruption loses nothing.
namespace pb::bot {
namespace {

void show_step(Turn& turn, std::string_view key, Route const& input) {
  Page page;
  page.line(turn.voice.html(key));
  turn.show(page.done());
  turn.expect(input);
}

void ask_name(Turn& turn) {
  show_step(turn, "setup.name", Route("setup_name"));
}

void ask_currency(Turn& turn) {
  Page page;
  page.line(turn.voice.html("setup.currency"));
  page.button("UAH", Route("setup_currency", {"UAH"}))
      .beside("EUR", Route("setup_currency", {"EUR"}))
      .beside("USD", Route("setup_currency", {"USD"}));
  turn.show(page.done());
  turn.expect(Route("setup_currency"));
}

void typed_name(Turn& turn, Route const&, std::string const& typed) {
  auto const result =
      people::set_up_organisation(turn.unit, turn.actor, {.name = typed, .language = turn.person.language});
  if (!result) {
    turn.fail(result.error());
    return ask_name(turn);
  }
  turn.refresh_person();
  ask_currency(turn);
}

// The first step that the data says is still to be done.
void go_on(Turn& turn) {
  auto const offices = people::list_offices(turn.unit, turn.actor, store::Archived::without);
  if (!offices) {
    turn.fail(offices.error());
    return show_home(turn);
  }
  if (offices->empty()) return show_step(turn, "setup.office", Route("setup_office"));
  auto const working =
      std::ranges::find_if(*offices, [](auto const& office) { return office.territories > 0; });
  if (working == offices->end())
    return show_step(turn, "setup.geo", Route("setup_geo", {offices->front().id}));
  show_home(turn);
}

void set_currency(Turn& turn, std::string const& currency) {
  people::OrganisationChange change;
  change.currency = upper_case(currency);
  auto const result = people::change_organisation(turn.unit, turn.actor, change);
  if (!result) {
    turn.fail(result.error());
    return ask_currency(turn);
  }
  turn.refresh_person();
  go_on(turn);
}

void typed_office(Turn& turn, Route const&, std::string const& typed) {
  auto const office = people::add_office(turn.unit, turn.actor, typed, std::nullopt);
  if (!office) {
    turn.fail(office.error());
    return show_step(turn, "setup.office", Route("setup_office"));
  }
  show_step(turn, "setup.geo", Route("setup_geo", {*office}));
}

void typed_geo(Turn& turn, Route const& input, std::string const& typed) {
  auto const office = input.id<OfficeId>(0);
  auto const geo = people::add_geo(turn.unit, turn.actor, typed);
  if (!geo) {
    turn.fail(geo.error());
    return show_step(turn, "setup.geo", input);
  }
  auto const territory = people::open_territory(turn.unit, turn.actor, office, *geo);
  auto const card = people::office(turn.unit, turn.actor, office);
  auto const invitation =
      people::invite(turn.unit, turn.actor, *turn.surroundings.random, Role::manager, office);
  if (!territory || !card || !invitation) {
    auto const& error = !territory ? territory.error() : !card ? card.error() : invitation.error();
    turn.fail(error);
    return go_on(turn);
  }
  auto const link = invitation_link(turn, invitation->token);
  Page page;
  page.line(turn.voice.html("setup.finished", {{"office", card->name}, {"link", link}}));
  page.link(turn.voice.plain("people.pass_on"), share_link(link));
  page.button(turn.voice.plain("offices.territories"), Route("office_geos", {office}));
  add_home(page, turn);
  turn.show(page.done());
}

void choose_language(Turn& turn, Route const& route) {
  auto const result = people::set_language(turn.unit, turn.actor, route.word(0));
  if (!result) turn.fail(result.error());
  turn.refresh_person();
  ask_name(turn);
}

}  // namespace

void show_setup(Turn& turn) {
  Page page;
  page.line(turn.voice.html("setup.language"));
  for (auto const language : i18n::kLanguages) {
    page.button(turn.voice.plain("language.name", {{"language", std::string(enum_name(language))}}),
                Route("setup_language", {enum_name(language)}));
  }
  turn.show(page.done());
}

auto setup_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"setup_language", choose_language},
      {"setup_go_on", [](Turn& turn, Route const&) { go_on(turn); }},
      {"setup_currency", [](Turn& turn, Route const& route) { set_currency(turn, route.word(0)); }}};
  return entries;
}

auto setup_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {
      {"setup_name", typed_name},
      {"setup_currency",
       [](Turn& turn, Route const&, std::string const& typed) { set_currency(turn, typed); }},
      {"setup_office", typed_office},
      {"setup_geo", typed_geo}};
  return entries;
}

}  // namespace pb::bot
