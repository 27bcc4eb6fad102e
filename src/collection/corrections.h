#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "collection/period.h"
#include "domain/actor.h"
#include "store/page.h"

namespace pb::collection {

inline constexpr std::size_t kReasonLimit = 500;  // characters
// The reason kept where somebody fixes a value before the digest and gives none: a catalogue key.
inline constexpr std::string_view kSameDayFix = "correction.reason.same_day";

// Which value: the plan of a day, or the fact of a month or day.
struct ValueRef {
  ValueKind kind = ValueKind::plan;
  TerritoryId territory{};
  FactPeriod period{};

  static ValueRef plan(TerritoryId territory, Day day) {
    return {ValueKind::plan, territory, FactPeriod::of(day)};
  }
  static ValueRef fact(TerritoryId territory, FactPeriod period) {
    return {ValueKind::fact, territory, period};
  }
};

// What a change by this actor means. fix: at once, reason optional (the day is open). direct: at once, with a
// reason. ask_head, ask_admin: becomes a request. The use cases decide; a screen shows it before it asks.
BOOST_DEFINE_ENUM_CLASS(CorrectionRoute, fix, direct, ask_head, ask_admin)

struct CorrectionOffer {
  CorrectionRoute route = CorrectionRoute::fix;
  Money current{};
  std::string geo_name{};
  std::string office_name{};
  std::string by_name{};
};
// not_found: no such value in the actor's scope. forbidden: a colleague's value that this actor may not
// change (the message says whose). conflict: a request about it is open already.
auto correction_offer(store::Unit& unit, Actor const& actor, ValueRef const& value)
    -> Result<CorrectionOffer>;

struct CorrectionDone {
  CorrectionId id{};
  CorrectionRoute route = CorrectionRoute::fix;
  OfficeId office{};
  Money before{};
  Money after{};
  [[nodiscard]] bool applied() const {
    return route == CorrectionRoute::fix || route == CorrectionRoute::direct;
  }
};
// Changes the value or asks for it, by the offer's route; events `plan.corrected`, `fact.corrected` or
// `correction.requested`. The reason is typed text up to kReasonLimit; it may be empty only for a fix. The
// same amount again is invalid. Amount rules as for submitting.
auto correct(store::Unit& unit, Actor const& actor, ValueRef const& value, Money amount,
             std::string_view reason, Confirmation negative) -> Result<CorrectionDone>;

using store::Awaits;
using store::CorrectionState;

// An open request with everything its screen shows.
struct CorrectionRequest {
  CorrectionId id{};
  ValueRef value{};
  OfficeId office{};
  std::string office_name{};
  std::string geo_name{};
  Money before{};   // when it was asked
  Money current{};  // now
  Money after{};
  Message reason{};
  Awaits awaits = Awaits::admin;
  UserId asked_by{};
  std::string asked_by_name{};
  Instant asked_at{};
  std::string endorsed_by_name{};  // the head who agreed, if one did
};

// Requests this actor can decide now, oldest first: a head those of the own office that await a head; owners
// and admins all, those that await them first.
auto requests_to_decide(store::Unit& unit, Actor const& actor, store::Page page)
    -> Result<store::Listing<CorrectionRequest>>;
// Open ones that the actor asked for.
auto my_requests(store::Unit& unit, Actor const& actor) -> std::vector<CorrectionRequest>;
auto correction_request(store::Unit& unit, Actor const& actor, CorrectionId id) -> Result<CorrectionRequest>;

BOOST_DEFINE_ENUM_CLASS(Verdict, approve, reject)
// endorsed: the head agreed, an admin decides next. approved: the value is changed.
BOOST_DEFINE_ENUM_CLASS(DecisionResult, endorsed, approved, rejected)

struct Decided {
  DecisionResult result = DecisionResult::approved;
  CorrectionRequest request{};  // as it was before the decision: whom to tell, and of what
};
// A second decision is a conflict that names the first. Approving a value that has changed since it was asked
// is a conflict too: reject it, or let it be asked again. Nobody decides their own request, except owners.
auto decide_correction(store::Unit& unit, Actor const& actor, CorrectionId id, Verdict verdict,
                       std::string_view note) -> Result<Decided>;

// The life of one value, oldest first: how it was given, then every change and request.
struct HistoryEntry {
  CorrectionState state = CorrectionState::applied;
  bool submission = false;  // the first entry; `after` is the amount given, reason is empty
  Money before{};
  Money after{};
  Message reason{};
  std::string by_name{};
  Instant at{};
  bool late = false;  // of the submission
  std::string decided_by_name{};
  std::optional<Instant> decided_at{};
  std::string note{};
};
auto value_history(store::Unit& unit, Actor const& actor, ValueRef const& value)
    -> Result<std::vector<HistoryEntry>>;

}  // namespace pb::collection
