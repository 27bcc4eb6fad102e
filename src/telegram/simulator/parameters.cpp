#include "telegram/simulator/parameters.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "base/ascii.h"
#include "http/target.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

auto as_text(json::value const& value) -> std::string {
  if (value.is_string()) return std::string(value.get_string());
  return json::serialize(value);
}

auto parse_value(std::string_view text) -> std::optional<json::value> {
  boost::system::error_code problem;
  auto value = json::parse(json::string_view(text.data(), text.size()), problem);
  if (problem) return std::nullopt;
  return value;
}

}  // namespace

auto Parameters::read(http::Request& request) -> std::expected<Parameters, ApiError> {
  Parameters parameters;
  for (auto const& [name, value] : request.query) parameters.values_.insert_or_assign(name, value);

  auto const header = http::find_header(request.headers, "Content-Type").value_or("");
  auto const kind = lower_case(header.substr(0, header.find(';')));
  if (kind == "multipart/form-data") {
    auto parts = parse_multipart(request.body, header);
    if (!parts) return bad_request("can't parse multipart form data");
    for (auto& [name, value] : parts->fields) parameters.values_.insert_or_assign(name, std::move(value));
    parameters.files_ = std::move(parts->files);
  } else if (kind == "application/json") {
    if (!request.body.empty()) {
      boost::system::error_code problem;
      auto const body = json::parse(request.body, problem);
      if (problem || !body.is_object()) return bad_request("can't parse JSON object");
      parameters.add_object(body.get_object());
    }
  } else if (kind == "application/x-www-form-urlencoded") {
    auto const form = http::parse_form(request.body);
    if (!form) return bad_request("can't parse form");
    for (auto const& [name, value] : *form) parameters.values_.insert_or_assign(name, value);
  }
  auto const is_text = [](auto const& entry) { return is_utf8(entry.second); };
  if (!std::ranges::all_of(parameters.values_, is_text))
    return bad_request("strings must be encoded in UTF-8");
  return parameters;
}

void Parameters::add_object(json::object const& object) {
  for (auto const& member : object) {
    if (!member.value().is_null()) values_.insert_or_assign(member.key(), as_text(member.value()));
  }
}

auto Parameters::text(std::string_view name) const -> std::optional<std::string_view> {
  auto const found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

auto Parameters::number(std::string_view name) const -> std::optional<std::int64_t> {
  auto const value = text(name);
  if (!value || value->empty()) return std::nullopt;
  std::int64_t number = 0;
  auto const [end, problem] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (problem != std::errc() || end != value->data() + value->size()) return std::nullopt;
  return number;
}

bool Parameters::flag(std::string_view name) const {
  auto const value = lower_case(text(name).value_or(""));
  return value == "true" || value == "yes" || value == "1";
}

auto Parameters::object(std::string_view name) const -> std::optional<json::object> {
  auto value = parse_value(text(name).value_or(""));
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(value->get_object());
}

auto Parameters::array(std::string_view name) const -> std::optional<json::array> {
  auto value = parse_value(text(name).value_or(""));
  if (!value || !value->is_array()) return std::nullopt;
  return std::move(value->get_array());
}

auto Parameters::file(std::string_view name) const -> Upload const* {
  constexpr std::string_view kAttached = "attach://";
  auto const value = text(name).value_or("");
  auto const found = files_.find(value.starts_with(kAttached) ? value.substr(kAttached.size()) : name);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace pb::telegram::simulator
