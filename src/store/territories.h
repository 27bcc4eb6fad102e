#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// One office working one geo. It is open while neither it nor its office nor its geo is archived.
struct Territory {
  TerritoryId id{};
  OfficeId office{};
  GeoId geo{};
  std::string office_name{};
  std::string geo_name{};
  std::string time_zone{};  // the office's, in force
  bool open = true;
  Instant created_at{};
};

auto find_territory(sql::Session& session, TerritoryId id) -> std::optional<Territory>;
auto find_territory(sql::Session& session, OfficeId office, GeoId geo) -> std::optional<Territory>;
// Of one office, or of all; ordered by office and geo name. Closed ones are listed on demand.
enum class Closed { without, with };
auto list_territories(sql::Session& session, std::optional<OfficeId> office, Closed closed)
    -> std::vector<Territory>;

auto insert_territory(sql::Session& session, OfficeId office, GeoId geo, Instant now)
    -> std::optional<TerritoryId>;
// False where it is closed already, or open.
auto archive_territory(sql::Session& session, TerritoryId id, Instant now) -> bool;
auto restore_territory(sql::Session& session, TerritoryId id) -> bool;

// What archiving would stop: open territories, active people, and plans already given for `day` and later.
struct ArchiveCounts {
  std::int64_t territories = 0;
  std::int64_t people = 0;
  std::int64_t plans = 0;
};
auto count_office_use(sql::Session& session, OfficeId office, Day day) -> ArchiveCounts;
auto count_geo_use(sql::Session& session, GeoId geo, Day day) -> ArchiveCounts;

}  // namespace pb::store
