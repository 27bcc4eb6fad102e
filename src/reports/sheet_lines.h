#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// How much room a text wants in a cell, estimated: not every program finds the height of a row itself
// (LibreOffice takes the file's word for it), and ours has no fonts of whoever opens the file.
namespace pb::reports {

enum class Letters : std::uint8_t { regular, bold };

// The width of the text in one line, in digits, which widths of columns are counted in.
[[nodiscard]] auto text_width(std::string_view text, Letters letters) -> std::size_t;

// The lines it takes in a cell so many digits wide; at least 1. Words go to the next line whole, unless they
// are longer than one.
[[nodiscard]] auto text_lines(std::string_view text, std::size_t width, Letters letters) -> std::size_t;

// The height of a row with so many lines, in points; at most what Excel takes.
[[nodiscard]] auto row_height(std::size_t lines) -> double;

}  // namespace pb::reports
