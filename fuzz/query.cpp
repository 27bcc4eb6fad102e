#include <boost/json/serialize.hpp>
#include <cstdlib>

#include "analytics/query/check.h"
#include "analytics/query/query_json.h"
#include "analytics/query/shift.h"

// Whatever comes as a query is refused by a name of its part, or is written and read back the same; its range
// is in order on any day, and so is the one it is compared with.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace pb::analytics;
  auto const query = parse_query({reinterpret_cast<char const*>(data), size});
  if (!query) {
    if (query.error().message.key.empty()) std::abort();
    return 0;
  }
  auto const again = parse_query(boost::json::serialize(to_json(*query)));
  if (!again || *again != *query) std::abort();

  auto const measures = check(*query);
  if (!measures) return 0;
  constexpr pb::Day kToday{20'088};  // the last day of a year
  auto const range = resolve(query->range, kToday, 1);
  if (range.last < range.first) std::abort();
  if (!query->compare || *query->compare == Comparison::target) return 0;
  auto const before = moved_back(range, shift_of(*query->compare, range, query->grain));
  if (before.last < before.first || before.first >= range.first) std::abort();
  return 0;
}
