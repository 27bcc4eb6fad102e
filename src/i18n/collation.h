#pragma once

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

#include "i18n/language.h"

// The order in which a reader of a language looks for names: Є after Е, І before Ї, small and capital letters
// together.
namespace pb::i18n {

// Negative, 0 or positive, as the first name stands before, with or after the second. Thread-safe.
[[nodiscard]] auto compare_names(std::string_view a, std::string_view b, Language language) -> int;

// Sorts rows by a name in them; equal names keep their order.
template <class Row, class Name>
void sort_by_name(std::vector<Row>& rows, Language language, Name name) {
  std::ranges::stable_sort(rows, [&](Row const& a, Row const& b) {
    return compare_names(std::invoke(name, a), std::invoke(name, b), language) < 0;
  });
}

}  // namespace pb::i18n
