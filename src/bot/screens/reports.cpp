#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/enum_name.h"
#include "bot/schedule_text.h"
#include "bot/screens/screens.h"
#include "reports/built_in.h"
#include "reports/parameters.h"
#include "reports/receipts.h"
#include "reports/schedules.h"

// Reports as files and pictures: at once, or by subscription; and what became of them.
namespace pb::bot {
namespace {

using reports::Format;
using store::DeliveryState;
using store::ReportScheduleId;

// What can be subscribed to from here, and when it comes.
struct Offer {
  std::string_view name;
  char const* expression;
};
constexpr Offer kOffers[] = {{"digest", "0 20 * * *"}, {"weekly", "0 9 * * 1"}, {"monthly", "0 9 1 * *"}};
constexpr Format kFormats[] = {Format::png, Format::pdf, Format::xlsx};

auto offer_named(std::string_view name) -> Offer const* {
  auto const* const found = std::ranges::find(kOffers, name, &Offer::name);
  return found == std::end(kOffers) ? nullptr : found;
}

auto format_name(Turn const& turn, Format format) -> std::string {
  return turn.voice.plain("reports.format", {{"format", std::string(enum_name(format))}});
}

auto title_of(Turn const& turn, std::string const& name) -> std::string {
  auto const* const definition = reports::built_in_definition(name);
  return definition != nullptr ? definition->title.in(turn.voice.reader().language) : name;
}

// The report that fits so many months, of one office or of all.
auto report_for(Month first, Month last, std::optional<OfficeId> office) -> std::string {
  auto const months = last.months - first.months + 1;
  if (months == 12) return "year";
  if (months == 3) return "quarterly";
  return office ? "office" : "monthly";
}

auto parameters_for(Month first, Month last, std::optional<OfficeId> office) -> std::string {
  reports::Parameters parameters{.period = analytics::AbsoluteRange{first.first(), last.last()}};
  if (office) parameters.offices = {*office};
  return boost::json::serialize(to_json(parameters));
}

void show_offers(Turn& turn) {
  Page page;
  page.line(turn.voice.html("reports.offers"));
  for (auto const& offer : kOffers)
    page.button(turn.voice.plain("reports.row", {{"paused", "no"},
                                                 {"report", title_of(turn, std::string(offer.name))},
                                                 {"when", schedule_text(turn.voice, offer.expression)}}),
                Route("subscribe_as", {offer.name}));
  add_back_and_home(page, turn, Route("my_reports"));
  turn.show(page.done());
}

void choose_format(Turn& turn, Route const& route) {
  auto const* const offer = offer_named(route.word(0));
  if (offer == nullptr) return show_offers(turn);
  Page page;
  page.line(turn.voice.html(
      "reports.choose_format",
      {{"report", title_of(turn, route.word(0))}, {"when", schedule_text(turn.voice, offer->expression)}}));
  for (auto const format : kFormats)
    page.tile(format_name(turn, format), Route("subscribe_to", {offer->name, enum_name(format)}));
  add_back_and_home(page, turn, Route("subscribe"));
  turn.show(page.done());
}

auto state_line(Turn const& turn, store::ReportDelivery const& delivery) -> std::string {
  auto line =
      turn.voice.html("reports.last", {{"state", std::string(enum_name(delivery.state))},
                                       {"moment", delivery.finished_at.value_or(delivery.created_at)}});
  if (delivery.reason && delivery.state != DeliveryState::sent)
    line +=
        "\n" + turn.voice.html("reports.reason", {{"reason", turn.voice.plain(Message(*delivery.reason))}});
  return line;
}

void show_subscriptions(Turn& turn) {
  Page page;
  auto const own = reports::own_schedules(turn.unit, turn.actor);
  page.line(turn.voice.html(own.empty() ? "reports.none" : "reports.mine"));
  for (auto const& listed : own) {
    auto const& schedule = listed.schedule;
    page.button(turn.voice.plain("reports.row", {{"paused", schedule.enabled ? "no" : "yes"},
                                                 {"report", title_of(turn, schedule.definition)},
                                                 {"when", schedule_text(turn.voice, schedule.expression)}}),
                Route("subscription", {schedule.id}));
  }
  page.button(turn.voice.plain("button.subscribe"), Route("subscribe"));
  add_back_and_home(page, turn, Route("settings"));
  turn.show(page.done());
}

void show_subscription(Turn& turn, ReportScheduleId id) {
  auto const found = reports::find_schedule(turn.unit, turn.actor, id);
  if (!found) {
    turn.fail(found.error());
    return show_subscriptions(turn);
  }
  auto const& schedule = found->schedule;
  Page page;
  page.line(
      turn.voice.html("reports.subscription", {{"report", title_of(turn, schedule.definition)},
                                               {"when", schedule_text(turn.voice, schedule.expression)}}));
  std::string names;
  for (auto const format : reports::formats_from(schedule.formats))
    names += (names.empty() ? "" : ", ") + format_name(turn, format);
  page.line(turn.voice.html("reports.as", {{"formats", names}}));
  if (!schedule.enabled) page.line(turn.voice.html("reports.paused"));
  auto const last = reports::list_deliveries(turn.unit, turn.actor, id, 1);
  bool const any = last && !last->empty();
  if (any) page.line(state_line(turn, last->front()));
  page.button(turn.voice.plain(schedule.enabled ? "button.pause" : "button.resume"),
              Route("subscription_on", {id, schedule.enabled ? 0 : 1}));
  if (any) page.beside(turn.voice.plain("button.send_again"), Route("report_again", {last->front().id, id}));
  page.button(turn.voice.plain("button.unsubscribe"), Route("unsubscribe", {id}));
  add_back_and_home(page, turn, Route("my_reports"));
  turn.show(page.done());
}

void subscribe_to(Turn& turn, Route const& route) {
  auto const* const offer = offer_named(route.word(0));
  auto const format = enum_from_name<Format>(route.word(1));
  if (offer == nullptr || !format) return show_offers(turn);
  auto const made = reports::subscribe(
      turn.unit, turn.actor,
      {.definition = std::string(offer->name), .expression = offer->expression, .formats = {*format}});
  if (!made) {
    turn.fail(made.error());
    return show_offers(turn);
  }
  turn.say(turn.voice.plain("reports.subscribed"));
  show_subscription(turn, made->id);
}

void switch_subscription(Turn& turn, Route const& route) {
  auto const id = route.id<ReportScheduleId>(0);
  auto const changed =
      reports::change_schedule(turn.unit, turn.actor, id, {.enabled = route.number(1).value_or(0) == 1});
  changed ? turn.say(turn.voice.plain("bot.done")) : turn.fail(changed.error());
  show_subscription(turn, id);
}

void unsubscribe(Turn& turn, Route const& route) {
  auto const removed = reports::remove_schedule(turn.unit, turn.actor, route.id<ReportScheduleId>(0));
  removed ? turn.say(turn.voice.plain("bot.done")) : turn.fail(removed.error());
  show_subscriptions(turn);
}

void send_again(Turn& turn, Route const& route) {
  auto const sent = reports::send_again(turn.unit, turn.actor, route.id<store::ReportDeliveryId>(0));
  sent ? turn.say(turn.voice.plain("reports.coming")) : turn.fail(sent.error());
  show_subscription(turn, route.id<ReportScheduleId>(1));
}

}  // namespace

void send_report_file(Turn& turn, std::string_view format_name, Month first, Month last,
                      std::optional<OfficeId> office) {
  auto const format = enum_from_name<Format>(format_name);
  if (!format || last < first) return;
  auto const chosen = office ? office : turn.actor.office;
  auto const sent = reports::send_now(turn.unit, turn.actor,
                                      {.definition = report_for(first, last, chosen),
                                       .parameters = parameters_for(first, last, chosen),
                                       .formats = {*format}});
  sent ? turn.say(turn.voice.plain("reports.coming")) : turn.fail(sent.error());
}

void add_report_files(Page& page, Turn const& turn, Month first, Month last, std::optional<OfficeId> office) {
  bool begun = false;
  for (auto const format : kFormats) {
    Route const route("send_report", {first, last, office.value_or(OfficeId{}), enum_name(format)});
    begun ? page.beside(format_name(turn, format), route) : page.button(format_name(turn, format), route);
    begun = true;
  }
  page.button(turn.voice.plain("button.subscribe"), Route("subscribe"));
}

auto report_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"my_reports", [](Turn& turn, Route const&) { show_subscriptions(turn); }},
      {"subscribe", [](Turn& turn, Route const&) { show_offers(turn); }},
      {"subscribe_as", choose_format},
      {"subscribe_to", subscribe_to},
      {"subscription",
       [](Turn& turn, Route const& route) { show_subscription(turn, route.id<ReportScheduleId>(0)); }},
      {"subscription_on", switch_subscription},
      {"unsubscribe", unsubscribe},
      {"report_again", send_again}};
  return entries;
}

}  // namespace pb::bot
