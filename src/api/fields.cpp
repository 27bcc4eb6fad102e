#include "api/fields.h"

#include <charconv>

namespace pb::api {
namespace {

namespace json = boost::json;

auto text_of(json::value const& value) -> std::optional<std::string_view> {
  auto const* const text = value.if_string();
  if (text == nullptr) return std::nullopt;
  return std::string_view(text->data(), text->size());
}

auto number_of(json::value const& value, FieldError::In in) -> std::optional<std::int64_t> {
  if (auto const* const whole = value.if_int64()) return *whole;
  if (in == FieldError::In::body) return std::nullopt;
  auto const text = text_of(value);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  auto const [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (problem != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return number;
}

// A name as it stands in a JSON pointer (RFC 6901).
auto escaped(std::string_view name) -> std::string {
  std::string text;
  for (auto const character : name) {
    if (character == '~')
      text += "~0";
    else
      text += character;
  }
  return text;
}

}  // namespace

auto Fields::find(std::string_view name) -> json::value const* {
  known_.emplace(name);
  return object_.if_contains(name);
}

auto Fields::array(std::string_view name, Absent absent) -> json::array const* {
  auto const* const value = find(name);
  if (value == nullptr) {
    if (absent == Absent::refused) wrong(name, Message("error.field.missing"));
    return nullptr;
  }
  auto const* const values = value->if_array();
  if (values != nullptr && values->size() <= kMostListed) return values;
  wrong(name, Message("error.field.list", {{"limit", std::int64_t{kMostListed}}}));
  return nullptr;
}

void Fields::wrong(std::string_view name, Message message) {
  auto place = in_ == FieldError::In::body ? place_ + "/" + escaped(name) : std::string(name);
  errors_.push_back({in_, std::move(place), std::move(message)});
}

auto Fields::check() -> Outcome<void> {
  for (auto const& [name, value] : object_) {
    std::string_view const text(name.data(), name.size());
    if (!known_.contains(text)) wrong(text, Message("error.field.unknown"));
  }
  if (errors_.empty()) return {};
  Refusal refusal(422, Message("error.fields"));
  refusal.errors = std::move(errors_);
  return std::unexpected(std::move(refusal));
}

auto FieldReader<std::string>::read(json::value const& value, FieldError::In /*in*/) -> Field<std::string> {
  auto const text = text_of(value);
  if (!text || text->find('\0') != std::string_view::npos)
    return std::unexpected(Message("error.field.text"));
  if (text->size() > kMostTextBytes)
    return std::unexpected(Message("error.field.too_long", {{"limit", std::int64_t{kMostTextBytes}}}));
  return std::string(*text);
}

auto FieldReader<std::int64_t>::read(json::value const& value, FieldError::In in) -> Field<std::int64_t> {
  if (auto const number = number_of(value, in)) return *number;
  return std::unexpected(Message("error.field.integer"));
}

auto FieldReader<bool>::read(json::value const& value, FieldError::In in) -> Field<bool> {
  if (auto const* const flag = value.if_bool()) return *flag;
  auto const text = text_of(value);
  if (in == FieldError::In::query && text && (*text == "true" || *text == "false")) return *text == "true";
  return std::unexpected(Message("error.field.flag"));
}

auto FieldReader<Day>::read(json::value const& value, FieldError::In /*in*/) -> Field<Day> {
  auto const text = text_of(value);
  auto const day = text ? parse_day(*text) : std::nullopt;
  if (day) return *day;
  return std::unexpected(Message("error.field.day"));
}

auto FieldReader<Month>::read(json::value const& value, FieldError::In /*in*/) -> Field<Month> {
  auto const text = text_of(value);
  auto const month = text ? parse_month(*text) : std::nullopt;
  if (month) return *month;
  return std::unexpected(Message("error.field.month"));
}

auto FieldReader<Instant>::read(json::value const& value, FieldError::In /*in*/) -> Field<Instant> {
  auto const text = text_of(value);
  auto const instant = text ? parse_instant(*text) : std::nullopt;
  if (instant) return *instant;
  return std::unexpected(Message("error.field.instant"));
}

auto FieldReader<Money>::read(json::value const& value, FieldError::In /*in*/) -> Field<Money> {
  auto const text = text_of(value);
  auto const amount = text ? parse_decimal(*text) : std::nullopt;
  if (amount) return *amount;
  return std::unexpected(Message("error.field.amount"));
}

}  // namespace pb::api
