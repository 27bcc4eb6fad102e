#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// An authenticator app.
struct SecondFactor {
  UserId user{};
  std::string key{};  // base 32
  Instant begun_at{};
  std::optional<Instant> confirmed_at{};
  std::optional<std::int64_t> last_step{};  // whose code let in last
};

auto find_second_factor(sql::Session& session, UserId user) -> std::optional<SecondFactor>;
// Not confirmed yet. Replaces one that is not either; false where the person has a confirmed one.
auto begin_second_factor(sql::Session& session, UserId user, std::string_view key, Instant now) -> bool;
// False where it was confirmed before, or begun anew with another key.
auto confirm_second_factor(sql::Session& session, UserId user, std::string_view key, std::int64_t step,
                           Instant now) -> bool;
// False where a code of this step or a later one has let in already.
auto use_totp_step(sql::Session& session, UserId user, std::int64_t step) -> bool;
// With its recovery codes.
void remove_second_factor(sql::Session& session, UserId user);

// Replaces all there were, used or not.
void save_recovery_codes(sql::Session& session, UserId user, std::vector<std::string> const& code_hashes);
// False where it is not this person's, or was used.
auto use_recovery_code(sql::Session& session, UserId user, std::string_view code_hash, Instant now) -> bool;
auto count_recovery_codes(sql::Session& session, UserId user) -> std::int64_t;  // not used yet

}  // namespace pb::store
