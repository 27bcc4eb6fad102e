#include "api/represent.h"
#include "api/resources.h"
#include "people/api_keys.h"

namespace pb::api {
namespace {

namespace json = boost::json;

auto to_json(people::Key const& key) -> json::object {
  json::array scopes;
  for (auto const scope : key.scopes) scopes.push_back(json::string(enum_name(scope)));
  json::array addresses;
  for (auto const& address : key.addresses) addresses.push_back(json::string(address));
  auto const& stored = key.stored;
  return {{"id", stored.id.value},
          {"name", stored.name},
          {"prefix", stored.prefix},
          {"scopes", std::move(scopes)},
          {"addresses", std::move(addresses)},
          {"created_at", represent(stored.created_at)},
          {"expires_at", represent(stored.expires_at)},
          {"last_used_at", represent(stored.last_used_at)},
          {"last_used_address", represent(stored.last_used_address)}};
}

auto list_keys(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const keys, people::list_api_keys(call.unit, signed_in.person.actor()));
  json::array items;
  for (auto const& key : keys) items.push_back(to_json(key));
  return listed_part(call, items, page);
}

auto create_key(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_confirmed_session());
  PB_TRY(auto fields, call.fields());
  people::KeyWanted const wanted{.name = fields.required<std::string>("name"),
                                 .scopes = fields.list<people::KeyScope>("scopes", Fields::Absent::refused),
                                 .addresses = fields.list<std::string>("addresses"),
                                 .expires_at = fields.optional<Instant>("expires_at")};
  PB_CHECK(fields.check());
  auto const actor = signed_in.person.actor();
  PB_TRY(auto const made, people::make_api_key(call.unit, actor, wanted, call.random));
  PB_TRY(auto const key, people::api_key(call.unit, actor, made.id));
  auto body = to_json(key);
  body["key"] = made.key.reveal();
  auto reply = created("/api/v1/api-keys/" + std::to_string(made.id.value), std::move(body));
  reply.shown = Reply::Shown::once;
  return reply;
}

auto get_key(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto const id, call.id<ApiKeyId>());
  PB_TRY(auto const key, people::api_key(call.unit, signed_in.person.actor(), id));
  return answered(to_json(key));
}

auto revoke_key(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto const id, call.id<ApiKeyId>());
  PB_CHECK(people::revoke_api_key(call.unit, signed_in.person.actor(), id));
  return no_content();
}

}  // namespace

void add_api_keys(Door& door) {
  door.read("listApiKeys", list_keys);
  door.write("createApiKey", create_key);
  door.read("getApiKey", get_key);
  door.write("revokeApiKey", revoke_key);
}

}  // namespace pb::api
