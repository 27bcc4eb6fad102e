#pragma once

#include "reports/asker.h"

// One function for each kind of block. Errors become the block's Problem.
namespace pb::reports {

struct Answered {
  Part part{};
  std::vector<std::string> notes{};
};

[[nodiscard]] auto build_tiles(Asker const& asker, TilesPart const& tiles, bool own_range)
    -> Result<Answered>;
[[nodiscard]] auto build_table(Asker const& asker, TablePart const& part, bool own_range) -> Result<Answered>;
[[nodiscard]] auto build_chart(Asker const& asker, ChartDefinition const& definition, bool own_range)
    -> Result<Answered>;
[[nodiscard]] auto build_text(Asker const& asker, TextPart const& text) -> Result<Answered>;

// What the reader should know about an answer's numbers.
[[nodiscard]] auto notes_of(Asker const& asker, analytics::Query const& query, analytics::Table const& table)
    -> std::vector<std::string>;

}  // namespace pb::reports
