#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// The words and signs that may stand around the digits of an amount. Each taker removes what it found from
// the text, together with the blanks beside it.
namespace pb::amount {

// Lower case, composed, digits of every script as 0-9, every blank as ' ', every dash as '-', every
// apostrophe as '\''; trimmed. Nothing for characters that only look like digits: fractions, superscripts,
// circled numbers.
auto simplified(std::string_view text) -> std::optional<std::u32string>;

// A currency at either end: its ISO 4217 code ("UAH" for ₴ and грн), or "$", which many have. Empty: there is
// none.
auto take_currency(std::u32string& text) -> std::string;
// Whether what take_currency found may mean this currency.
auto same_currency(std::string_view taken, std::string_view currency) -> bool;

// "к", "тис", "млн" at the end: how many zeros it adds (3, 6, 9); nothing without one.
auto take_multiplier(std::u32string& text) -> std::optional<std::size_t>;

}  // namespace pb::amount
