#include "collection/targets.h"
#include "bot/screens/screens.h"
#include "domain/amount.h"
#include "people/offices.h"

// What an office is to reach in a month: the bar on everybody's home is filled up to it.
namespace pb::bot {
namespace {

auto this_month(Turn const& turn) -> Month {
  return Month::of(collection::organisation_today(turn.unit));
}

// The offices' own targets of exactly this month.
class Targets {
 public:
  Targets(Turn& turn, Month month) : month_(month) {
    if (auto all = collection::list_targets(turn.unit, turn.actor, month)) all_ = std::move(*all);
  }
  [[nodiscard]] auto of(OfficeId office) const -> std::optional<Money> {
    auto const found = std::ranges::find_if(all_, [&](store::TargetListed const& target) {
      return target.office == office && !target.geo && target.first == month_ && target.months == 1;
    });
    return found == all_.end() ? std::nullopt : std::optional(found->amount);
  }

 private:
  Month month_;
  std::vector<store::TargetListed> all_;
};

void show_office(Turn& turn, OfficeId id, Month month) {
  auto const office = people::office(turn.unit, turn.actor, id);
  if (!office) {
    turn.fail(office.error());
    return show_home(turn);
  }
  auto const& voice = turn.voice;
  auto const target = Targets(turn, month).of(id);
  Page page;
  page.line(voice.html("targets.office", {{"office", office->name}, {"month", month}}));
  page.line(target ? voice.html("targets.amount", {{"amount", *target}}) : voice.html("targets.none"));
  page.gap().line(voice.html("targets.ask"));
  page.button(voice.plain("button.earlier", {{"period", month - 1}}), Route("target", {id, month - 1}))
      .beside(voice.plain("button.later", {{"period", month + 1}}), Route("target", {id, month + 1}));
  if (target) page.button(voice.plain("targets.remove"), Route("target_off", {id, month}));
  turn.actor.office ? add_home(page, turn) : add_back_and_home(page, turn, Route("targets", {month}));
  turn.show(page.done());
  turn.expect(Route("target", {id, month}));
}

void show_list(Turn& turn, Month month, std::int64_t number) {
  if (turn.actor.office) return show_office(turn, *turn.actor.office, month);
  auto offices = people::list_offices(turn.unit, turn.actor, store::Archived::without);
  if (!offices) {
    turn.fail(offices.error());
    return show_home(turn);
  }
  turn.voice.sort(*offices, &store::OfficeListed::name);
  PageOfList const list{
      .number = number, .size = kOfficesShown, .total = static_cast<std::int64_t>(offices->size())};
  auto const& voice = turn.voice;
  Targets const targets(turn, month);
  Page page;
  page.line(voice.html("targets.title", {{"month", month}}));
  if (offices->empty()) page.gap().line(voice.html("bot.list_empty"));
  for (auto const& office : list.shown(std::span(std::as_const(*offices)))) {
    auto const target = targets.of(office.id);
    page.button(target ? voice.plain("targets.row", {{"office", office.name}, {"amount", *target}})
                       : voice.plain("targets.row_none", {{"office", office.name}}),
                Route("target", {office.id, month}));
  }
  add_paging(page, turn, Route("targets", {month}), list);
  page.button(voice.plain("button.earlier", {{"period", month - 1}}), Route("targets", {month - 1}))
      .beside(voice.plain("button.later", {{"period", month + 1}}), Route("targets", {month + 1}));
  add_home(page, turn);
  turn.show(page.done());
}

void finish(Turn& turn, OfficeId id, Month month, Result<void> const& result) {
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  show_office(turn, id, month);
}

void typed_amount(Turn& turn, Route const& input, std::string const& typed) {
  auto const id = input.id<OfficeId>(0);
  auto const month = input.month(1).value_or(this_month(turn));
  auto const amount = parse_amount(typed, AmountKind::plan, turn.organisation.currency);
  if (!amount) {
    turn.fail(amount.error());
    return show_office(turn, id, month);
  }
  finish(turn, id, month,
         collection::set_target(turn.unit, turn.actor, {.office = id, .first = month, .amount = *amount}));
}

void remove(Turn& turn, Route const& route) {
  auto const id = route.id<OfficeId>(0);
  auto const month = route.month(1).value_or(this_month(turn));
  finish(turn, id, month, collection::remove_target(turn.unit, turn.actor, {.office = id, .first = month}));
}

}  // namespace

auto target_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"targets",
       [](Turn& turn, Route const& route) {
         show_list(turn, route.month(0).value_or(this_month(turn)), page_number(route, 1));
       }},
      {"target",
       [](Turn& turn, Route const& route) {
         show_office(turn, route.id<OfficeId>(0), route.month(1).value_or(this_month(turn)));
       }},
      {"target_off", remove}};
  return entries;
}

auto target_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"target", typed_amount}};
  return entries;
}

}  // namespace pb::bot
