#pragma once

#include <filesystem>

#include "sheets/ledger.h"

namespace pb::bench {

// The same table by libxlsxwriter alone in its mode of constant memory: numbers, formats, widths, filter and
// totals as formulas, without looking at what the cells hold.
void write_bare(std::filesystem::path const& file, Ledger const& ledger);

}  // namespace pb::bench
