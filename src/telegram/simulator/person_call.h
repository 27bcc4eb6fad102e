#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <string>
#include <string_view>

#include "telegram/simulator/parameters.h"
#include "telegram/simulator/world.h"

// A call of the person's side (docs/simulator.md), and what it is about.
namespace pb::telegram::simulator {

// Why a call is refused, in words for a developer.
struct PersonError {
  int status = 400;
  std::string words;
};
template <class T>
using OrPersonError = std::expected<T, PersonError>;
using PersonAnswer = OrPersonError<boost::json::value>;

inline auto wrong(std::string words) -> std::unexpected<PersonError> {
  return std::unexpected(PersonError{400, std::move(words)});
}
inline auto missing(std::string words) -> std::unexpected<PersonError> {
  return std::unexpected(PersonError{404, std::move(words)});
}
inline auto contradicted(std::string words) -> std::unexpected<PersonError> {
  return std::unexpected(PersonError{409, std::move(words)});
}

// `given` holds what the call says anywhere: in its path ("bot", "chat"), its query, its body; `body` is the
// last as it was sent.
struct PersonCall {
  World& world;
  Parameters const& given;
  std::string_view body{};
};

[[nodiscard]] auto number_of(Parameters const& given, std::string_view name) -> OrPersonError<std::int64_t>;
// A text that is there and not empty.
[[nodiscard]] auto text_of(Parameters const& given, std::string_view name) -> OrPersonError<std::string>;

// Those whose id stands under this name.
[[nodiscard]] auto person_of(PersonCall const& call, std::string_view name) -> OrPersonError<Person*>;
[[nodiscard]] auto bot_of(PersonCall const& call, std::string_view name) -> OrPersonError<Bot*>;
[[nodiscard]] auto group_of(PersonCall const& call, std::string_view name) -> OrPersonError<Chat*>;

// A person before a chat: the path's {bot} and {chat}, and the person named by `who`.
struct Seat {
  Bot* bot = nullptr;
  Person* person = nullptr;
  ChatKey key{};
  Chat* chat = nullptr;  // null: a private chat in which nothing has been said yet
};
// Nobody sits in another's private chat, or in a group they do not belong to.
[[nodiscard]] auto seat_of(PersonCall const& call, std::string_view who) -> OrPersonError<Seat>;
// The same in a chat that exists.
[[nodiscard]] auto seat_in_chat(PersonCall const& call, std::string_view who) -> OrPersonError<Seat>;

}  // namespace pb::telegram::simulator
