#pragma once

#include <cstdint>
#include <string>

#include "base/calendar.h"
#include "sql/database.h"

namespace pb::bench {

// A company made for load: each manager is an office of their own with so many territories, and Telegram ids,
// offices and territories are numbered without gaps.
struct Business {
  std::size_t managers = 10'000;
  std::size_t territories_each = 20;

  static constexpr std::int64_t kFirstChat = 1'000'000;
  static constexpr std::int64_t kOwnerChat = 999'999;

  [[nodiscard]] auto chat(std::size_t manager) const -> std::int64_t {
    return kFirstChat + static_cast<std::int64_t>(manager);
  }
  // Territory `index` of a manager, as the database numbers it.
  [[nodiscard]] auto territory(std::size_t manager, std::size_t index) const -> std::int64_t {
    return static_cast<std::int64_t>(manager * territories_each + index) + 1;
  }
};

// Writes organisation, offices, geos, territories and people into an empty, migrated database.
void seed_business(sql::Database& database, Business const& business, Instant now);

// Updates as Telegram sends them.
auto text_update(std::int64_t update_id, std::int64_t chat, std::string const& text) -> std::string;
auto button_update(std::int64_t update_id, std::int64_t chat, std::string const& data) -> std::string;

}  // namespace pb::bench
