#include "bot/screens/screens.h"

// What the forms of plans and facts have in common.
namespace pb::bot {
namespace {

template <class Value>
auto argument(Error const& error, std::string_view name) -> std::optional<Value> {
  auto const found = std::ranges::find(error.message.args, name, &MessageArg::name);
  if (found == error.message.args.end()) return std::nullopt;
  auto const* const value = std::get_if<Value>(&found->value);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

}  // namespace

auto own_territory(Turn const& turn, TerritoryId id) -> std::optional<store::Territory> {
  auto found = store::find_territory(turn.unit.sql, id);
  if (!found || !may(turn.actor, Action::submit, found->office)) return std::nullopt;
  return found;
}

void say_not_yours(Turn& turn) {
  turn.warn(turn.voice.plain("error.territory.not_found"));
  show_home(turn);
}

bool given_already(Error const& error, Money amount) {
  bool const mine =
      error.message.key == "error.plan.taken_by_you" || error.message.key == "error.fact.taken_by_you";
  return mine && argument<Money>(error, "amount") == amount;
}

auto readings_of(Error const& error) -> std::vector<Money> {
  auto const whole = argument<Money>(error, "whole");
  auto const decimal = argument<Money>(error, "decimal");
  if (!whole || !decimal) return {};
  return {*whole, *decimal};
}

}  // namespace pb::bot
