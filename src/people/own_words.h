#pragma once

#include <string>
#include <vector>

#include "people/person.h"
#include "store/unit.h"

namespace pb::people {

// What guesses about a person begin with: their name, their address, their office, the organisation, the
// product.
[[nodiscard]] auto own_words(store::Unit& unit, Person const& person) -> std::vector<std::string>;

}  // namespace pb::people
