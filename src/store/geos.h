#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"
#include "store/offices.h"

namespace pb::store {

struct Geo {
  GeoId id{};
  std::string name{};
  std::optional<Instant> archived_at{};
  Instant created_at{};
};

// A geo in a list: how many offices work it now.
struct GeoListed {
  GeoId id{};
  std::string name{};
  std::optional<Instant> archived_at{};
  std::int64_t offices = 0;
};

auto find_geo(sql::Session& session, GeoId id) -> std::optional<Geo>;
auto list_geos(sql::Session& session, Archived archived) -> std::vector<GeoListed>;
auto active_geo_with_key(sql::Session& session, std::string_view name_key) -> std::optional<GeoId>;

// Nothing where an active geo has the name already.
auto insert_geo(sql::Session& session, std::string_view name, std::string_view name_key, Instant now)
    -> std::optional<GeoId>;
void rename_geo(sql::Session& session, GeoId id, std::string_view name, std::string_view name_key);
void set_geo_archived(sql::Session& session, GeoId id, std::optional<Instant> archived_at);

}  // namespace pb::store
