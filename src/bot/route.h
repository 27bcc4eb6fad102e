#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/money.h"

namespace pb::bot {

inline constexpr std::size_t kCallbackLimitBytes = 64;  // Telegram's own

// One argument of a route, as it stands in a button.
struct RouteArg {
  std::string text;

  RouteArg(std::integral auto value) : text(std::to_string(value)) {}
  template <class Tag>
  RouteArg(Id<Tag> id) : text(std::to_string(id.value)) {}
  RouteArg(Day day) : text(std::to_string(day.days)) {}
  RouteArg(Month month) : text(std::to_string(month.months)) {}
  RouteArg(Money money) : text(std::to_string(money.minor)) {}
  RouteArg(std::string_view word) : text(word) {}
  RouteArg(std::string const& word) : text(word) {}
  RouteArg(char const* word) : text(word) {}
};

// Where a button leads or which form is open: a verb and its arguments, "plan:7:20450" in a button. Arguments
// hold no colon. What comes back in a button is anybody's text: it is parsed, never trusted.
struct Route {
  std::string verb;
  std::vector<std::string> args{};

  Route() = default;
  Route(std::string_view verb_, std::initializer_list<RouteArg> args_ = {}) : verb(verb_) {
    for (auto const& arg : args_) args.push_back(arg.text);
  }

  [[nodiscard]] auto encode() const -> std::string;
  static auto parse(std::string_view data) -> Route;

  [[nodiscard]] auto word(std::size_t index) const -> std::string {
    return index < args.size() ? args[index] : std::string();
  }
  // Nothing where the argument is absent or not a whole number.
  [[nodiscard]] auto number(std::size_t index) const -> std::optional<std::int64_t>;
  template <class I>
  [[nodiscard]] auto id(std::size_t index) const -> I {
    return I{number(index).value_or(0)};
  }
  [[nodiscard]] auto day(std::size_t index) const -> std::optional<Day>;
  [[nodiscard]] auto month(std::size_t index) const -> std::optional<Month>;
};

}  // namespace pb::bot
