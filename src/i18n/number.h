#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/money.h"
#include "i18n/language.h"

// Numbers and amounts as a reader of a language writes them: ICU's forms, put together without ICU. Blanks
// inside are no-break spaces, the minus is U+2212. Thread-safe.
namespace pb::i18n {

// Money counts hundredths of every currency.
inline constexpr std::int64_t kMinorPerMajor = 100;

BOOST_DEFINE_ENUM_CLASS(Sign, when_negative, when_not_zero)
BOOST_DEFINE_ENUM_CLASS(Minor, when_any, always, never)

// "12 345", "12,345".
void append_integer(std::string& text, std::int64_t value, Language language,
                    Sign sign = Sign::when_negative);
// "12 345,50 ₴", "₴12,345.50", by ISO 4217 code. Every currency is taken to have two digits of minor units.
// Minor::never rounds half away from zero.
void append_money(std::string& text, Money amount, std::string_view currency, Language language,
                  Sign sign = Sign::when_negative, Minor minor = Minor::when_any);

// The same without its currency, which then stands once, in the head of a column: "12 345,50".
void append_amount(std::string& text, Money amount, Language language, Sign sign = Sign::when_negative,
                   Minor minor = Minor::when_any);
// The currency as amounts have it: "₴".
[[nodiscard]] auto currency_sign(std::string_view currency, Language language) -> std::string;

[[nodiscard]] auto format_integer(std::int64_t value, Language language) -> std::string;
[[nodiscard]] auto format_money(Money amount, std::string_view currency, Language language) -> std::string;

}  // namespace pb::i18n
