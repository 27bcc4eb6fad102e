#pragma once

#include <cstddef>
#include <cstdint>

// How much one query may ask.
namespace pb::analytics {

inline constexpr std::size_t kMostJsonBytes = 1'000'000;
inline constexpr std::size_t kMostMeasures = 40;
inline constexpr std::size_t kMostFilters = 40;
inline constexpr std::size_t kMostIds = 10'000;  // of one filter
inline constexpr std::size_t kMostOrders = 10;
inline constexpr std::int64_t kMostRows = 100'000;     // that a limit may name
inline constexpr std::int64_t kMostCells = 1'000'000;  // estimated before anything is added up
inline constexpr std::size_t kMostFormulaBytes = 300;
inline constexpr std::size_t kMostFormulaDepth = 16;  // of brackets
inline constexpr std::size_t kMostNameBytes = 60;

}  // namespace pb::analytics
