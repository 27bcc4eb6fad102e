#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pb::bench {

struct Row {
  std::int64_t at = 0;  // seconds since 1970
  double value = 0;
};

// Rows first to last, both included.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

// A series of which is known where it is out of the ordinary; the windows are in order and do not overlap.
struct LabelledSeries {
  std::string name;  // "tweets/3": the family, and the number in it
  std::vector<Row> rows;
  std::vector<Window> windows;
};

}  // namespace pb::bench
