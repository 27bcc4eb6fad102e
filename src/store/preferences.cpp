#include "store/preferences.h"

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/enum_name.h"

namespace pb::store {
namespace {

namespace json = boost::json;

void write(json::object& object, std::string_view name, std::optional<std::int64_t> const& value) {
  if (value) object[name] = *value;
}
template <class E>
  requires std::is_enum_v<E>
void write(json::object& object, std::string_view name, E value) {
  if (value != E{}) object[name] = enum_name(value);
}

void read(json::value const& value, std::optional<std::int64_t>& field) {
  if (auto const* number = value.if_int64()) field = *number;
}
template <class E>
  requires std::is_enum_v<E>
void read(json::value const& value, E& field) {
  auto const* text = value.if_string();
  if (text == nullptr) return;
  if (auto const known = enum_from_name<E>(std::string_view(text->data(), text->size()))) field = *known;
}

using Members = boost::describe::describe_members<Preferences, boost::describe::mod_public>;

}  // namespace

auto Preferences::channel(Notice notice) const -> NoticeChannel {
  switch (notice) {
    case Notice::prompt:
      return prompt;
    case Notice::reminder:
      return reminder;
    case Notice::digest:
      return digest;
    case Notice::monthly_report:
      return monthly_report;
    case Notice::approval:
      return approval;
    case Notice::access_request:
      return access_request;
    case Notice::report:
      return report;
  }
  return NoticeChannel::telegram;
}

bool Preferences::quiet_at(std::int64_t minute) const {
  if (!quiet_from || !quiet_until) return false;
  if (*quiet_from <= *quiet_until) return minute >= *quiet_from && minute < *quiet_until;
  return minute >= *quiet_from || minute < *quiet_until;
}

auto to_json(Preferences const& preferences) -> std::string {
  json::object object;
  boost::mp11::mp_for_each<Members>(
      [&](auto member) { write(object, member.name, preferences.*member.pointer); });
  return json::serialize(object);
}

auto preferences_from_json(std::string_view text) -> Preferences {
  Preferences preferences;
  if (text == "{}") return preferences;
  boost::system::error_code failed;
  auto const parsed = json::parse(json::string_view(text.data(), text.size()), failed);
  auto const* object = failed ? nullptr : parsed.if_object();
  if (object == nullptr) return preferences;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    if (auto const* value = object->if_contains(member.name)) read(*value, preferences.*member.pointer);
  });
  return preferences;
}

}  // namespace pb::store
