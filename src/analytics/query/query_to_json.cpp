#include <boost/json/array.hpp>

#include "analytics/query/operator_name.h"
#include "analytics/query/query_json.h"
#include "base/enum_name.h"

namespace pb::analytics {
namespace {

namespace json = boost::json;

auto number_to_json(Value const& value) -> json::value {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (auto const* const real = std::get_if<double>(&value)) return *real;
  return nullptr;
}

auto measure_to_json(AskedMeasure const& measure) -> json::value {
  auto const* const calculated = std::get_if<Calculated>(&measure);
  if (calculated == nullptr) return json::string(name_of(measure));
  return {
      {"name", calculated->name}, {"formula", calculated->formula}, {"kind", enum_name(calculated->kind)}};
}

auto filter_to_json(Filter const& filter) -> json::value {
  if (auto const* const result = std::get_if<ResultFilter>(&filter))
    return {
        {"measure", result->column}, {"op", sign_of(result->op)}, {"value", number_to_json(result->value)}};
  auto const& dimension = std::get<DimensionFilter>(filter);
  return {{"dimension", enum_name(dimension.dimension)},
          {dimension.membership == Membership::is ? "is" : "is_not",
           json::array(dimension.ids.begin(), dimension.ids.end())}};
}

template <class Item, class F>
auto array_of(std::vector<Item> const& items, F one) -> json::array {
  json::array array;
  for (auto const& item : items) array.push_back(one(item));
  return array;
}

}  // namespace

auto to_json(Range const& range) -> json::value {
  if (auto const* const absolute = std::get_if<AbsoluteRange>(&range))
    return {{"from", to_iso(absolute->from)}, {"to", to_iso(absolute->to)}};
  return json::string(to_words(std::get<RelativeRange>(range)));
}

auto to_json(Query const& query) -> json::object {
  json::object object{{"measures", array_of(query.measures, measure_to_json)},
                      {"range", to_json(query.range)}};
  if (!query.group_by.empty())
    object["group_by"] = array_of(query.group_by, [](Dimension dimension) -> json::value {
      return json::string(enum_name(dimension));
    });
  if (query.grain) object["grain"] = enum_name(*query.grain);
  if (query.compare) object["compare"] = enum_name(*query.compare);
  if (!query.filters.empty()) object["filters"] = array_of(query.filters, filter_to_json);
  if (!query.order.empty())
    object["order"] = array_of(query.order, [](Order const& order) -> json::value {
      return {{"by", order.by}, {"direction", enum_name(order.direction)}};
    });
  if (query.limit) {
    object["limit"] = *query.limit;
    object["others"] = query.others == Others::shown;
  }
  return object;
}

}  // namespace pb::analytics
