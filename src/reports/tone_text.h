#pragma once

#include <string>
#include <string_view>

#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

// A sign that tells good and bad news apart without colour; empty for plain.
[[nodiscard]] auto tone_sign(Tone tone) -> std::string_view;

// "good", "bad", "attention" for whoever listens; empty for plain.
[[nodiscard]] auto tone_words(Tone tone, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string;

// The worst news of a row.
[[nodiscard]] auto tone_of(Row const& row) -> Tone;

// A text that stays in its line: line ends and tabs are blanks.
[[nodiscard]] auto in_one_line(std::string_view text) -> std::string;

// Bars of block characters, lowest to highest, a dot where there is no number; at most `most` of them: where
// there are more numbers, each bar is the mean of as many. Empty without two numbers.
[[nodiscard]] auto sparkline_text(std::vector<charts::Number> const& values, std::size_t most) -> std::string;

}  // namespace pb::reports
