#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "integrations/takeover.h"
#include "store/takeover.h"

namespace pb::integrations {

// Finds or creates what plans and facts belong to, and the people: first by what was remembered of an earlier
// take-over of the same file, then by name or Telegram id, else new. Writes what it finds into the
// reconciliation.
class TakeoverPlaces {
 public:
  TakeoverPlaces(sql::Session& session, BaseSystem const& system, Instant now,
                 Reconciliation& reconciliation);

  void take();

  [[nodiscard]] auto territory(SourceTerritory const& source) const -> TerritoryId {
    return territories_.at(source);
  }
  // Every territory the geo of the file has ever been here: more than one once it has changed its office.
  [[nodiscard]] auto territories_of_geo(SourceId geo) const -> std::vector<TerritoryId>;
  // All territories that rows of the file belong to, now or earlier.
  [[nodiscard]] auto all_territories() const -> std::set<TerritoryId>;

 private:
  void recognise_source();
  [[nodiscard]] auto likeness(store::TakeoverSourceId source) const -> std::int64_t;

  void take_offices();
  auto find_or_add_office(SourceOffice const& office) -> OfficeId;
  void take_geos();
  void take_territory(SourceTerritory const& source, SourceGeo const& geo);
  auto find_or_add_geo(SourceGeo const& source, OfficeId office) -> GeoId;
  auto find_or_add_territory(OfficeId office, GeoId geo) -> TerritoryId;
  void take_users();

  auto add_geo(std::string const& name) -> GeoId;
  [[nodiscard]] bool is_taken(OfficeId office, GeoId geo) const;
  void remember(store::TakenKind kind, SourceId row, std::string const& mark, std::int64_t target);
  void note_name(SourceTable table, SourceId id, std::string const& theirs, std::string const& ours,
                 RenameReason reason);
  void append_event(std::string type, std::string kind, std::int64_t id, boost::json::object const& data);
  auto counts(SourceTable table) -> TableCounts&;

  sql::Session& session_;
  BaseSystem const& system_;
  Instant now_;
  Reconciliation& reconciliation_;

  store::TakeoverSourceId source_{};
  std::map<std::pair<store::TakenKind, SourceId>, store::TakenRow> known_;
  std::map<SourceTerritory, TerritoryId> territories_;  // also those of earlier take-overs
  std::set<TerritoryId> taken_;                         // territories that belong to a geo of the file
  std::unordered_map<SourceId, OfficeId> offices_;
  std::unordered_map<SourceId, GeoId> geos_;
  std::set<OfficeId> matched_offices_;
  std::int64_t added_ = 0;  // geos and territories
};

}  // namespace pb::integrations
