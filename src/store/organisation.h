#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "base/calendar.h"
#include "sql/session.h"

namespace pb::store {

// How often facts are entered: once a month (the base system's way) or every day.
BOOST_DEFINE_ENUM_CLASS(FactGrain, month, day)

// The one company an installation serves. `fiscal_start` is the month (1 to 12) the fiscal year begins with.
struct Organisation {
  std::string name{};
  std::string currency{};   // ISO 4217
  std::string time_zone{};  // IANA
  std::string language{};   // uk, ru, en: what a person without a choice of their own is spoken to in
  std::int64_t fiscal_start = 1;
  FactGrain fact_grain = FactGrain::month;
  Instant created_at{};
};

// Nothing before the set-up.
auto find_organisation(sql::Session& session) -> std::optional<Organisation>;
// False where there is one already.
auto insert_organisation(sql::Session& session, Organisation const& organisation) -> bool;
void update_organisation(sql::Session& session, Organisation const& organisation);
// Whether any amount has been given yet.
auto has_values(sql::Session& session) -> bool;

}  // namespace pb::store
