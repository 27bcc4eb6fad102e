#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string_view>

namespace pb {

// The name of an enumerator as written in code, and back. The enum must be described:
// BOOST_DESCRIBE_ENUM(Role, owner, ...).
template <class E>
constexpr auto enum_name(E value) -> std::string_view {
  std::string_view name = "?";
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (entry.value == value) name = entry.name;
  });
  return name;
}

template <class E>
constexpr auto enum_from_name(std::string_view name) -> std::optional<E> {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (name == entry.name) found = entry.value;
  });
  return found;
}

}  // namespace pb
