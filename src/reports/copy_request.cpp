#include "reports/copy_request.h"

#include <boost/json.hpp>

#include "base/enum_name.h"

namespace pb::reports {
namespace {

namespace json = boost::json;

auto text_of(json::object const& object, std::string_view name) -> std::optional<std::string> {
  auto const* const value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->as_string());
}

auto number_of(json::object const& object, std::string_view name) -> std::optional<std::int64_t> {
  auto const* const value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->as_int64();
}

}  // namespace

auto formats_text(std::vector<Format> const& formats) -> std::string {
  std::string text;
  for (auto const format : formats) {
    if (!text.empty()) text += ',';
    text += enum_name(format);
  }
  return text;
}

auto formats_from(std::string_view text) -> std::vector<Format> {
  std::vector<Format> formats;
  while (!text.empty()) {
    auto const end = std::min(text.find(','), text.size());
    if (auto const format = enum_from_name<Format>(text.substr(0, end))) formats.push_back(*format);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return formats;
}

auto to_json(CopyRequest const& request) -> std::string {
  json::object object{{"definition", request.definition},
                      {"version", request.version},
                      {"parameters", request.parameters},
                      {"everything", request.everything},
                      {"office", request.office.value_or(OfficeId{}).value},
                      {"language", enum_name(request.language)},
                      {"time_zone", request.time_zone},
                      {"slot_us", request.slot.time_since_epoch().count()},
                      {"formats", formats_text(request.formats)},
                      {"channel", enum_name(request.channel)}};
  return json::serialize(object);
}

auto copy_request_from(std::string_view text) -> std::optional<CopyRequest> {
  boost::system::error_code problem;
  auto const value = json::parse(text, problem);
  auto const* const object = problem ? nullptr : value.if_object();
  if (object == nullptr) return std::nullopt;
  auto const definition = text_of(*object, "definition");
  auto const parameters = text_of(*object, "parameters");
  auto const zone = text_of(*object, "time_zone");
  auto const formats = text_of(*object, "formats");
  auto const slot = number_of(*object, "slot_us");
  auto const language = enum_from_name<i18n::Language>(text_of(*object, "language").value_or(""));
  auto const channel = enum_from_name<Channel>(text_of(*object, "channel").value_or(""));
  if (!definition || !parameters || !zone || !formats || !slot || !language || !channel) return std::nullopt;
  auto const* const everything = object->if_contains("everything");
  auto const office = number_of(*object, "office").value_or(0);
  return CopyRequest{.definition = *definition,
                     .version = number_of(*object, "version").value_or(0),
                     .parameters = *parameters,
                     .everything = everything != nullptr && everything->is_bool() && everything->as_bool(),
                     .office = office != 0 ? std::optional(OfficeId{office}) : std::nullopt,
                     .language = *language,
                     .time_zone = *zone,
                     .slot = Instant(std::chrono::microseconds(*slot)),
                     .formats = formats_from(*formats),
                     .channel = *channel};
}

auto scope_of(CopyRequest const& request) -> Scope {
  // Whoever sees all numbers and does nothing else; whoever sees one office's.
  return Scope::of({.role = request.everything ? Role::analyst : Role::manager,
                    .office = request.everything ? std::nullopt : request.office});
}

}  // namespace pb::reports
