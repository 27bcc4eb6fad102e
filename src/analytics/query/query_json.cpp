#include "analytics/query/query_json.h"

#include <boost/json/parse.hpp>

#include "analytics/query/json_reader.h"
#include "analytics/query/limits.h"
#include "analytics/query/operator_name.h"
#include "base/enum_name.h"

namespace pb::analytics {
namespace {

constexpr std::size_t kMostDepth = 8;

template <class E>
auto read_name(JsonPlace const& place, std::string const& key) -> Result<E> {
  PB_TRY(auto const name, place.text());
  if (auto const found = enum_from_name<E>(name)) return *found;
  return place.refuse(Message(key, {{"name", name}}));
}

auto read_calculated(JsonPlace const& place) -> Result<Calculated> {
  PB_CHECK(place.expect_fields({"name", "formula", "kind"}));
  Calculated calculated;
  PB_TRY(auto const name, place.at("name"));
  PB_TRY(calculated.name, name.text());
  PB_TRY(auto const formula, place.at("formula"));
  PB_TRY(calculated.formula, formula.text());
  if (auto const kind = place.find("kind")) {
    PB_TRY(calculated.kind, read_name<Kind>(*kind, "error.query.kind_unknown"));
  }
  return calculated;
}

auto read_measures(JsonPlace const& place) -> Result<std::vector<AskedMeasure>> {
  std::vector<AskedMeasure> measures;
  PB_TRY(auto const entries, place.entries(kMostMeasures));
  for (auto const& entry : entries) {
    if (entry.value().is_object()) {
      PB_TRY(auto calculated, read_calculated(entry));
      measures.emplace_back(std::move(calculated));
    } else {
      PB_TRY(auto const measure, read_name<Measure>(entry, "error.query.measure_unknown"));
      measures.emplace_back(measure);
    }
  }
  return measures;
}

auto read_group_by(JsonPlace const& place) -> Result<std::vector<Dimension>> {
  std::vector<Dimension> dimensions;
  PB_TRY(auto const entries, place.entries(kMostMeasures));
  for (auto const& entry : entries) {
    PB_TRY(auto const dimension, read_name<Dimension>(entry, "error.query.dimension_unknown"));
    dimensions.push_back(dimension);
  }
  return dimensions;
}

auto read_day(JsonPlace const& range, std::string_view name) -> Result<Day> {
  PB_TRY(auto const place, range.at(name));
  PB_TRY(auto const text, place.text());
  auto const day = parse_day(text);
  if (!day) return place.refuse(Message("error.query.day"));
  auto const year = static_cast<int>(day->date().year());
  if (year < kFirstYear || year > kLastYear)
    return place.refuse(Message("error.query.day_outside", {{"first", std::to_string(kFirstYear)},
                                                            {"last", std::to_string(kLastYear)}}));
  return *day;
}

auto read_ids(JsonPlace const& place) -> Result<std::vector<std::int64_t>> {
  std::vector<std::int64_t> ids;
  PB_TRY(auto const entries, place.entries(kMostIds));
  for (auto const& entry : entries) {
    PB_TRY(auto const id, entry.integer());
    ids.push_back(id);
  }
  return ids;
}

auto read_dimension_filter(JsonPlace const& place, JsonPlace const& dimension) -> Result<DimensionFilter> {
  PB_CHECK(place.expect_fields({"dimension", "is", "is_not"}));
  DimensionFilter filter;
  PB_TRY(filter.dimension, read_name<Dimension>(dimension, "error.query.dimension_unknown"));
  auto const excluded = place.find("is_not");
  auto const included = place.find("is");
  if (excluded && included) return place.refuse(Message("error.query.is_or_is_not"));
  if (excluded) {
    filter.membership = Membership::is_not;
    PB_TRY(filter.ids, read_ids(*excluded));
  } else {
    PB_TRY(auto const ids, place.at("is"));
    PB_TRY(filter.ids, read_ids(ids));
  }
  return filter;
}

auto read_number(JsonPlace const& place) -> Result<Value> {
  if (auto const* const whole = place.value().if_int64()) return Value(*whole);
  if (auto const* const real = place.value().if_double()) return Value(*real);
  return place.refuse_kind();
}

auto read_result_filter(JsonPlace const& place) -> Result<ResultFilter> {
  PB_CHECK(place.expect_fields({"measure", "op", "value"}));
  ResultFilter filter;
  PB_TRY(auto const column, place.at("measure"));
  PB_TRY(filter.column, column.text());
  PB_TRY(auto const op, place.at("op"));
  PB_TRY(auto const sign, op.text());
  auto const found = operator_from_sign(sign);
  if (!found) return op.refuse(Message("error.query.operator_unknown", {{"name", sign}}));
  filter.op = *found;
  PB_TRY(auto const value, place.at("value"));
  PB_TRY(filter.value, read_number(value));
  return filter;
}

auto read_filters(JsonPlace const& place) -> Result<std::vector<Filter>> {
  std::vector<Filter> filters;
  PB_TRY(auto const entries, place.entries(kMostFilters));
  for (auto const& entry : entries) {
    if (auto const dimension = entry.find("dimension")) {
      PB_TRY(auto filter, read_dimension_filter(entry, *dimension));
      filters.emplace_back(std::move(filter));
    } else {
      PB_TRY(auto filter, read_result_filter(entry));
      filters.emplace_back(std::move(filter));
    }
  }
  return filters;
}

auto read_order(JsonPlace const& place) -> Result<std::vector<Order>> {
  std::vector<Order> order;
  PB_TRY(auto const entries, place.entries(kMostOrders));
  for (auto const& entry : entries) {
    PB_CHECK(entry.expect_fields({"by", "direction"}));
    Order one;
    PB_TRY(auto const by, entry.at("by"));
    PB_TRY(one.by, by.text());
    if (auto const direction = entry.find("direction")) {
      PB_TRY(one.direction, read_name<Direction>(*direction, "error.query.direction_unknown"));
    }
    order.push_back(std::move(one));
  }
  return order;
}

auto read_limit(JsonPlace const& root, Query& query) -> Result<void> {
  if (auto const limit = root.find("limit")) {
    PB_TRY(query.limit, limit->integer());
    if (*query.limit < 1 || *query.limit > kMostRows)
      return limit->refuse(Message("error.query.limit", {{"limit", kMostRows}}));
  }
  if (auto const others = root.find("others")) {
    PB_TRY(auto const shown, others->boolean());
    query.others = shown ? Others::shown : Others::left_out;
    if (!query.limit) return others->refuse(Message("error.query.others_without_limit"));
  }
  return {};
}

}  // namespace

auto read_range(JsonPlace const& place) -> Result<Range> {
  if (!place.value().is_object()) {
    PB_TRY(auto const words, place.text());
    auto const range = parse_relative_range(words);
    if (!range) return place.refuse(Message("error.query.range_unknown", {{"words", words}}));
    return *range;
  }
  PB_CHECK(place.expect_fields({"from", "to"}));
  AbsoluteRange range;
  PB_TRY(range.from, read_day(place, "from"));
  PB_TRY(range.to, read_day(place, "to"));
  return range;
}

auto read_query(JsonPlace const& root, std::optional<Range> const& otherwise) -> Result<Query> {
  PB_CHECK(root.expect_fields(
      {"measures", "group_by", "grain", "range", "compare", "filters", "order", "limit", "others"}));
  Query query;
  PB_TRY(auto const measures, root.at("measures"));
  PB_TRY(query.measures, read_measures(measures));
  if (otherwise && !root.find("range")) {
    query.range = *otherwise;
  } else {
    PB_TRY(auto const range, root.at("range"));
    PB_TRY(query.range, read_range(range));
  }
  if (auto const group_by = root.find("group_by")) {
    PB_TRY(query.group_by, read_group_by(*group_by));
  }
  if (auto const grain = root.find("grain")) {
    PB_TRY(query.grain, read_name<Grain>(*grain, "error.query.grain_unknown"));
  }
  if (auto const compare = root.find("compare")) {
    PB_TRY(query.compare, read_name<Comparison>(*compare, "error.query.comparison_unknown"));
  }
  if (auto const filters = root.find("filters")) {
    PB_TRY(query.filters, read_filters(*filters));
  }
  if (auto const order = root.find("order")) {
    PB_TRY(query.order, read_order(*order));
  }
  PB_CHECK(read_limit(root, query));
  return query;
}

auto parse_query(std::string_view json) -> Result<Query> {
  if (json.size() > kMostJsonBytes)
    return fail(ErrorCode::invalid,
                Message("error.query.too_long", {{"limit", std::int64_t{kMostJsonBytes}}}));
  boost::system::error_code problem;
  boost::json::parse_options options;
  options.max_depth = kMostDepth;
  auto const value = boost::json::parse(boost::json::string_view(json.data(), json.size()), problem,
                                        boost::json::storage_ptr(), options);
  if (problem) return fail(ErrorCode::invalid, Message("error.query.json"));
  return read_query(JsonPlace(value));
}

}  // namespace pb::analytics
