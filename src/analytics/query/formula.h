#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/query/query.h"
#include "base/error.h"

namespace pb::analytics {

// Arithmetic over measures: numbers, + - * /, brackets, abs(x), min(x, ...), max(x, ...) and the measures'
// names. Money counts in minor units, ratios as fractions (1 is 100 %), all as doubles, so that amounts are
// exact up to 2^53. Not thread-safe.
class Formula {
 public:
  // Refuses unknown names, what is no formula, and what is longer or deeper than limits.h allows; the error's
  // field is `field`.
  static auto compile(std::string const& text, std::string const& field) -> Result<Formula>;

  Formula(Formula&&) noexcept;
  auto operator=(Formula&&) noexcept -> Formula&;
  ~Formula();

  // The measures it speaks of, each once.
  [[nodiscard]] auto inputs() const -> std::vector<Measure> const& { return inputs_; }
  // `values` in the order of `inputs`, as answers have them. "No data" where any of them is, where something
  // is divided by 0, and where the result is no finite number or does not fit `kind`.
  [[nodiscard]] auto evaluate(std::vector<Value> const& values, Kind kind) const -> Value;

 private:
  struct Program;
  Formula();

  std::vector<Measure> inputs_{};
  std::unique_ptr<Program> program_;
};

}  // namespace pb::analytics
