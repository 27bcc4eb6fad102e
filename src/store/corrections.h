#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"
#include "store/page.h"

namespace pb::store {

BOOST_DEFINE_ENUM_CLASS(ValueKind, plan, fact)
BOOST_DEFINE_ENUM_CLASS(CorrectionState, applied, requested, approved, rejected)
BOOST_DEFINE_ENUM_CLASS(Awaits, head, admin)

// `day` is 1970-01-01 (0) for the fact of a whole month.
struct NewCorrection {
  ValueKind kind = ValueKind::plan;
  TerritoryId territory{};
  Month month{};
  Day day{};
  Money before{};
  Money after{};
  std::string reason{};
  CorrectionState state = CorrectionState::applied;
  std::optional<Awaits> awaits{};
  std::optional<UserId> asked_by{};
};

// A correction with the names a person reads it by, and the value as it stands now.
struct Correction {
  CorrectionId id{};
  ValueKind kind = ValueKind::plan;
  TerritoryId territory{};
  Month month{};
  Day day{};
  OfficeId office{};
  std::string office_name{};
  std::string geo_name{};
  Money before{};
  Money after{};
  std::optional<Money> current{};
  std::string reason{};
  CorrectionState state = CorrectionState::applied;
  std::optional<Awaits> awaits{};
  std::optional<UserId> asked_by{};
  std::string asked_by_name{};
  Instant asked_at{};
  std::string endorsed_by_name{};
  std::string decided_by_name{};
  std::optional<Instant> decided_at{};
  std::string note{};
};

// Nothing where the value has an open request already and this is another one.
auto insert_correction(sql::Session& session, NewCorrection const& correction, Instant now)
    -> std::optional<CorrectionId>;
auto find_correction(sql::Session& session, CorrectionId id) -> std::optional<Correction>;
auto open_correction(sql::Session& session, ValueKind kind, TerritoryId territory, Month month, Day day)
    -> std::optional<CorrectionId>;
// Everything that happened to one value, oldest first.
auto corrections_of(sql::Session& session, ValueKind kind, TerritoryId territory, Month month, Day day)
    -> std::vector<Correction>;

// Open requests: of one office that await its head; all, those that await an admin first; those of one
// person.
auto requests_for_head(sql::Session& session, OfficeId office, UserId head, Page page) -> Listing<Correction>;
auto requests_for_admin(sql::Session& session, Page page) -> Listing<Correction>;
auto requests_by(sql::Session& session, UserId user) -> std::vector<Correction>;
auto count_requests_for_head(sql::Session& session, OfficeId office, UserId head) -> std::int64_t;
auto count_requests(sql::Session& session) -> std::int64_t;
auto count_requests_by(sql::Session& session, UserId user) -> std::int64_t;

// Each is true for exactly one of all who try.
auto endorse_correction(sql::Session& session, CorrectionId id, std::optional<UserId> by, Instant now)
    -> bool;
auto decide_correction(sql::Session& session, CorrectionId id, CorrectionState state,
                       std::optional<UserId> by, std::string_view note, Instant now) -> bool;

}  // namespace pb::store
