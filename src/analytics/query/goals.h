#pragma once

#include <unordered_map>

#include "analytics/cube/version.h"
#include "analytics/query/selection.h"

namespace pb::analytics {

// What is to be reached by a set of territories in some days, from the targets set for offices, geos and
// territories, each counted once. docs/query.md says the rules; in short: what is set for the whole of
// something stands before the sum of its parts, a quarter's target before those of its months, and a target
// that the days or the selection would cut makes the answer "no data".
class Goals {
 public:
  // `version` must live as long. A geo's own target takes part for those who see everything.
  Goals(Version const& version, Selection const& selection, Scope const& scope);

  // Of the selected territories of this office, geo or territory (kAnyone: not told apart). Nothing where
  // nobody has set any, or where it would be cut.
  [[nodiscard]] auto of(Index office, Index geo, Index territory, Day first, Day last) const
      -> Result<std::optional<std::int64_t>>;

 private:
  // What a target can be set for, with the parts its own target stands before.
  struct Subject {
    Index office = kAnyone;
    Index geo = kAnyone;
    std::vector<Subject> parts{};
  };
  struct Key {
    Index office;
    Index geo;
    std::int32_t first_month;
    std::int32_t months;

    friend auto operator==(Key const&, Key const&) -> bool = default;
  };
  struct Hash {
    auto operator()(Key const& key) const -> std::size_t;
  };
  enum class Known { none, some, cut };
  struct Amount {
    Known known = Known::none;
    std::int64_t minor = 0;
    bool overflow = false;

    void add(Amount const& more);
  };

  [[nodiscard]] auto own(Subject const& subject, Month first, std::int32_t months) const -> Amount;
  // Whether a quarter's target of its own holds this month.
  [[nodiscard]] auto in_own_quarter(Subject const& subject, Month month) const -> bool;
  [[nodiscard]] auto month(Subject const& subject, Month month) const -> Amount;
  [[nodiscard]] auto quarter(Subject const& subject, Month first) const -> Amount;

  [[nodiscard]] auto subjects(Index office, Index geo, Index territory) const -> std::vector<Subject>;
  [[nodiscard]] auto all_subjects() const -> std::vector<Subject>;
  [[nodiscard]] auto subjects_of_office(Index office) const -> std::vector<Subject>;
  [[nodiscard]] auto subjects_of_geo(Index geo) const -> std::vector<Subject>;
  [[nodiscard]] auto leaves(std::vector<Index> const& territories) const -> std::vector<Subject>;
  [[nodiscard]] auto selected(std::vector<Index> const& territories) const -> std::vector<Index>;

  Dictionary const* dictionary_;
  Selection const* selection_;
  bool sees_geo_goals_;
  bool sees_all_offices_;
  std::int32_t fiscal_start_;
  std::unordered_map<Key, std::int64_t, Hash> amounts_{};
  std::vector<std::vector<Index>> of_office_{};  // territories
  std::vector<std::vector<Index>> of_geo_{};
  std::vector<bool> has_goal_{};  // by territory
};

}  // namespace pb::analytics
