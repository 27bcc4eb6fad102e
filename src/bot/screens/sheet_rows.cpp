#include "bot/screens/screens.h"

// How a territory's value looks in a list and on a button.
namespace pb::bot {
namespace {

constexpr std::size_t kButtonsLimit = 40;  // Telegram takes 100; more than this nobody scrolls through

auto row_label(Turn const& turn, collection::SheetRow const& row) -> Message {
  auto const territory = territory_name(turn, row.geo_name, row.office_name);
  auto const& voice = turn.voice;
  switch (row.state) {
    case collection::ValueState::open:
      return Message(std::string(voice.seen_or_heard("home.territory_open", "home.spoken_open")),
                     {{"territory", territory}});
    case collection::ValueState::mine:
      return Message(std::string(voice.seen_or_heard("home.territory_mine", "home.spoken_mine")),
                     {{"territory", territory}, {"amount", row.amount}});
    case collection::ValueState::colleague:
      return Message(std::string(voice.seen_or_heard("home.territory_colleague", "home.spoken_colleague")),
                     {{"territory", territory}, {"amount", row.amount}, {"name", row.by_name}});
  }
  return Message("bot.no_data");
}

}  // namespace

void add_sheet_rows(Page& page, Turn const& turn, collection::Sheet const& sheet, collection::ValueKind kind,
                    collection::FactPeriod const& period) {
  std::size_t buttons = 0;
  for (auto const& row : sheet.rows) {
    auto const label = row_label(turn, row);
    page.line(turn.voice.html(label));
    if (++buttons > kButtonsLimit) continue;
    bool const open = row.state == collection::ValueState::open;
    auto const* const open_verb = kind == collection::ValueKind::plan ? "plan" : "fact";
    Route const form = kind == collection::ValueKind::plan
                           ? Route(open_verb, {row.territory, period.day.value_or(Day{})})
                           : Route(open_verb, {row.territory, period.month, period_day_number(period)});
    page.button(turn.voice.plain(label), open ? form : value_route("card", {kind, row.territory, period}));
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
