#pragma once

#include <cstdint>
#include <vector>

namespace pb::store {

// Which part of a list is wanted: rows offset, offset + 1, ... at most `limit` of them.
struct Page {
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

// One page and the size of the whole list.
template <class Row>
struct Listing {
  std::vector<Row> rows{};
  std::int64_t total = 0;
};

}  // namespace pb::store
