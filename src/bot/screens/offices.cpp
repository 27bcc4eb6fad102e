#include "people/offices.h"
#include "bot/screens/screens.h"
#include "people/territories.h"

// Offices and the geos each of them works.
namespace pb::bot {
namespace {

void show_list(Turn& turn, store::Archived archived = store::Archived::without, std::int64_t number = 0) {
  auto offices = people::list_offices(turn.unit, turn.actor, archived);
  if (!offices) {
    turn.fail(offices.error());
    return show_home(turn);
  }
  turn.voice.sort(*offices, &store::OfficeListed::name);
  PageOfList const list{
      .number = number, .size = kOfficesShown, .total = static_cast<std::int64_t>(offices->size())};
  auto const& voice = turn.voice;
  bool const old = archived == store::Archived::only;
  Page page;
  page.line(voice.html(old ? "offices.archived_title" : "offices.title"));
  if (offices->empty()) page.gap().line(voice.html("bot.list_empty"));
  for (auto const& office : list.shown(std::span(std::as_const(*offices)))) {
    page.button(voice.plain("offices.row", {{"office", office.name}, {"count", office.territories}}),
                Route("office", {office.id}));
  }
  add_paging(page, turn, Route("offices", {old ? "old" : "all"}), list);
  if (administers(turn) && !old) {
    page.button(voice.plain("offices.add"), Route("office_new"))
        .beside(voice.plain("button.archive_list"), Route("offices", {"old"}));
  }
  old ? add_back_and_home(page, turn, Route("offices")) : add_home(page, turn);
  turn.show(page.done());
}

void show_office(Turn& turn, OfficeId id) {
  auto const office = people::office(turn.unit, turn.actor, id);
  if (!office) {
    turn.fail(office.error());
    return show_list(turn);
  }
  auto const& voice = turn.voice;
  auto territories = people::list_territories(turn.unit, turn.actor, id, store::Closed::without);
  Page page;
  page.line(voice.html("offices.card", {{"office", office->name}, {"zone", office->time_zone}})).gap();
  if (territories && !territories->empty()) {
    voice.sort(*territories, &store::Territory::geo_name);
    for (auto const& territory : *territories)
      page.line(voice.html("offices.geo", {{"geo", territory.geo_name}}));
  } else {
    page.line(voice.html("offices.no_geos"));
  }
  if (administers(turn) && office->archived_at) {
    page.button(voice.plain("button.restore"), Route("office_restore", {id}));
  } else if (administers(turn)) {
    page.button(voice.plain("offices.territories"), Route("office_geos", {id}))
        .beside(voice.plain("button.targets"), Route("target", {id}));
    page.button(voice.plain("button.rename"), Route("office_rename", {id}))
        .beside(voice.plain("offices.zone"), Route("office_zone", {id}));
    page.button(voice.plain("button.people"), Route("people", {id}))
        .beside(voice.plain("button.archive"), Route("office_archive", {id}));
  }
  add_back_and_home(page, turn, Route("offices"));
  turn.show(page.done());
}

void ask(Turn& turn, std::string_view key, Route const& back, Route const& input) {
  Page page;
  page.line(turn.voice.html(key));
  add_back_and_home(page, turn, back);
  turn.show(page.done());
  turn.expect(input);
}

void ask_name(Turn& turn) {
  ask(turn, "offices.ask_name", Route("offices"), Route("office_new"));
}

void typed_name(Turn& turn, Route const&, std::string const& typed) {
  auto const id = people::add_office(turn.unit, turn.actor, typed, std::nullopt);
  if (!id) {
    turn.fail(id.error());
    return ask_name(turn);
  }
  turn.say(turn.voice.plain("bot.done"));
  show_office(turn, *id);
}

// One change of one office: say what went wrong or that it is done, then show the office.
void finish(Turn& turn, OfficeId id, Result<void> const& result) {
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  show_office(turn, id);
}

void ask_new_name(Turn& turn, OfficeId id) {
  ask(turn, "offices.ask_name", Route("office", {id}), Route("office_rename", {id}));
}

// What cannot be taken is asked for again.
void typed_new_name(Turn& turn, Route const& input, std::string const& typed) {
  auto const id = input.id<OfficeId>(0);
  auto const result = people::rename_office(turn.unit, turn.actor, id, typed);
  if (result || result.error().code == ErrorCode::not_found) return finish(turn, id, result);
  turn.fail(result.error());
  ask_new_name(turn, id);
}

void set_zone(Turn& turn, OfficeId id, std::optional<std::string> const& zone) {
  finish(turn, id, people::set_office_time_zone(turn.unit, turn.actor, id, zone));
}

void ask_zone(Turn& turn, OfficeId id) {
  Page page;
  page.line(turn.voice.html("offices.ask_zone"));
  page.button(turn.voice.plain("offices.zone_default", {{"zone", turn.organisation.time_zone}}),
              Route("office_zone_set", {id}));
  for (auto const zone : kUsualZones) page.tile(std::string(zone), Route("office_zone_set", {id, zone}));
  add_back_and_home(page, turn, Route("office", {id}));
  turn.show(page.done());
  turn.expect(Route("office_zone", {id}));
}

void typed_zone(Turn& turn, Route const& input, std::string const& typed) {
  auto const id = input.id<OfficeId>(0);
  auto const result = people::set_office_time_zone(turn.unit, turn.actor, id, typed);
  if (result || result.error().code == ErrorCode::not_found) return finish(turn, id, result);
  turn.fail(result.error());
  ask_zone(turn, id);
}

void choose_zone(Turn& turn, Route const& route) {
  auto const zone = route.word(1);
  set_zone(turn, route.id<OfficeId>(0), zone.empty() ? std::nullopt : std::optional(zone));
}

void show_geo_choices(Turn& turn, OfficeId id, std::int64_t number) {
  auto choices = people::geo_choices(turn.unit, turn.actor, id);
  if (!choices) {
    turn.fail(choices.error());
    return show_office(turn, id);
  }
  turn.voice.sort(*choices, &people::GeoChoice::name);
  PageOfList const list{.number = number, .size = 12, .total = static_cast<std::int64_t>(choices->size())};
  auto const& voice = turn.voice;
  Page page;
  page.line(voice.html(choices->empty() ? "offices.no_geos_yet" : "offices.choose_geos"));
  for (auto const& choice : list.shown(std::span(std::as_const(*choices)))) {
    page.button(voice.plain(choice.territory ? "offices.geo_on" : "offices.geo_off", {{"geo", choice.name}}),
                choice.territory ? Route("geo_off", {id, *choice.territory, number})
                                 : Route("geo_on", {id, choice.geo, number}));
  }
  add_paging(page, turn, Route("office_geos", {id}), list);
  page.button(voice.plain("geos.add"), Route("geo_new", {id}));
  add_back_and_home(page, turn, Route("office", {id}));
  turn.show(page.done());
}

void open_geo(Turn& turn, Route const& route) {
  auto const id = route.id<OfficeId>(0);
  auto const opened = people::open_territory(turn.unit, turn.actor, id, route.id<GeoId>(1));
  if (!opened) turn.fail(opened.error());
  show_geo_choices(turn, id, page_number(route, 2));
}

void close_geo(Turn& turn, Route const& route) {
  auto const closed = people::close_territory(turn.unit, turn.actor, route.id<TerritoryId>(1));
  if (!closed) turn.fail(closed.error());
  show_geo_choices(turn, route.id<OfficeId>(0), page_number(route, 2));
}

void ask_archive(Turn& turn, Route const& route) {
  auto const id = route.id<OfficeId>(0);
  auto const office = people::office(turn.unit, turn.actor, id);
  auto const effect = people::office_archive_effect(turn.unit, turn.actor, id);
  if (!office || !effect) {
    turn.fail(office ? effect.error() : office.error());
    return show_list(turn);
  }
  Page page;
  page.line(turn.voice.html(
      "offices.archive_question",
      {{"office", office->name}, {"territories", effect->territories}, {"people", effect->people}}));
  page.button(turn.voice.plain("offices.archive_yes"), Route("office_archive_yes", {id}))
      .beside(turn.voice.plain("button.no"), Route("office", {id}));
  add_home(page, turn);
  turn.show(page.done());
}

}  // namespace

auto office_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"offices",
       [](Turn& turn, Route const& route) {
         show_list(turn, route.word(0) == "old" ? store::Archived::only : store::Archived::without,
                   page_number(route, 1));
       }},
      {"office", [](Turn& turn, Route const& route) { show_office(turn, route.id<OfficeId>(0)); }},
      {"office_new", [](Turn& turn, Route const&) { ask_name(turn); }},
      {"office_rename", [](Turn& turn, Route const& route) { ask_new_name(turn, route.id<OfficeId>(0)); }},
      {"office_zone", [](Turn& turn, Route const& route) { ask_zone(turn, route.id<OfficeId>(0)); }},
      {"office_zone_set", choose_zone},
      {"office_geos",
       [](Turn& turn, Route const& route) {
         show_geo_choices(turn, route.id<OfficeId>(0), page_number(route, 1));
       }},
      {"geo_on", open_geo},
      {"geo_off", close_geo},
      {"office_archive", ask_archive},
      {"office_archive_yes",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<OfficeId>(0);
         finish(turn, id, people::archive_office(turn.unit, turn.actor, id));
       }},
      {"office_restore",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<OfficeId>(0);
         finish(turn, id, people::restore_office(turn.unit, turn.actor, id));
       }},
  };
  return entries;
}

auto office_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {
      {"office_new", typed_name},
      {"office_rename", typed_new_name},
      {"office_zone", typed_zone},
  };
  return entries;
}

}  // namespace pb::bot
