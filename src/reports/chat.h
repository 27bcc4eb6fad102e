#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/format.h"

namespace pb::reports {

// tables: monospaced, with bars and signs · lines: sentences, for people who listen to the screen or read
// compactly
BOOST_DEFINE_ENUM_CLASS(ChatLayout, tables, lines)

// The report as messages of Telegram (parse mode HTML), each within its limit, split between rows only; of
// long tables what fits a message (for_message).
// Charts are told in words, with a line of bars where they follow time. Never empty.
[[nodiscard]] auto to_chat(Built const& built, i18n::Translator const& translator,
                           ChatLayout layout = ChatLayout::tables) -> std::vector<std::string>;

// The same without markup, as a text file.
[[nodiscard]] auto to_text(Built const& built, i18n::Translator const& translator,
                           ChatLayout layout = ChatLayout::tables) -> File;

}  // namespace pb::reports
