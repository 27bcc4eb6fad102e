#pragma once

#include <string>
#include <vector>

#include "bot/voice.h"
#include "collection/monthly_report.h"

namespace pb::bot {

inline constexpr std::size_t kTableColumns = 32;  // what a phone shows of monospaced text in one line

// One line of a table of plan, fact and attainment.
struct FigureRow {
  std::string name;
  collection::Figures figures{};
  enum class Kind { usual, total } kind = Kind::usual;
};

// A table as blocks of text that must stay together: a name in a line of its own, its numbers monospaced
// below. Money is in whole units; where that is too wide for a phone, in thousands or millions, and the head
// says so. For people who listen each row is a sentence. The first block is the head; there is none without
// rows.
auto figure_table(Voice const& voice, std::vector<FigureRow> const& rows) -> std::vector<std::string>;

}  // namespace pb::bot
