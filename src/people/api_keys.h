#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "people/person.h"
#include "store/api_keys.h"
#include "store/unit.h"

// Keys of programs. A key acts as the person who made it, within its scopes; never beyond that person.
namespace pb::people {

//   numbers_read   plans, facts, targets, queries, forecasts, the feed for spreadsheets
//   values_write   submit and correct plans and facts
//   people_read    organisation, offices, geos, territories, users
//   people_write   change them
//   reports        definitions, runs, schedules, deliveries
//   events_read    the log of what happened, and live updates
//   administration webhooks, keys, imports
BOOST_DEFINE_ENUM_CLASS(KeyScope, numbers_read, values_write, people_read, people_write, reports, events_read,
                        administration)

inline constexpr std::int64_t kApiKeysLimit = 50;         // of one person
inline constexpr std::size_t kKeyNetworksLimit = 20;      // of one key
inline constexpr std::chrono::hours kNoteKeyUseAfter{1};  // "last used" of a key is as exact as this
inline constexpr std::string_view kKeyBeginning = "pb_";  // so that scanners for leaked keys know them

struct KeyWanted {
  std::string name{};
  std::vector<KeyScope> scopes{};
  std::vector<std::string> addresses{};  // networks or addresses; none: from anywhere
  std::optional<Instant> expires_at{};
};

struct NewKey {
  ApiKeyId id{};
  Secret key;  // shown once
};

struct Key {
  store::ApiKey stored{};
  std::vector<KeyScope> scopes{};
  std::vector<std::string> addresses{};
};

// For owners and admins. Event `api_key.made`.
auto make_api_key(store::Unit& unit, Actor const& actor, KeyWanted const& wanted, Random& random)
    -> Result<NewKey>;
// One's own, newest first.
auto list_api_keys(store::Unit& unit, Actor const& actor) -> Result<std::vector<Key>>;
auto api_key(store::Unit& unit, Actor const& actor, ApiKeyId id) -> Result<Key>;
// It works no more. A second call changes nothing. Event `api_key.revoked`.
auto revoke_api_key(store::Unit& unit, Actor const& actor, ApiKeyId id) -> Result<void>;

// Who calls with this key from this address; nothing where it is unknown, revoked, expired, not meant for
// the address, or its person is blocked or may have no keys any more.
struct KeyHolder {
  Key key{};
  Person person{};
};
auto find_key_holder(store::Unit& unit, Secret const& key, std::string_view address)
    -> std::optional<KeyHolder>;
auto use_is_worth_noting(store::ApiKey const& key, std::string_view address, Instant now) -> bool;
// Event `api_key.used`.
void note_key_used(store::Unit& unit, KeyHolder const& holder, std::string_view address);

}  // namespace pb::people
