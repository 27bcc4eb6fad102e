#pragma once

#include <filesystem>
#include <vector>

#include "app/finding.h"
#include "base/calendar.h"

namespace pb::app {

// The system's time zone data: whether the zones people use are there under today's names, and how old it is.
auto examine_time_zones(std::filesystem::path const& zoneinfo, Instant now) -> Finding;
// The fonts that documents and pictures are drawn with, looked for below these folders.
auto examine_fonts(std::vector<std::filesystem::path> const& folders) -> Finding;
// Whether the data folder can be written to, and how much room is left there.
auto examine_disk(std::filesystem::path const& data_folder) -> Finding;

}  // namespace pb::app
