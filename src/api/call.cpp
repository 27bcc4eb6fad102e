#include "api/call.h"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "crypto/hash.h"
#include "http/target.h"
#include "store/organisation.h"

namespace pb::api {
namespace {

namespace json = boost::json;

auto whole_number(std::string_view text) -> std::optional<std::int64_t> {
  std::int64_t number = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

// The same question again, from another place on.
auto next_page(http::Request const& request, std::int64_t next) -> std::string {
  auto url = request.path + "?";
  for (auto const& [name, value] : request.query) {
    if (name != "cursor") url += http::percent_encoded(name) + "=" + http::percent_encoded(value) + "&";
  }
  return url + "cursor=" + std::to_string(next);
}

}  // namespace

auto Call::reader() -> i18n::Reader const& {
  if (!reader_) reader_ = reader_for(unit, caller, incoming_.language);
  return *reader_;
}

auto reader_for(store::Unit& unit, Caller const& caller, std::optional<i18n::Language> language)
    -> i18n::Reader {
  i18n::Reader reader{.language = language.value_or(i18n::kDefaultLanguage)};
  auto const organisation = store::find_organisation(unit.sql);
  auto const* const person = caller.person();
  if (organisation) {
    reader.currency = organisation->currency;
    reader.time_zone = organisation->time_zone;
    if (!language) reader.language = i18n::language_or_default(organisation->language);
  }
  if (person != nullptr) {
    reader.time_zone = person->time_zone;
    if (!language) reader.language = i18n::language_or_default(person->language);
  }
  return reader;
}

auto Asked::path(std::string_view name) const -> std::string const& {
  static std::string const none;
  auto const found = request.path_parameters.find(name);
  return found == request.path_parameters.end() ? none : found->second;
}

auto Asked::path_number(std::string_view name) const -> std::optional<std::int64_t> {
  return whole_number(path(name));
}

auto Asked::fields() const -> Outcome<Fields> {
  auto const* const object = body.if_object();
  if (object == nullptr) return refuse(422, Message("error.body.object"));
  return Fields(*object, FieldError::In::body);
}

auto Asked::page(Fields& query) -> PageWanted {
  PageWanted page;
  if (auto const limit = query.optional<std::int64_t>("limit")) {
    if (*limit < 1 || *limit > kPageLimit)
      query.wrong("limit", Message("error.page.limit", {{"limit", kPageLimit}}));
    page.limit = *limit;
  }
  if (auto const cursor = query.optional<std::string>("cursor")) {
    auto const after = whole_number(*cursor);
    if (!after) query.wrong("cursor", Message("error.page.cursor"));
    page.after = after.value_or(0);
  }
  return page;
}

auto Call::check_unchanged(json::value const& current) const -> Outcome<void> {
  auto const wanted = http::find_header(request.headers, "If-Match");
  if (!wanted) return refuse(428, Message("error.if_match.missing"));
  auto const tag = entity_tag(json::serialize(current));
  if (*wanted != "*" && wanted->find(tag) == std::string_view::npos)
    return refuse(412, Message("error.if_match.changed"));
  return {};
}

auto Asked::browser() const -> people::Browser {
  return {.device = std::string(http::find_header(request.headers, "User-Agent").value_or("")),
          .address = request.remote_address};
}

auto Asked::place() const -> people::Place {
  return {.address = request.remote_address, .device = Secret(cookie_of(request, kDeviceCookie))};
}

auto SideCall::desk() const -> Outcome<people::PasswordDesk> {
  if (surroundings.hasher == nullptr) return refuse(503, Message("error.unavailable"));
  return people::PasswordDesk{.database = surroundings.database,
                              .clock = surroundings.clock,
                              .hasher = *surroundings.hasher,
                              .texts = surroundings.translator};
}

auto entity_tag(std::string_view representation) -> std::string {
  constexpr std::size_t kEnough = 32;
  return '"' + crypto::sha256_hex(representation).substr(0, kEnough) + '"';
}

auto listed(Call const& call, json::array items, std::optional<std::int64_t> next) -> Reply {
  json::object body{{"items", std::move(items)},
                    {"next", next ? json::value(std::to_string(*next)) : json::value(nullptr)}};
  Reply reply{.body = std::move(body)};
  if (next)
    reply.headers.emplace_back("Link", fmt::format("<{}>; rel=\"next\"", next_page(call.request, *next)));
  return reply;
}

auto listed_part(Call const& call, json::array const& all, PageWanted const& page) -> Reply {
  json::array items;
  auto const count = static_cast<std::int64_t>(all.size());
  auto const end = std::min(count, page.after > count ? count : page.after + page.limit);
  for (auto at = page.after; at < end; ++at) items.push_back(all[static_cast<std::size_t>(at)]);
  return listed(call, std::move(items), end < count ? std::optional(end) : std::nullopt);
}

}  // namespace pb::api
