#include "analytics/cube/dictionary.h"

namespace pb::analytics {

auto Dictionary::closed_at(Index territory) const -> std::optional<Instant> {
  auto const& entry = this->territory(territory);
  std::optional<Instant> first;
  for (auto const& archived :
       {entry.archived_at, office(entry.office).archived_at, geo(entry.geo).archived_at}) {
    if (archived && (!first || *archived < *first)) first = archived;
  }
  return first;
}

}  // namespace pb::analytics
