#include "collection/statistics.h"
#include "bot/report_text.h"
#include "bot/screens/screens.h"

// Months, quarters and years in numbers; the monthly report in full.
namespace pb::bot {
namespace {

using collection::MonthRange;

BOOST_DEFINE_ENUM_CLASS(Span, month, quarter, year)

auto range_of(Turn const& turn, Span span, Month month) -> MonthRange {
  switch (span) {
    case Span::month:
      return MonthRange::month(month);
    case Span::quarter:
      return MonthRange::quarter(month, turn.organisation.fiscal_start);
    case Span::year:
      return MonthRange::year(month, turn.organisation.fiscal_start);
  }
  return MonthRange::month(month);
}

auto range_label(Turn const& turn, MonthRange const& range) -> MessageValue {
  if (range.first == range.last) return range.first;
  return turn.voice.plain("statistics.range", {{"first", range.first}, {"last", range.last}});
}

void show_range(Turn& turn, Span span, Month month) {
  auto const range = range_of(turn, span, month);
  auto const statistics = collection::statistics(turn.unit, turn.actor, range);
  if (!statistics) {
    turn.fail(statistics.error());
    return show_home(turn);
  }
  auto const& voice = turn.voice;
  Page page;
  page.line(statistics_text(voice, *statistics, range_label(turn, range)));
  page.button("‹ " + voice.plain("number.month", {{"month", range.first - 1}}),
              Route("statistics", {enum_name(span), range.first - 1}))
      .beside(voice.plain("number.month", {{"month", range.last + 1}}) + " ›",
              Route("statistics", {enum_name(span), range.last + 1}));
  page.button(voice.plain("statistics.month"), Route("statistics", {enum_name(Span::month), month}))
      .beside(voice.plain("statistics.quarter"), Route("statistics", {enum_name(Span::quarter), month}))
      .beside(voice.plain("statistics.year"), Route("statistics", {enum_name(Span::year), month}));
  if (span == Span::month) page.button(voice.plain("statistics.full_report"), Route("report", {month}));
  add_home(page, turn);
  turn.show(page.done());
}

void open(Turn& turn, Route const& route) {
  auto const span = enum_from_name<Span>(route.word(0)).value_or(Span::month);
  auto const month = route.month(1).value_or(Month::of(collection::organisation_today(turn.unit)));
  show_range(turn, span, month);
}

}  // namespace

void show_statistics(Turn& turn, Month month) {
  show_range(turn, Span::month, month);
}

void show_monthly_report(Turn& turn, Month month) {
  auto const report = collection::monthly_report(turn.unit, turn.actor, month);
  if (!report) {
    turn.fail(report.error());
    return show_home(turn);
  }
  Page page;
  page.line(monthly_report_text(turn.voice, *report));
  add_back_and_home(page, turn, Route("statistics", {enum_name(Span::month), month}));
  turn.show(page.done());
}

auto statistics_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"statistics", open}, {"report", [](Turn& turn, Route const& route) {
                                                                 auto const month = route.month(0);
                                                                 month ? show_monthly_report(turn, *month)
                                                                       : show_home(turn);
                                                               }}};
  return entries;
}

}  // namespace pb::bot
