#include "bot/notices.h"
#include "bot/screens/screens.h"
#include "domain/amount.h"
#include "store/territories.h"

// A value that is there: its card, its history, and the way to change it.
namespace pb::bot {
namespace {

using collection::Confirmation;
using collection::CorrectionRoute;
using collection::ValueKind;
using collection::ValueRef;

auto kind_word(ValueRef const& value) -> std::string {
  return value.kind == ValueKind::plan ? "plan" : "fact";
}

void back_to_sheet(Turn& turn, ValueRef const& value) {
  value.kind == ValueKind::plan ? show_home(turn) : show_facts(turn);
}

void ask_amount(Turn& turn, ValueRef const& value) {
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
  add_back_and_home(page, turn, value_route("card", value));
  turn.show(page.done());
  turn.expect(value_route("fix", value));
}

void ask_reason(Turn& turn, ValueRef const& value, Money amount) {
  Page page;
  page.line(turn.voice.html("correct.ask_reason", {{"amount", amount}}));
  add_back_and_home(page, turn, value_route("card", value));
  turn.show(page.done());
  Route reason = value_route("reason", value);
  reason.args.push_back(std::to_string(amount.minor));
  turn.expect(std::move(reason));
}

void apply(Turn& turn, ValueRef const& value, Money amount, std::string_view reason) {
  // The amount was typed a moment ago with its sign, and the next step asked for the reason of just this
  // amount.
  auto const done = collection::correct(turn.unit, turn.actor, value, amount, reason, Confirmation::given);
  if (!done) {
    turn.fail(done.error());
    if (done.error().field == "reason") return ask_reason(turn, value, amount);
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

void typed_amount(Turn& turn, Route const& input, std::string const& typed) {
  auto const value = value_from(input, 0);
  if (!value) return show_home(turn);
  auto const amount =
      parse_amount(typed, value->kind == ValueKind::plan ? AmountKind::plan : AmountKind::fact);
  if (!amount) {
    turn.fail(amount.error());
    return ask_amount(turn, *value);
  }
  auto const offer = collection::correction_offer(turn.unit, turn.actor, *value);
  if (offer && offer->route == CorrectionRoute::fix && amount->minor >= 0)
    return apply(turn, *value, *amount, "");
  ask_reason(turn, *value, *amount);
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
  for (auto const& entry : *history) {
    if (entry.submission) {
      page.line(turn.voice.html("card.given",
                                {{"amount", entry.after}, {"name", entry.by_name}, {"at", entry.at}}));
      continue;
    }
    page.line(turn.voice.html("card.correction", {{"at", entry.at},
                                                  {"old", entry.before},
                                                  {"new", entry.after},
                                                  {"name", entry.by_name},
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
  page.gap().line(turn.voice.html("card.value", {{"kind", kind_word(value)}, {"amount", current}}));
  page.line(turn.voice.html("card.by", {{"name", given.by_name}, {"at", given.at}}));
  if (given.late) page.line(turn.voice.html("card.late"));
  if (collection::correction_offer(turn.unit, turn.actor, value)) {
    page.button(turn.voice.plain("button.change"), value_route("fix", value));
  }
  if (history->size() > 1) page.button(turn.voice.plain("button.history"), value_route("history", value));
  add_back_and_home(page, turn, Route(value.kind == ValueKind::plan ? "plans" : "facts"));
  turn.show(page.done());
}

auto correction_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"card", [](Turn& turn, Route const& route) { with_value(turn, route, show_value_card); }},
      {"fix", [](Turn& turn, Route const& route) { with_value(turn, route, ask_amount); }},
      {"history", show_history}};
  return entries;
}

auto correction_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"fix", typed_amount}, {"reason", typed_reason}};
  return entries;
}

}  // namespace pb::bot
