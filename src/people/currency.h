#pragma once

#include <string_view>

namespace pb::people {

// Whether ISO 4217 knows the code, for a currency that is in use ("UAH").
auto is_currency(std::string_view code) -> bool;

}  // namespace pb::people
