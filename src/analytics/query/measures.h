#pragma once

#include <optional>
#include <vector>

#include "analytics/query/formula.h"
#include "analytics/query/query.h"
#include "analytics/totals.h"

namespace pb::analytics {

// Adds field by field; false, with `sum` unusable, where a field leaves 64 bits.
[[nodiscard]] auto add_up(Totals& sum, Totals const& more) -> bool;

// What contribution is a share of: of the facts, or, where a query asks for `plan` and not for `fact`, of the
// plans.
enum class ShareOf { fact, plan };
[[nodiscard]] auto share_of(Query const& query) -> ShareOf;

// What a row's measures are computed from, each from exact sums.
struct Basis {
  Totals totals{};
  std::optional<std::int64_t> target{};
  Totals const* whole = nullptr;  // of the totals row; for contribution
  ShareOf share_of = ShareOf::fact;
};

// docs/query.md says each measure's formula and when it is "no data".
[[nodiscard]] auto measure(Measure measure, Basis const& basis) -> Value;

// The asked measures, with their formulas read.
class Measures {
 public:
  // Refuses repeated and unusable names, and bad formulas; fields are JSON pointers.
  static auto of(Query const& query) -> Result<Measures>;

  // In the order of Query::measures.
  [[nodiscard]] auto values(Basis const& basis) const -> std::vector<Value>;
  // The measures that number `index` of the query is made of.
  [[nodiscard]] auto made_of(std::size_t index) const -> std::vector<Measure>;
  [[nodiscard]] auto count() const -> std::size_t { return asked_.size(); }
  // Whether any is made of this one.
  [[nodiscard]] auto need(Measure measure) const -> bool;

 private:
  struct Asked {
    AskedMeasure measure;
    std::optional<Formula> formula{};
  };
  std::vector<Asked> asked_{};
};

}  // namespace pb::analytics
