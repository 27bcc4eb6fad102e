#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pb::bench {

// The value below which `part` (0 to 1) of the samples lie; sorts them.
auto percentile(std::vector<std::uint32_t>& samples, double part) -> std::uint32_t;

// Prints rows under a heading in columns that line up; the first row names the columns.
void print_table(std::string const& heading, std::vector<std::vector<std::string>> const& rows);

}  // namespace pb::bench
