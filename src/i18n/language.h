#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string_view>

namespace pb::i18n {

// The languages the product speaks; each has a catalogue `locales/<name>.json`.
BOOST_DEFINE_ENUM_CLASS(Language, uk, ru, en)

inline constexpr std::array kLanguages = {Language::uk, Language::ru, Language::en};
inline constexpr Language kDefaultLanguage = Language::uk;

// "uk", "en-GB" (as Telegram and browsers write it); nothing for a language we do not speak.
[[nodiscard]] auto language_from_code(std::string_view code) -> std::optional<Language>;
[[nodiscard]] auto language_or_default(std::string_view code) -> Language;

// The ICU locale whose habits we follow. English is the European one: days before months, 24 hours.
[[nodiscard]] auto locale_name(Language language) -> char const*;

}  // namespace pb::i18n
