#include "people/api_keys.h"

#include <algorithm>

#include "crypto/token.h"
#include "domain/network.h"
#include "domain/permission.h"
#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

constexpr std::size_t kPrefixBytes = 6;  // 8 characters

auto words_of(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> words;
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

auto joined(std::vector<std::string> const& words) -> std::string {
  std::string text;
  for (auto const& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

auto key_of(store::ApiKey stored) -> Key {
  Key key{.addresses = words_of(stored.addresses)};
  for (auto const& word : words_of(stored.scopes)) {
    if (auto const scope = enum_from_name<KeyScope>(word)) key.scopes.push_back(*scope);
  }
  key.stored = std::move(stored);
  return key;
}

auto check_may_have_keys(Actor const& actor) -> Result<void> {
  PB_CHECK(check_person(actor));
  if (!may(actor, Action::administer_integrations)) return not_allowed();
  return {};
}

auto checked_scopes(std::vector<KeyScope> const& scopes) -> Result<std::string> {
  if (scopes.empty()) return fail(ErrorCode::invalid, Message("error.api_key.scopes"), "scopes");
  std::vector<std::string> names;
  for (auto const scope : scopes) {
    if (std::ranges::count(scopes, scope) > 1)
      return fail(ErrorCode::invalid, Message("error.api_key.scopes"), "scopes");
    names.emplace_back(enum_name(scope));
  }
  return joined(names);
}

auto checked_addresses(std::vector<std::string> const& addresses) -> Result<std::string> {
  Message const wrong("error.api_key.addresses", {{"limit", std::int64_t{kKeyNetworksLimit}}});
  if (addresses.size() > kKeyNetworksLimit) return fail(ErrorCode::invalid, wrong, "addresses");
  std::vector<std::string> networks;
  for (auto const& address : addresses) {
    auto const network = Network::parse(address);
    if (!network) return fail(ErrorCode::invalid, wrong, "addresses");
    networks.push_back(network->text());
  }
  return joined(networks);
}

auto allows(Key const& key, std::string_view address) -> bool {
  if (key.addresses.empty()) return true;
  return std::ranges::any_of(key.addresses, [&](std::string const& text) {
    auto const network = Network::parse(text);
    return network && network->holds(address);
  });
}

}  // namespace

auto make_api_key(store::Unit& unit, Actor const& actor, KeyWanted const& wanted, Random& random)
    -> Result<NewKey> {
  PB_CHECK(check_may_have_keys(actor));
  PB_TRY(auto const name, checked_name(wanted.name));
  PB_TRY(auto const scopes, checked_scopes(wanted.scopes));
  PB_TRY(auto const addresses, checked_addresses(wanted.addresses));
  if (wanted.expires_at && *wanted.expires_at <= unit.now)
    return fail(ErrorCode::invalid, Message("error.api_key.expires_at"), "expires_at");
  if (std::ssize(store::api_keys_of(unit.sql, actor.user)) >= kApiKeysLimit)
    return fail(ErrorCode::conflict, Message("error.api_key.too_many", {{"limit", kApiKeysLimit}}));
  auto const prefix = std::string(kKeyBeginning) + crypto::make_token(random, kPrefixBytes).reveal();
  NewKey made{.key = Secret(prefix + "_" + crypto::make_token(random).reveal())};
  made.id = store::insert_api_key(unit.sql,
                                  {.user = actor.user,
                                   .name = name,
                                   .prefix = prefix,
                                   .key_hash = crypto::hash_token(made.key),
                                   .scopes = scopes,
                                   .addresses = addresses,
                                   .expires_at = wanted.expires_at},
                                  unit.now);
  record(unit, actor, "api_key.made", {"api_key", made.id.value},
         {{"name", name}, {"prefix", prefix}, {"scopes", scopes}});
  return made;
}

auto list_api_keys(store::Unit& unit, Actor const& actor) -> Result<std::vector<Key>> {
  PB_CHECK(check_may_have_keys(actor));
  std::vector<Key> keys;
  for (auto& stored : store::api_keys_of(unit.sql, actor.user)) keys.push_back(key_of(std::move(stored)));
  return keys;
}

auto api_key(store::Unit& unit, Actor const& actor, ApiKeyId id) -> Result<Key> {
  PB_CHECK(check_may_have_keys(actor));
  auto found = store::find_api_key(unit.sql, id);
  if (!found || found->user != actor.user)
    return fail(ErrorCode::not_found, Message("error.api_key.unknown"), "api_key");
  return key_of(std::move(*found));
}

auto revoke_api_key(store::Unit& unit, Actor const& actor, ApiKeyId id) -> Result<void> {
  PB_TRY(auto const key, api_key(unit, actor, id));
  if (!store::revoke_api_key(unit.sql, id, unit.now)) return {};
  record(unit, actor, "api_key.revoked", {"api_key", id.value}, {{"name", key.stored.name}});
  return {};
}

auto find_key_holder(store::Unit& unit, Secret const& key, std::string_view address)
    -> std::optional<KeyHolder> {
  if (!key.reveal().starts_with(kKeyBeginning)) return std::nullopt;
  auto found = store::find_api_key_by_hash(unit.sql, crypto::hash_token(key));
  if (!found || found->revoked_at || (found->expires_at && *found->expires_at <= unit.now))
    return std::nullopt;
  KeyHolder holder{.key = key_of(std::move(*found))};
  if (!allows(holder.key, address)) return std::nullopt;
  auto person = find_person(unit, holder.key.stored.user);
  if (!person || person->blocked() || !may(person->actor(), Action::administer_integrations))
    return std::nullopt;
  holder.person = std::move(*person);
  return holder;
}

auto use_is_worth_noting(store::ApiKey const& key, std::string_view address, Instant now) -> bool {
  return !key.last_used_at || *key.last_used_at + kNoteKeyUseAfter <= now || key.last_used_address != address;
}

void note_key_used(store::Unit& unit, KeyHolder const& holder, std::string_view address) {
  store::touch_api_key(unit.sql, holder.key.stored.id, address, unit.now);
  record(unit, holder.person.actor(), "api_key.used", {"api_key", holder.key.stored.id.value},
         {{"address", address}});
}

}  // namespace pb::people
