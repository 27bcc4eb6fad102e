#include "bot/screens/screens.h"

// How a territory's value looks in a list and on a button.
namespace pb::bot {
namespace {

using collection::SheetRow;
using collection::ValueState;

auto full_label(Turn const& turn, SheetRow const& row, SheetState state) -> Message {
  auto const& voice = turn.voice;
  MessageArg const territory{"territory", row.geo_name};
  switch (row.state) {
    case ValueState::open:
      return Message(std::string(state == SheetState::closed
                                     ? voice.seen_or_heard("home.territory_late", "home.spoken_late")
                                     : voice.seen_or_heard("home.territory_open", "home.spoken_open")),
                     {territory});
    case ValueState::mine:
      return Message(std::string(voice.seen_or_heard("home.territory_mine", "home.spoken_mine")),
                     {territory, {"amount", row.amount}});
    case ValueState::colleague:
      // Values that were taken over may have nobody's name.
      if (row.by_name.empty())
        return Message(std::string(voice.seen_or_heard("home.territory_given", "home.spoken_given")),
                       {territory, {"amount", row.amount}});
      return Message(std::string(voice.seen_or_heard("home.territory_colleague", "home.spoken_colleague")),
                     {territory, {"amount", row.amount}, {"name", row.by_name}});
  }
  return Message("bot.no_data");
}

// Beside the lines of a list a button only has to say which one it is for.
auto short_label(Turn const& turn, SheetRow const& row, SheetState state) -> Message {
  MessageArg const territory{"territory", row.geo_name};
  switch (row.state) {
    case ValueState::open:
      return full_label(turn, row, state);
    case ValueState::mine:
      return Message("home.tile_mine", {territory});
    case ValueState::colleague:
      return Message("home.tile_colleague", {territory});
  }
  return Message("bot.no_data");
}

auto row_route(SheetRow const& row, collection::ValueKind kind, collection::FactPeriod const& period)
    -> Route {
  if (row.state != ValueState::open) return value_route("card", {kind, row.territory, period});
  if (kind == collection::ValueKind::plan) return Route("plan", {row.territory, period.day.value_or(Day{})});
  return Route("fact", {row.territory, period.month, period_day_number(period)});
}

}  // namespace

void sort_rows(Turn const& turn, collection::Sheet& sheet) {
  turn.voice.sort(sheet.rows, &SheetRow::geo_name);
  turn.voice.sort(sheet.rows, &SheetRow::office_name);
}

void add_sheet_rows(Page& page, Turn const& turn, std::span<SheetRow const> rows, collection::ValueKind kind,
                    collection::FactPeriod const& period, SheetState state) {
  // Whoever listens, or wants little, gets everything on the buttons and nothing twice.
  bool const listed = !turn.voice.listens() && !turn.voice.compact();
  for (auto const& row : rows) {
    if (listed) page.line(turn.voice.html(full_label(turn, row, state)));
    bool const open = row.state == ValueState::open;
    if (open && !may(turn.actor, Action::submit, row.office)) {
      if (!listed) page.line(turn.voice.html(full_label(turn, row, state)));
      continue;
    }
    auto const route = row_route(row, kind, period);
    if (listed) {
      page.tile(turn.voice.plain(short_label(turn, row, state)), route);
    } else {
      page.button(turn.voice.plain(full_label(turn, row, state)), route);
    }
  }
}

auto value_route(std::string_view verb, collection::ValueRef const& value) -> Route {
  return Route(verb, {value.kind == collection::ValueKind::plan ? "p" : "f", value.territory,
                      value.period.month, period_day_number(value.period)});
}

auto value_from(Route const& route, std::size_t index) -> std::optional<collection::ValueRef> {
  auto const period = period_from(route, index + 2);
  auto const kind = route.word(index);
  if (!period || (kind != "p" && kind != "f") || (kind == "p" && !period->day)) return std::nullopt;
  return collection::ValueRef{kind == "p" ? collection::ValueKind::plan : collection::ValueKind::fact,
                              route.id<TerritoryId>(index + 1), *period};
}

}  // namespace pb::bot
