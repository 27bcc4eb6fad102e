#include "analytics/query/selection.h"

#include <algorithm>

#include "base/enum_name.h"

namespace pb::analytics {
namespace {

auto place(Index index) -> std::size_t {
  return static_cast<std::size_t>(index);
}

auto in_scope(Dictionary const& dictionary, Scope const& scope, Index office) -> bool {
  return scope.everything() || scope.includes(dictionary.office(office).id);
}

auto territories_in(Dictionary const& dictionary, Scope const& scope) -> std::vector<bool> {
  std::vector<bool> seen;
  for (auto const& territory : dictionary.territories())
    seen.push_back(in_scope(dictionary, scope, territory.office));
  return seen;
}

// Whoever gave anything there, ever.
auto people_of(Version const& version, std::vector<bool> const& territories) -> Result<std::vector<bool>> {
  std::vector<bool> people(version.dictionary().managers().size(), false);
  auto const days = version.days();
  if (!days) return people;
  PB_TRY(auto const cells, version.scan({.first = Month::of(days->first).first(),
                                         .last = Month::of(days->last).last(),
                                         .group_by = {.manager = true},
                                         .territories = territories}));
  for (auto const& cell : cells) {
    if (cell.manager != kAnyone) people[place(cell.manager)] = true;
  }
  return people;
}

// What one actor may know of.
class Sight {
 public:
  static auto of(Version const& version, Scope const& scope, bool wants_people) -> Result<Sight> {
    Sight sight(version.dictionary(), scope);
    if (scope.everything() || !wants_people) return sight;
    PB_TRY(sight.people_, people_of(version, sight.territories_));
    return sight;
  }

  [[nodiscard]] auto territories() const -> std::vector<bool> const& { return territories_; }

  // The dense number, kAnyone where there is none to be known of.
  [[nodiscard]] auto find(Dimension dimension, std::int64_t id) const -> Index {
    switch (dimension) {
      case Dimension::office:
        return if_seen(dictionary_->find(OfficeId{id}),
                       [&](Index office) { return in_scope(*dictionary_, *scope_, office); });
      case Dimension::geo:
        return if_seen(dictionary_->find(GeoId{id}), [&](Index geo) { return works(geo); });
      case Dimension::territory:
        return if_seen(dictionary_->find(TerritoryId{id}),
                       [&](Index territory) { return territories_[place(territory)]; });
      case Dimension::manager:
        return if_seen(dictionary_->find(UserId{id}),
                       [&](Index manager) { return scope_->everything() || people_[place(manager)]; });
    }
    std::unreachable();
  }

 private:
  Sight(Dictionary const& dictionary, Scope const& scope)
      : dictionary_(&dictionary), scope_(&scope), territories_(territories_in(dictionary, scope)) {}

  template <class F>
  static auto if_seen(Index index, F seen) -> Index {
    return index != kAnyone && seen(index) ? index : kAnyone;
  }

  [[nodiscard]] auto works(Index geo) const -> bool {
    auto const all = dictionary_->territories();
    if (scope_->everything()) return true;
    for (std::size_t at = 0; at < all.size(); ++at) {
      if (territories_[at] && all[at].geo == geo) return true;
    }
    return false;
  }

  Dictionary const* dictionary_;
  Scope const* scope_;
  std::vector<bool> territories_;
  std::vector<bool> people_{};
};

auto size_of(Dimension dimension, Dictionary const& dictionary) -> std::size_t {
  switch (dimension) {
    case Dimension::office:
      return dictionary.offices().size();
    case Dimension::geo:
      return dictionary.geos().size();
    case Dimension::territory:
      return dictionary.territories().size();
    case Dimension::manager:
      return dictionary.managers().size();
  }
  std::unreachable();
}

// Which dense numbers of the filter's dimension pass it.
auto passing(DimensionFilter const& filter, Dictionary const& dictionary, Sight const& sight,
             std::string const& field) -> Result<std::vector<bool>> {
  bool const included = filter.membership == Membership::is;
  std::vector<bool> passes(size_of(filter.dimension, dictionary), !included);
  for (std::size_t at = 0; at < filter.ids.size(); ++at) {
    auto const index = sight.find(filter.dimension, filter.ids[at]);
    if (index == kAnyone)
      return fail(ErrorCode::not_found,
                  Message("error.query.id_unknown", {{"dimension", std::string(enum_name(filter.dimension))},
                                                     {"id", std::to_string(filter.ids[at])}}),
                  field + (included ? "/is/" : "/is_not/") + std::to_string(at));
    passes[place(index)] = included;
  }
  return passes;
}

auto number_in(Dimension dimension, TerritoryEntry const& territory, std::size_t at) -> std::size_t {
  if (dimension == Dimension::office) return place(territory.office);
  if (dimension == Dimension::geo) return place(territory.geo);
  return at;
}

void narrow(Selection& selection, DimensionFilter const& filter, std::vector<bool> const& passes,
            Dictionary const& dictionary) {
  if (filter.dimension == Dimension::manager) {
    if (!selection.managers) selection.managers.emplace(passes.size(), true);
    for (std::size_t at = 0; at < passes.size(); ++at) {
      if (!passes[at]) (*selection.managers)[at] = false;
    }
    return;
  }
  auto const territories = dictionary.territories();
  for (std::size_t at = 0; at < territories.size(); ++at) {
    if (!passes[number_in(filter.dimension, territories[at], at)]) selection.territories[at] = false;
  }
}

}  // namespace

auto select(Query const& query, Version const& version, Scope const& scope) -> Result<Selection> {
  auto const by_people = [](Filter const& filter) {
    auto const* const of = std::get_if<DimensionFilter>(&filter);
    return of != nullptr && of->dimension == Dimension::manager;
  };
  PB_TRY(auto const sight, Sight::of(version, scope, std::ranges::any_of(query.filters, by_people)));
  Selection selection{.territories = sight.territories(), .everything = scope.everything()};
  for (std::size_t at = 0; at < query.filters.size(); ++at) {
    auto const* const filter = std::get_if<DimensionFilter>(&query.filters[at]);
    if (filter == nullptr) continue;
    selection.everything = false;
    PB_TRY(auto const passes,
           passing(*filter, version.dictionary(), sight, "/filters/" + std::to_string(at)));
    narrow(selection, *filter, passes, version.dictionary());
  }
  return selection;
}

}  // namespace pb::analytics
