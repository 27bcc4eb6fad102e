#include "collection/statistics.h"
#include "bot/months_typed.h"
#include "bot/outlook_text.h"
#include "bot/report_text.h"
#include "bot/screens/screens.h"
#include "people/offices.h"

// Months, quarters, years and any range in numbers; the monthly report in full.
namespace pb::bot {
namespace {

using collection::MonthRange;

// What is looked at: some months, of one office or of all that the reader sees.
struct View {
  MonthRange range{};
  std::optional<OfficeId> office{};
};

auto this_month(Turn const& turn) -> Month {
  return Month::of(collection::organisation_today(turn.unit));
}

auto view_route(View const& view) -> Route {
  return Route("statistics", {view.range.first, view.range.last, view.office.value_or(OfficeId{})});
}

auto view_from(Turn const& turn, Route const& route) -> View {
  auto const now = this_month(turn);
  auto const first = route.month(0).value_or(now);
  auto const office = route.id<OfficeId>(2);
  return {{first, route.month(1).value_or(first)}, office ? std::optional(office) : std::nullopt};
}

auto range_label(Turn const& turn, MonthRange const& range) -> MessageValue {
  if (range.first == range.last) return range.first;
  return turn.voice.plain("statistics.range", {{"first", range.first}, {"last", range.last}});
}

void add_other_ranges(Page& page, Turn const& turn, View const& view) {
  auto const& voice = turn.voice;
  auto const to = [&](MonthRange const& range) { return view_route({range, view.office}); };
  auto const months = view.range.months();
  MonthRange const before{view.range.first - months, view.range.last - months};
  MonthRange const after{view.range.first + months, view.range.last + months};
  page.button(voice.plain("button.earlier", {{"period", range_label(turn, before)}}), to(before));
  if (after.first <= this_month(turn))
    page.beside(voice.plain("button.later", {{"period", range_label(turn, after)}}), to(after));

  auto const month = std::min(view.range.last, this_month(turn));
  auto const fiscal = turn.organisation.fiscal_start;
  page.button(voice.plain("statistics.month"), to(MonthRange::month(month)))
      .beside(voice.plain("statistics.quarter"), to(MonthRange::quarter(month, fiscal)))
      .beside(voice.plain("statistics.year"), to(MonthRange::year(month, fiscal)));
  page.button(voice.plain("statistics.other_range"), Route("range_ask", {view.office.value_or(OfficeId{})}));
  if (!turn.actor.office)
    page.beside(voice.plain("statistics.other_office"),
                Route("statistics_of", {view.range.first, view.range.last}));
}

// What is to come and how it has been going, under the numbers of a month or quarter that is not over.
auto outlook_lines(Turn const& turn, View const& view) -> std::vector<std::string> {
  auto const outlook = turn.outlook_of(this_month(turn));
  if (!outlook) return {};
  auto const office = view.office ? view.office : turn.actor.office;
  auto const is = [&](analytics::PeriodOutlook const& period) {
    return view.range.first.first() == period.first && view.range.last.last() == period.last;
  };
  if (!is(outlook->month) && !is(outlook->quarter)) return {};
  auto const& period = is(outlook->month) ? outlook->month : outlook->quarter;
  auto const* const standing = outlook->standing_of(period, office);
  auto const* const recent = outlook->recent_of(office);
  if (standing == nullptr || recent == nullptr) return {};
  auto const which = is(outlook->month) ? OutlookPeriod::month : OutlookPeriod::quarter;
  auto lines = forecast_lines(turn.voice, *standing, which);
  std::ranges::move(recent_lines(turn.voice, *recent), std::back_inserter(lines));
  return lines;
}

void show_view(Turn& turn, View const& view) {
  auto statistics = collection::statistics(turn.unit, turn.actor, view.range, view.office);
  if (!statistics) {
    turn.fail(statistics.error());
    return show_home(turn);
  }
  Page page;
  page.texts(statistics_messages(turn.voice, std::move(*statistics), range_label(turn, view.range),
                                 outlook_lines(turn, view)));
  add_report_files(page, turn, view.range.first, view.range.last, view.office);
  add_other_ranges(page, turn, view);
  bool const one_month = view.range.first == view.range.last;
  if (one_month) page.button(turn.voice.plain("statistics.full_report"), Route("report", {view.range.first}));
  add_home(page, turn);
  turn.show(page.done());
}

void send_view(Turn& turn, Route const& route) {
  auto const view = view_from(turn, route);
  send_report_file(turn, route.word(3), view.range.first, view.range.last, view.office);
  show_view(turn, view);
}

void choose_office(Turn& turn, Route const& route) {
  auto offices = people::list_offices(turn.unit, turn.actor, store::Archived::with);
  if (!offices) {
    turn.fail(offices.error());
    return show_home(turn);
  }
  turn.voice.sort(*offices, &store::OfficeListed::name);
  auto view = view_from(turn, route);
  PageOfList const list{.number = page_number(route, 2),
                        .size = kOfficesShown,
                        .total = static_cast<std::int64_t>(offices->size())};
  view.office = std::nullopt;
  Page page;
  page.line(turn.voice.html("statistics.ask_office"));
  page.button(turn.voice.plain("statistics.all_offices"), view_route(view));
  for (auto const& office : list.shown(std::span(std::as_const(*offices))))
    page.button(office.name, view_route({view.range, office.id}));
  add_paging(page, turn, Route("statistics_of", {view.range.first, view.range.last}), list);
  add_back_and_home(page, turn, view_route(view));
  turn.show(page.done());
}

void ask_range(Turn& turn, Route const& route) {
  constexpr std::int32_t kMonthsOffered = 12;
  auto const office = route.id<OfficeId>(0);
  auto const now = this_month(turn);
  Page page;
  page.line(turn.voice.html("statistics.ask_range"));
  for (auto month = now; month > now - kMonthsOffered; month = month - 1) {
    page.tile(turn.voice.plain("number.period", {{"period", month}}),
              view_route({MonthRange::month(month), office ? std::optional(office) : std::nullopt}));
  }
  add_back_and_home(page, turn, Route("statistics"));
  turn.show(page.done());
  turn.expect(Route("range", {office}));
}

void typed_range(Turn& turn, Route const& input, std::string const& typed) {
  auto const range = parse_months(typed);
  if (!range) {
    turn.warn(turn.voice.plain("statistics.bad_range"));
    return ask_range(turn, input);
  }
  auto const office = input.id<OfficeId>(0);
  View const view{*range, office ? std::optional(office) : std::nullopt};
  // A range that is empty or too long is typed again, with the reason.
  if (auto const checked = collection::statistics(turn.unit, turn.actor, view.range, view.office); !checked) {
    turn.fail(checked.error());
    return ask_range(turn, input);
  }
  show_view(turn, view);
}

}  // namespace

void show_statistics(Turn& turn, Month month) {
  show_view(turn, {MonthRange::month(month), std::nullopt});
}

void show_monthly_report(Turn& turn, Month month) {
  auto report = collection::monthly_report(turn.unit, turn.actor, month);
  if (!report) {
    turn.fail(report.error());
    return show_home(turn);
  }
  Page page;
  page.texts(monthly_report_messages(turn.voice, std::move(*report)));
  add_back_and_home(page, turn, view_route({MonthRange::month(month), std::nullopt}));
  turn.show(page.done());
}

auto statistics_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"statistics", [](Turn& turn, Route const& route) { show_view(turn, view_from(turn, route)); }},
      {"statistics_of", choose_office},
      {"send_report", send_view},
      {"range_ask", ask_range},
      {"report", [](Turn& turn, Route const& route) {
         auto const month = route.month(0);
         month ? show_monthly_report(turn, *month) : show_home(turn);
       }}};
  return entries;
}

auto statistics_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"range", typed_range}};
  return entries;
}

}  // namespace pb::bot
