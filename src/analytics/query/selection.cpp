#include "analytics/query/selection.h"

#include <algorithm>
#include <unordered_map>

#include "base/enum_name.h"

namespace pb::analytics {
namespace {

// The dense numbers of one dimension that an actor may know of, by id.
using Known = std::unordered_map<std::int64_t, Index>;

auto place(Index index) -> std::size_t {
  return static_cast<std::size_t>(index);
}

auto office_id(Directory const& directory, Index office) -> OfficeId {
  return office == kAnyone ? OfficeId{} : OfficeId{directory.offices[place(office)].id};
}

auto in_scope(Directory const& directory, Scope const& scope, Index office) -> bool {
  return scope.everything() || (office != kAnyone && scope.includes(office_id(directory, office)));
}

auto index_of(std::size_t at) -> Index {
  return static_cast<Index>(at);
}

auto known_offices(Directory const& directory, Scope const& scope) -> Known {
  Known known;
  for (std::size_t at = 0; at < directory.offices.size(); ++at) {
    if (in_scope(directory, scope, index_of(at))) known[directory.offices[at].id] = index_of(at);
  }
  return known;
}

// A market is known to whoever sees everything, and to the offices that work it.
auto known_geos(Directory const& directory, Scope const& scope) -> Known {
  Known known;
  if (scope.everything()) {
    for (std::size_t at = 0; at < directory.geos.size(); ++at) known[directory.geos[at].id] = index_of(at);
    return known;
  }
  for (auto const& territory : directory.territories) {
    if (in_scope(directory, scope, territory.office))
      known[directory.geos[place(territory.geo)].id] = territory.geo;
  }
  return known;
}

auto known_territories(Directory const& directory, Scope const& scope) -> Known {
  Known known;
  for (std::size_t at = 0; at < directory.territories.size(); ++at) {
    auto const& territory = directory.territories[at];
    if (in_scope(directory, scope, territory.office)) known[territory.id] = index_of(at);
  }
  return known;
}

auto known_managers(Directory const& directory, Scope const& scope) -> Known {
  Known known;
  for (std::size_t at = 0; at < directory.managers.size(); ++at) {
    auto const& manager = directory.managers[at];
    if (in_scope(directory, scope, manager.office)) known[manager.id] = index_of(at);
  }
  return known;
}

auto known(Dimension dimension, Directory const& directory, Scope const& scope) -> Known {
  switch (dimension) {
    case Dimension::office:
      return known_offices(directory, scope);
    case Dimension::geo:
      return known_geos(directory, scope);
    case Dimension::territory:
      return known_territories(directory, scope);
    case Dimension::manager:
      return known_managers(directory, scope);
  }
  std::unreachable();
}

auto size_of(Dimension dimension, Directory const& directory) -> std::size_t {
  switch (dimension) {
    case Dimension::office:
      return directory.offices.size();
    case Dimension::geo:
      return directory.geos.size();
    case Dimension::territory:
      return directory.territories.size();
    case Dimension::manager:
      return directory.managers.size();
  }
  std::unreachable();
}

// Which dense numbers of the filter's dimension pass it.
auto passing(DimensionFilter const& filter, Directory const& directory, Scope const& scope,
             std::string const& field) -> Result<std::vector<bool>> {
  bool const included = filter.membership == Membership::is;
  std::vector<bool> passes(size_of(filter.dimension, directory), !included);
  auto const numbers = known(filter.dimension, directory, scope);
  for (std::size_t at = 0; at < filter.ids.size(); ++at) {
    auto const found = numbers.find(filter.ids[at]);
    if (found == numbers.end())
      return fail(ErrorCode::not_found,
                  Message("error.query.id_unknown", {{"dimension", std::string(enum_name(filter.dimension))},
                                                     {"id", std::to_string(filter.ids[at])}}),
                  field + (included ? "/is/" : "/is_not/") + std::to_string(at));
    passes[place(found->second)] = included;
  }
  return passes;
}

void narrow(std::vector<bool>& selected, std::vector<bool> const& passes) {
  for (std::size_t at = 0; at < selected.size(); ++at) selected[at] = selected[at] && passes[at];
}

auto number_in(Dimension dimension, Directory const& directory, std::size_t territory) -> std::size_t {
  if (dimension == Dimension::office) return place(directory.territories[territory].office);
  if (dimension == Dimension::geo) return place(directory.territories[territory].geo);
  return territory;
}

}  // namespace

auto select(Query const& query, Directory const& directory, Scope const& scope) -> Result<Selection> {
  Selection selection;
  for (auto const& territory : directory.territories)
    selection.territories.push_back(in_scope(directory, scope, territory.office));

  for (std::size_t at = 0; at < query.filters.size(); ++at) {
    auto const* const filter = std::get_if<DimensionFilter>(&query.filters[at]);
    if (filter == nullptr) continue;
    selection.filtered = true;
    PB_TRY(auto const passes, passing(*filter, directory, scope, "/filters/" + std::to_string(at)));
    if (filter->dimension == Dimension::manager) {
      if (!selection.managers) selection.managers.emplace(passes.size(), true);
      narrow(*selection.managers, passes);
      continue;
    }
    for (std::size_t territory = 0; territory < selection.territories.size(); ++territory) {
      if (!passes[number_in(filter->dimension, directory, territory)])
        selection.territories[territory] = false;
    }
  }
  selection.whole = std::ranges::find(selection.territories, false) == selection.territories.end();
  return selection;
}

}  // namespace pb::analytics
