#pragma once

#include <set>
#include <string>
#include <vector>

#include "ledger.h"
#include "sql/database.h"

namespace pb::crash {

// Everything found wrong, in sentences; empty when the promise was kept.
using Problems = std::vector<std::string>;

// Looks at what each crash has left: whatever was acknowledged in the life that ended must be there already,
// before the program starts again or anything is sent a second time.
class Remains {
 public:
  auto check(sql::Database& database, Ledger const& ledger) -> Problems;
  // How many values the last crash left that nobody had been told of.
  [[nodiscard]] auto unacknowledged() const -> std::size_t { return unacknowledged_; }

 private:
  std::set<std::int64_t> seen_;       // amounts, in minor units
  std::int64_t read_up_to_ = 0;       // the greatest id seen at the check before the last one
  std::int64_t next_read_up_to_ = 0;  // at the last one
  std::size_t unacknowledged_ = 0;
};

// At the end of a round, when everything sent has been confirmed and every message has left: each value that
// was sent is there once, in its territory, with its one event; nothing else is; each was told once, and
// again only as often as the program itself counts as unknowable.
struct Balance {
  Problems problems;
  std::size_t values = 0;
  std::size_t told_again = 0;
  std::size_t unknowable = 0;  // deliveries whose answer was lost, as the program counts them
};
auto balance(sql::Database& database, Ledger const& ledger) -> Balance;

}  // namespace pb::crash
