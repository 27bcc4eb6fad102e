#include "harness/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace pb::bench {
namespace {

// Characters, not bytes: a micro sign is one column.
auto width(std::string const& text) -> std::size_t {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (byte & 0xc0) != 0x80; }));
}

}  // namespace

auto percentile(std::vector<std::uint32_t>& samples, double part) -> std::uint32_t {
  if (samples.empty()) return 0;
  std::ranges::sort(samples);
  auto const index = static_cast<std::size_t>(part * static_cast<double>(samples.size()));
  return samples[std::min(index, samples.size() - 1)];
}

void print_table(std::string const& heading, std::vector<std::vector<std::string>> const& rows) {
  std::vector<std::size_t> widths;
  for (auto const& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], width(row[column]));
  }
  fmt::print("\n{}\n", heading);
  for (auto const& row : rows) {
    std::string line = "  ";
    for (std::size_t column = 0; column < row.size(); ++column) {
      auto const padding = std::string(widths[column] - width(row[column]), ' ');
      line += column == 0 ? row[column] + padding : "  " + padding + row[column];
    }
    fmt::print("{}\n", line);
  }
  std::fflush(stdout);
}

}  // namespace pb::bench
