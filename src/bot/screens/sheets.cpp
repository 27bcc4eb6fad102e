#include "bot/screens/screens.h"
#include "collection/fact_sheet.h"

// Plans of a day, facts of a month: office by office for whoever sees several, territory by territory in one.
namespace pb::bot {
namespace {

using collection::FactPeriod;
using collection::ValueKind;

// Both kinds of sheet as one screen shows them.
struct Loaded {
  FactPeriod period{};
  Day today{};
  SheetState state = SheetState::open;
  collection::Sheet sheet{};
};

auto state_of(bool closed) -> SheetState {
  return closed ? SheetState::closed : SheetState::open;
}

auto load(Turn& turn, SheetPlace const& place) -> Result<Loaded> {
  auto const office = place.office ? std::optional(place.office) : std::nullopt;
  if (place.kind == ValueKind::plan) {
    auto const day = place.period ? place.period->day : std::nullopt;
    PB_TRY(auto plans, collection::plan_sheet(turn.unit, turn.actor, day, office));
    return Loaded{FactPeriod::of(plans.day), plans.today, state_of(plans.closed), std::move(plans.sheet)};
  }
  PB_TRY(auto facts, collection::fact_sheet(turn.unit, turn.actor, place.period, office));
  return Loaded{facts.period, facts.today, state_of(facts.closed), std::move(facts.sheet)};
}

auto title(Turn const& turn, ValueKind kind, FactPeriod const& period) -> std::string {
  return turn.voice.html(kind == ValueKind::plan ? "plan.sheet" : "fact.sheet",
                         {{"period", period_value(period)}});
}

auto shifted(FactPeriod const& period, std::int32_t by) -> FactPeriod {
  return period.day ? FactPeriod::of(*period.day + by) : FactPeriod::of(period.month + by);
}

// One step back and one ahead, as far as values can be given.
void add_other_periods(Page& page, Turn const& turn, SheetPlace const& place, Loaded const& loaded) {
  auto const to = [&](FactPeriod const& period) { return sheet_route({place.kind, place.office, period}); };
  auto const earlier = shifted(loaded.period, -1);
  page.button(turn.voice.plain("button.earlier", {{"period", period_value(earlier)}}), to(earlier));
  auto const last_day =
      place.kind == ValueKind::plan ? loaded.today + collection::kPlanDaysAhead : loaded.today;
  bool const at_the_end =
      loaded.period.day ? *loaded.period.day >= last_day : loaded.period.month >= Month::of(last_day);
  if (at_the_end) return;
  auto const later = shifted(loaded.period, 1);
  page.beside(turn.voice.plain("button.later", {{"period", period_value(later)}}), to(later));
}

void add_total(Page& page, Turn const& turn, collection::Sheet const& sheet) {
  page.gap().line(
      turn.voice.html("plan.sheet_total",
                      {{"total", sheet.total}, {"given", sheet.given}, {"all", sheet.given + sheet.open}}));
}

void show_offices(Turn& turn, SheetPlace const& place, Loaded const& loaded) {
  auto const offices = collection::by_office(loaded.sheet);
  PageOfList const list{.number = place.page, .size = 12, .total = static_cast<std::int64_t>(offices.size())};
  Page page;
  page.line(title(turn, place.kind, loaded.period));
  add_total(page, turn, loaded.sheet);
  for (auto const& office : list.shown(std::span(offices))) {
    auto const* const key = office.open == 0 ? "plan.office_complete" : "plan.office_open";
    page.button(turn.voice.plain(key, {{"office", office.name},
                                       {"given", office.given},
                                       {"all", office.given + office.open},
                                       {"total", office.total}}),
                sheet_route({place.kind, office.office, loaded.period}));
  }
  add_paging(
      page, turn,
      Route("sheet", {kind_word(place.kind), 0, loaded.period.month, period_day_number(loaded.period)}),
      list);
  add_other_periods(page, turn, place, loaded);
  add_home(page, turn);
  turn.show(page.done());
}

void show_territories(Turn& turn, SheetPlace const& place, Loaded const& loaded) {
  auto const& rows = loaded.sheet.rows;
  PageOfList const list{
      .number = place.page, .size = kSheetRows, .total = static_cast<std::int64_t>(rows.size())};
  Page page;
  page.line(title(turn, place.kind, loaded.period));
  if (!turn.actor.office && !rows.empty())
    page.line(turn.voice.html("plan.sheet_office", {{"office", rows.front().office_name}}));
  page.gap();
  if (rows.empty()) page.line(turn.voice.html("home.nothing_to_do"));
  add_sheet_rows(page, turn, list.shown(std::span(rows)), place.kind, loaded.period, loaded.state);
  if (!rows.empty()) add_total(page, turn, loaded.sheet);
  add_paging(page, turn,
             Route("sheet", {kind_word(place.kind), place.office, loaded.period.month,
                             period_day_number(loaded.period)}),
             list);
  add_other_periods(page, turn, place, loaded);
  if (place.office && !turn.actor.office) {
    add_back_and_home(page, turn, sheet_route({place.kind, {}, loaded.period}));
  } else {
    add_home(page, turn);
  }
  turn.show(page.done());
}

void open(Turn& turn, Route const& route) {
  show_sheet(turn, {.kind = route.word(0) == "f" ? ValueKind::fact : ValueKind::plan,
                    .office = route.id<OfficeId>(1),
                    .period = period_from(route, 2),
                    .page = page_number(route, 4)});
}

}  // namespace

auto kind_word(ValueKind kind) -> std::string_view {
  return kind == ValueKind::plan ? "p" : "f";
}

auto sheet_route(SheetPlace const& place) -> Route {
  if (!place.period) return Route("sheet", {kind_word(place.kind), place.office});
  return Route("sheet", {kind_word(place.kind), place.office, place.period->month,
                         period_day_number(*place.period), place.page});
}

void show_sheet(Turn& turn, SheetPlace const& place) {
  auto loaded = load(turn, place);
  if (!loaded) {
    turn.fail(loaded.error());
    return show_home(turn);
  }
  sort_rows(turn, loaded->sheet);
  auto const& rows = loaded->sheet.rows;
  bool const several = !rows.empty() && rows.front().office != rows.back().office;
  several ? show_offices(turn, place, *loaded) : show_territories(turn, place, *loaded);
}

auto sheet_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"plans", [](Turn& turn, Route const&) { show_sheet(turn, {ValueKind::plan}); }},
      {"facts", [](Turn& turn, Route const&) { show_sheet(turn, {ValueKind::fact}); }},
      {"sheet", open}};
  return entries;
}

}  // namespace pb::bot
