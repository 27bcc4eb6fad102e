#include "people/geos.h"
#include "bot/screens/screens.h"
#include "people/territories.h"

// Markets, and opening them for offices.
namespace pb::bot {
namespace {

void show_list(Turn& turn, store::Archived archived, std::int64_t number) {
  auto geos = people::list_geos(turn.unit, turn.actor, archived);
  if (!geos) {
    turn.fail(geos.error());
    return show_home(turn);
  }
  turn.voice.sort(*geos, &store::GeoListed::name);
  PageOfList const list{.number = number, .size = 10, .total = static_cast<std::int64_t>(geos->size())};
  auto const& voice = turn.voice;
  bool const old = archived == store::Archived::only;
  Page page;
  page.line(voice.html(old ? "geos.archived_title" : "geos.title"));
  if (geos->empty()) page.gap().line(voice.html("bot.list_empty"));
  for (auto const& geo : list.shown(std::span(std::as_const(*geos)))) {
    page.button(voice.plain("geos.row", {{"geo", geo.name}, {"count", geo.offices}}), Route("geo", {geo.id}));
  }
  add_paging(page, turn, Route("geos", {old ? "old" : "all"}), list);
  if (administers(turn) && !old) {
    page.button(voice.plain("geos.add"), Route("geo_new"))
        .beside(voice.plain("button.archive_list"), Route("geos", {"old"}));
  }
  old ? add_back_and_home(page, turn, Route("geos")) : add_home(page, turn);
  turn.show(page.done());
}

void show_geo(Turn& turn, GeoId id) {
  auto const geo = people::geo(turn.unit, turn.actor, id);
  if (!geo) {
    turn.fail(geo.error());
    return show_list(turn, store::Archived::without, 0);
  }
  auto const& voice = turn.voice;
  Page page;
  page.line(voice.html("geos.card", {{"geo", geo->name}}));
  if (administers(turn) && geo->archived_at)
    page.button(voice.plain("button.restore"), Route("geo_restore", {id}));
  if (administers(turn) && !geo->archived_at) {
    page.button(voice.plain("button.rename"), Route("geo_rename", {id}))
        .beside(voice.plain("button.archive"), Route("geo_archive", {id}));
  }
  add_back_and_home(page, turn, Route("geos"));
  turn.show(page.done());
}

void ask_name(Turn& turn, Route const& back, Route const& input) {
  Page page;
  page.line(turn.voice.html("geos.ask_name"));
  add_back_and_home(page, turn, back);
  turn.show(page.done());
  turn.expect(input);
}

void ask_new(Turn& turn, OfficeId office) {
  ask_name(turn, office ? Route("office_geos", {office}) : Route("geos"), Route("geo_new", {office}));
}

void ask_new_name(Turn& turn, GeoId id) {
  ask_name(turn, Route("geo", {id}), Route("geo_rename", {id}));
}

// A geo made from an office's list is worked by that office at once.
void typed_name(Turn& turn, Route const& input, std::string const& typed) {
  auto const office = input.id<OfficeId>(0);
  auto const id = people::add_geo(turn.unit, turn.actor, typed);
  if (!id) {
    turn.fail(id.error());
    return ask_new(turn, office);
  }
  turn.say(turn.voice.plain("bot.done"));
  if (!office) return show_geo(turn, *id);
  auto const opened = people::open_territory(turn.unit, turn.actor, office, *id);
  if (!opened) turn.fail(opened.error());
  ask_new(turn, office);
}

void finish(Turn& turn, GeoId id, Result<void> const& result) {
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  show_geo(turn, id);
}

void ask_archive(Turn& turn, Route const& route) {
  auto const id = route.id<GeoId>(0);
  auto const geo = people::geo(turn.unit, turn.actor, id);
  auto const effect = people::geo_archive_effect(turn.unit, turn.actor, id);
  if (!geo || !effect) {
    turn.fail(geo ? effect.error() : geo.error());
    return show_list(turn, store::Archived::without, 0);
  }
  Page page;
  page.line(
      turn.voice.html("geos.archive_question", {{"geo", geo->name}, {"territories", effect->territories}}));
  page.button(turn.voice.plain("offices.archive_yes"), Route("geo_archive_yes", {id}))
      .beside(turn.voice.plain("button.no"), Route("geo", {id}));
  add_home(page, turn);
  turn.show(page.done());
}

}  // namespace

auto geo_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"geos",
       [](Turn& turn, Route const& route) {
         show_list(turn, route.word(0) == "old" ? store::Archived::only : store::Archived::without,
                   page_number(route, 1));
       }},
      {"geo", [](Turn& turn, Route const& route) { show_geo(turn, route.id<GeoId>(0)); }},
      {"geo_new", [](Turn& turn, Route const& route) { ask_new(turn, route.id<OfficeId>(0)); }},
      {"geo_rename", [](Turn& turn, Route const& route) { ask_new_name(turn, route.id<GeoId>(0)); }},
      {"geo_archive", ask_archive},
      {"geo_archive_yes",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<GeoId>(0);
         finish(turn, id, people::archive_geo(turn.unit, turn.actor, id));
       }},
      {"geo_restore",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<GeoId>(0);
         finish(turn, id, people::restore_geo(turn.unit, turn.actor, id));
       }},
  };
  return entries;
}

auto geo_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {
      {"geo_new", typed_name},
      {"geo_rename",
       [](Turn& turn, Route const& input, std::string const& typed) {
         auto const id = input.id<GeoId>(0);
         auto const result = people::rename_geo(turn.unit, turn.actor, id, typed);
         if (result || result.error().code == ErrorCode::not_found) return finish(turn, id, result);
         turn.fail(result.error());
         ask_new_name(turn, id);
       }},
  };
  return entries;
}

}  // namespace pb::bot
