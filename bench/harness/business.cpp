#include "harness/business.h"

#include <fmt/format.h>

#include "sql/bulk.h"
#include "store/organisation.h"

namespace pb::bench {
namespace {

struct OfficeRow {
  std::string name;
  std::string name_key;
  Instant created_at;
};
struct GeoRow {
  std::string name;
  std::string name_key;
  Instant created_at;
};
struct TerritoryRow {
  std::int64_t office;
  std::int64_t geo;
  Instant created_at;
};
struct UserRow {
  std::int64_t tg_id;
  std::string name;
  std::string_view role;
  std::optional<std::int64_t> office;
  std::string_view language;
  std::string_view status;
  Instant created_at;
};

template <class Row>
void insert(sql::Session& session, std::string_view into, std::vector<Row> const& rows) {
  sql::insert_rows(session, into, std::span<Row const>(rows));
}

void insert_people(sql::Session& session, Business const& business, Instant now) {
  std::vector<UserRow> users{{Business::kOwnerChat, "Owner", "owner", std::nullopt, "uk", "active", now}};
  for (std::size_t manager = 0; manager < business.managers; ++manager) {
    users.push_back({business.chat(manager), fmt::format("Manager {}", manager), "manager",
                     static_cast<std::int64_t>(manager) + 1, "uk", "active", now});
  }
  insert(session, "users (tg_id, name, role, office_id, language, status, created_at)", users);
}

}  // namespace

void seed_business(sql::Database& database, Business const& business, Instant now) {
  std::vector<OfficeRow> offices;
  std::vector<GeoRow> geos;
  std::vector<TerritoryRow> territories;
  for (std::size_t index = 0; index < business.territories_each; ++index)
    geos.push_back({fmt::format("Geo {:03}", index), fmt::format("geo {:03}", index), now});
  for (std::size_t manager = 0; manager < business.managers; ++manager) {
    auto const number = static_cast<std::int64_t>(manager) + 1;
    offices.push_back({fmt::format("Office {}", number), fmt::format("office {}", number), now});
    for (std::size_t index = 0; index < business.territories_each; ++index)
      territories.push_back({number, static_cast<std::int64_t>(index) + 1, now});
  }
  database.write([&](sql::Session& session) {
    store::insert_organisation(session, {.name = "Load",
                                         .currency = "UAH",
                                         .time_zone = "Europe/Kyiv",
                                         .language = "uk",
                                         .fiscal_start = 1,
                                         .fact_grain = store::FactGrain::month,
                                         .created_at = now});
    insert(session, "offices (name, name_key, created_at)", offices);
    insert(session, "geos (name, name_key, created_at)", geos);
    insert(session, "territories (office_id, geo_id, created_at)", territories);
    insert_people(session, business, now);
  });
}

auto text_update(std::int64_t update_id, std::int64_t chat, std::string const& text) -> std::string {
  return fmt::format(
      R"({{"update_id":{0},"message":{{"message_id":{0},"date":1700000000,"chat":{{"id":{1},"type":"private"}},)"
      R"("from":{{"id":{1},"is_bot":false,"first_name":"Load","language_code":"uk"}},"text":"{2}"}}}})",
      update_id, chat, text);
}

auto button_update(std::int64_t update_id, std::int64_t chat, std::string const& data) -> std::string {
  return fmt::format(R"({{"update_id":{0},"callback_query":{{"id":"{0}","chat_instance":"1","data":"{2}",)"
                     R"("from":{{"id":{1},"is_bot":false,"first_name":"Load","language_code":"uk"}}}}}})",
                     update_id, chat, data);
}

}  // namespace pb::bench
