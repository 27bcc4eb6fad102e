#pragma once

#include <string>
#include <vector>

#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

inline constexpr std::size_t kChatColumns = 34;  // what a phone shows of monospaced text in one line

// A table as blocks of Telegram HTML that must stay together. Where everything fits the width of a phone,
// each row is one line; else the name stands in a line of its own over its monospaced numbers, in as many
// lines as they need. Money is in whole units; where that needs more lines, in thousands or millions while at
// least three digits are left of the largest, and the first block says so. None without rows.
[[nodiscard]] auto chat_table(Grid const& grid, i18n::Translator const& translator,
                              i18n::Reader const& reader) -> std::vector<std::string>;

// The same for people who listen: a sentence for each row, "Odesa: plan ₴100, fact ₴90, attainment 90 %,
// bad".
[[nodiscard]] auto spoken_table(Grid const& grid, i18n::Translator const& translator,
                                i18n::Reader const& reader) -> std::vector<std::string>;

}  // namespace pb::reports
