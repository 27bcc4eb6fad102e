#pragma once

#include <string>
#include <string_view>

namespace pb {

// Appends the text as a field of comma-separated values (RFC 4180): in quotes, and its quotes doubled, where
// it holds the separator, a quote or a line end.
void append_csv_field(std::string& to, std::string_view text, char separator = ',');

}  // namespace pb
