#include "analytics/query/json_reader.h"

#include <algorithm>

namespace pb::analytics {

auto JsonPlace::refuse(Message message) const -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, std::move(message), pointer_);
}

auto JsonPlace::refuse_kind() const -> std::unexpected<Error> {
  return refuse(Message("error.query.kind_of_value"));
}

auto JsonPlace::text() const -> Result<std::string> {
  if (auto const* const text = value_->if_string()) return std::string(*text);
  return refuse_kind();
}

auto JsonPlace::integer() const -> Result<std::int64_t> {
  if (auto const* const number = value_->if_int64()) return *number;
  return refuse_kind();
}

auto JsonPlace::boolean() const -> Result<bool> {
  if (auto const* const flag = value_->if_bool()) return *flag;
  return refuse_kind();
}

auto JsonPlace::entries(std::size_t limit) const -> Result<std::vector<JsonPlace>> {
  auto const* const array = value_->if_array();
  if (array == nullptr) return refuse_kind();
  if (array->size() > limit)
    return refuse(Message("error.query.too_many", {{"limit", static_cast<std::int64_t>(limit)}}));
  std::vector<JsonPlace> places;
  places.reserve(array->size());
  for (std::size_t index = 0; index < array->size(); ++index)
    places.emplace_back((*array)[index], pointer_ + "/" + std::to_string(index));
  return places;
}

auto JsonPlace::expect_fields(std::initializer_list<std::string_view> names) const -> Result<void> {
  auto const* const object = value_->if_object();
  if (object == nullptr) return refuse_kind();
  for (auto const& field : *object) {
    std::string_view const name = field.key();
    if (std::ranges::find(names, name) == names.end())
      return fail(ErrorCode::invalid, Message("error.query.field_unknown", {{"name", std::string(name)}}),
                  below(name));
  }
  return {};
}

auto JsonPlace::find(std::string_view name) const -> std::optional<JsonPlace> {
  auto const* const object = value_->if_object();
  auto const* const found = object == nullptr ? nullptr : object->if_contains(name);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return JsonPlace(*found, below(name));
}

auto JsonPlace::at(std::string_view name) const -> Result<JsonPlace> {
  if (auto found = find(name)) return *found;
  return fail(ErrorCode::invalid, Message("error.query.field_missing", {{"name", std::string(name)}}),
              below(name));
}

auto JsonPlace::below(std::string_view name) const -> std::string {
  auto pointer = pointer_ + "/";
  for (char const c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

}  // namespace pb::analytics
