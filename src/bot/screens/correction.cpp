#include "bot/notices.h"
#include "bot/screens/screens.h"
#include "domain/amount.h"

// A value that is there: its card, its history, and the way to change it.
namespace pb::bot {
namespace {

using collection::Confirmation;
using collection::CorrectionRoute;
using collection::ValueKind;
using collection::ValueRef;

constexpr std::size_t kHistoryShown = 15;  // of the latest changes

// Values that were taken over may have nobody's name.
auto name_or_nobody(Turn const& turn, std::string const& name) -> std::string {
  return name.empty() ? turn.voice.plain("card.nobody") : name;
}

auto kind_name(ValueRef const& value) -> std::string {
  return std::string(enum_name(value.kind));
}

void back_to_sheet(Turn& turn, ValueRef const& value) {
  show_sheet(turn, {.kind = value.kind, .period = value.period});
}

auto with_amount(Route route, Money amount) -> Route {
  route.args.push_back(std::to_string(amount.minor));
  return route;
}

void ask_amount(Turn& turn, ValueRef const& value, std::vector<Money> const& readings) {
  auto const offer = collection::correction_offer(turn.unit, turn.actor, value);
  if (!offer) {
    turn.fail(offer.error());
    return show_value_card(turn, value);
  }
  Page page;
  page.line(turn.voice.html("correct.ask_amount",
                            {{"territory", territory_name(turn, offer->geo_name, offer->office_name)},
                             {"period", period_value(value.period)},
                             {"amount", offer->current}}));
  for (auto const amount : readings)
    page.button(turn.voice.money(amount), with_amount(value_route("fix_to", value), amount));
  add_back_and_home(page, turn, value_route("card", value));
  turn.show(page.done());
  turn.expect(value_route("fix", value));
}

void ask_reason(Turn& turn, ValueRef const& value, Money amount, CorrectionRoute route) {
  Page page;
  page.line(
      turn.voice.html("correct.ask_reason", {{"amount", amount}, {"route", std::string(enum_name(route))}}));
  add_back_and_home(page, turn, value_route("card", value));
  turn.show(page.done());
  turn.expect(with_amount(value_route("reason", value), amount));
}

void confirm_loss(Turn& turn, ValueRef const& value, collection::CorrectionOffer const& offer, Money amount) {
  Page page;
  page.line(turn.voice.html("fact.confirm_loss",
                            {{"territory", territory_name(turn, offer.geo_name, offer.office_name)},
                             {"period", period_value(value.period)},
                             {"amount", amount}}));
  page.button(turn.voice.plain("button.save_loss"), with_amount(value_route("fix_loss", value), amount))
      .beside(turn.voice.plain("button.no"), value_route("card", value));
  add_home(page, turn);
  turn.show(page.done());
  turn.expect(value_route("fix", value));
}

void apply(Turn& turn, ValueRef const& value, Money amount, std::string_view reason) {
  // A loss has been confirmed on the way here.
  auto const done = collection::correct(turn.unit, turn.actor, value, amount, reason, Confirmation::given);
  if (!done) {
    turn.fail(done.error());
    auto const offer = collection::correction_offer(turn.unit, turn.actor, value);
    if (offer && done.error().field == "reason") return ask_reason(turn, value, amount, offer->route);
    return show_value_card(turn, value);
  }
  if (!done->applied()) {
    notify_of_request(turn, *done);
    turn.say(turn.voice.plain("correct.requested"));
    return back_to_sheet(turn, value);
  }
  turn.say(turn.voice.plain("correct.applied_short", {{"amount", amount}}));
  show_value_card(turn, value);
}

// The new amount is known: what is still to be asked for it?
void change_to(Turn& turn, ValueRef const& value, Money amount, Confirmation loss) {
  auto const offer = collection::correction_offer(turn.unit, turn.actor, value);
  if (!offer) {
    turn.fail(offer.error());
    return show_value_card(turn, value);
  }
  bool const is_loss = value.kind == ValueKind::fact && amount.minor < 0;
  if (is_loss && loss == Confirmation::none) return confirm_loss(turn, value, *offer, amount);
  if (offer->route == CorrectionRoute::fix) return apply(turn, value, amount, "");
  ask_reason(turn, value, amount, offer->route);
}

void typed_amount(Turn& turn, Route const& input, std::string const& typed) {
  auto const value = value_from(input, 0);
  if (!value) return show_home(turn);
  auto const kind = value->kind == ValueKind::plan ? AmountKind::plan : AmountKind::fact;
  auto const amount = parse_amount(typed, kind, turn.organisation.currency);
  if (amount) return change_to(turn, *value, *amount, Confirmation::none);
  turn.fail(amount.error());
  ask_amount(turn, *value, readings_of(amount.error()));
}

void chosen_amount(Turn& turn, Route const& route, Confirmation loss) {
  auto const value = value_from(route, 0);
  auto const amount = route.number(4);
  if (!value || !amount) return show_home(turn);
  change_to(turn, *value, Money{*amount}, loss);
}

void typed_reason(Turn& turn, Route const& input, std::string const& typed) {
  auto const value = value_from(input, 0);
  auto const amount = input.number(4);
  if (!value || !amount) return show_home(turn);
  apply(turn, *value, Money{*amount}, typed);
}

void show_history(Turn& turn, Route const& route) {
  auto const value = value_from(route, 0);
  if (!value) return show_home(turn);
  auto const history = collection::value_history(turn.unit, turn.actor, *value);
  if (!history) {
    turn.fail(history.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html("card.history", {{"period", period_value(value->period)}})).gap();
  auto const shown = std::span(*history).last(std::min(history->size(), kHistoryShown));
  for (auto const& entry : shown) {
    if (entry.submission) {
      page.line(turn.voice.html(
          "card.given",
          {{"amount", entry.after}, {"name", name_or_nobody(turn, entry.by_name)}, {"at", entry.at}}));
      continue;
    }
    page.line(turn.voice.html("card.correction", {{"at", entry.at},
                                                  {"old", entry.before},
                                                  {"new", entry.after},
                                                  {"name", name_or_nobody(turn, entry.by_name)},
                                                  {"state", std::string(enum_name(entry.state))},
                                                  {"reason", turn.voice.plain(entry.reason)}}));
  }
  add_back_and_home(page, turn, value_route("card", *value));
  turn.show(page.done());
}

void with_value(Turn& turn, Route const& route, void (*show)(Turn&, ValueRef const&)) {
  auto const value = value_from(route, 0);
  value ? show(turn, *value) : show_home(turn);
}

}  // namespace

void show_value_card(Turn& turn, ValueRef const& value) {
  auto const territory = store::find_territory(turn.unit.sql, value.territory);
  auto const history = collection::value_history(turn.unit, turn.actor, value);
  if (!history || history->empty() || !territory) {
    turn.warn(turn.voice.plain(history ? Message("error.not_found") : history.error().message));
    return back_to_sheet(turn, value);
  }
  auto const& given = history->front();
  Money current = given.after;
  for (auto const& entry : *history) {
    bool const in_force = entry.state == collection::CorrectionState::applied ||
                          entry.state == collection::CorrectionState::approved;
    if (in_force) current = entry.after;
  }
  Page page;
  page.line(turn.voice.html("card.title",
                            {{"territory", territory_name(turn, territory->geo_name, territory->office_name)},
                             {"period", period_value(value.period)}}));
  page.gap().line(turn.voice.html("card.value", {{"kind", kind_name(value)}, {"amount", current}}));
  page.line(turn.voice.html("card.by", {{"name", name_or_nobody(turn, given.by_name)}, {"at", given.at}}));
  if (given.late) page.line(turn.voice.html("card.late"));
  bool const waits = std::ranges::any_of(
      *history, [](auto const& entry) { return entry.state == collection::CorrectionState::requested; });
  if (waits) page.line(turn.voice.html("card.waits"));
  if (collection::correction_offer(turn.unit, turn.actor, value)) {
    page.button(turn.voice.plain("button.change"), value_route("fix", value));
  }
  if (history->size() > 1) page.button(turn.voice.plain("button.history"), value_route("history", value));
  add_back_and_home(page, turn,
                    sheet_route({.kind = value.kind, .office = territory->office, .period = value.period}));
  turn.show(page.done());
}

auto correction_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"card", [](Turn& turn, Route const& route) { with_value(turn, route, show_value_card); }},
      {"fix",
       [](Turn& turn, Route const& route) {
         with_value(turn, route, [](Turn& t, ValueRef const& value) { ask_amount(t, value, {}); });
       }},
      {"fix_to", [](Turn& turn, Route const& route) { chosen_amount(turn, route, Confirmation::none); }},
      {"fix_loss", [](Turn& turn, Route const& route) { chosen_amount(turn, route, Confirmation::given); }},
      {"history", show_history}};
  return entries;
}

auto correction_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"fix", typed_amount}, {"reason", typed_reason}};
  return entries;
}

}  // namespace pb::bot
