#pragma once

#include <expected>
#include <istream>
#include <ostream>
#include <string>

namespace pb::app {

// Reads `timestamp,value` rows and writes them as `timestamp,value,score`: timestamp and value as they were
// given, the score between 0 and 1 with six decimals, judged by the rows up to it only (docs/anomaly.md).
// Each row is written before the next one is read; memory does not grow with the file. A first line that
// holds neither a timestamp nor a number is a header, and then the answer has one; empty lines are passed
// over. The sentence of what is wrong, with its line, where a row cannot be read or there is none.
auto detect_in(std::istream& in, std::ostream& out) -> std::expected<void, std::string>;

}  // namespace pb::app
