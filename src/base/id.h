#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace pb {

// A row's identity; the tag keeps an office's id from being taken for a geo's. 0 is "not stored yet".
template <class Tag>
struct Id {
  std::int64_t value = 0;

  friend auto operator<=>(Id, Id) = default;
  explicit operator bool() const { return value != 0; }
};

}  // namespace pb

template <class Tag>
struct std::hash<pb::Id<Tag>> {
  std::size_t operator()(pb::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
