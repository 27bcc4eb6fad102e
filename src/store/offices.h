#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// `own_time_zone` is absent where the office follows the organisation; `time_zone` is the one in force.
struct Office {
  OfficeId id{};
  std::string name{};
  std::optional<std::string> own_time_zone{};
  std::string time_zone{};
  std::optional<Instant> archived_at{};
  Instant created_at{};
};

// An office in a list, with the counts a list shows: open territories, active heads and managers.
struct OfficeListed {
  OfficeId id{};
  std::string name{};
  std::string time_zone{};
  std::optional<Instant> archived_at{};
  std::int64_t territories = 0;
  std::int64_t people = 0;
};

struct NewOffice {
  std::string name{};
  std::string name_key{};  // the folded name that must be unique among active offices
  std::optional<std::string> own_time_zone{};
};

enum class Archived { without, with, only };

auto find_office(sql::Session& session, OfficeId id) -> std::optional<Office>;
auto list_offices(sql::Session& session, Archived archived) -> std::vector<OfficeListed>;
auto active_office_with_key(sql::Session& session, std::string_view name_key) -> std::optional<OfficeId>;
// The time zones in force in active offices, each once.
auto office_time_zones(sql::Session& session) -> std::vector<std::string>;

// Nothing where an active office has the name already.
auto insert_office(sql::Session& session, NewOffice const& office, Instant now) -> std::optional<OfficeId>;
void rename_office(sql::Session& session, OfficeId id, std::string_view name, std::string_view name_key);
void set_office_time_zone(sql::Session& session, OfficeId id, std::optional<std::string> const& time_zone);
void set_office_archived(sql::Session& session, OfficeId id, std::optional<Instant> archived_at);

}  // namespace pb::store
