#include "reports/parameters.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <charconv>

#include "analytics/query/query_json.h"
#include "base/enum_name.h"

namespace pb::reports {
namespace {

namespace json = boost::json;
using analytics::AbsoluteRange;
using analytics::JsonPlace;
using analytics::Range;

constexpr std::size_t kMostOffices = 1'000;

auto digits(std::string_view text, std::size_t count) -> std::optional<std::int32_t> {
  std::int32_t number = 0;
  if (text.size() != count) return std::nullopt;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

auto months(Month first, std::int32_t count) -> Range {
  return AbsoluteRange{first.first(), (first + (count - 1)).last()};
}

// ISO 8601: the week that holds the 4th of January is the first, and begins on a Monday.
auto week(int year, std::int32_t number) -> std::optional<Range> {
  auto const monday_of = [](int of_year) {
    auto const fourth = std::chrono::sys_days(std::chrono::year(of_year) / std::chrono::January / 4);
    return fourth - (std::chrono::weekday(fourth) - std::chrono::Monday);
  };
  auto const first = monday_of(year) + std::chrono::weeks(number - 1);
  if (number < 1 || first >= monday_of(year + 1)) return std::nullopt;
  auto const day = Day::from(std::chrono::year_month_day(first));
  return AbsoluteRange{day, day + 6};
}

auto part_of_year(std::string_view text) -> std::optional<Range> {
  constexpr std::size_t kYearDigits = 4;
  auto const year = digits(text.substr(0, kYearDigits), kYearDigits);
  if (!year || *year < analytics::kFirstYear || *year > analytics::kLastYear) return std::nullopt;
  auto const rest = text.substr(kYearDigits);
  if (rest.empty()) return months(Month::from(*year, 1), 12);
  if (rest.starts_with("-Q")) {
    auto const quarter = digits(rest.substr(2), 1);
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    return months(Month::from(*year, 1) + (*quarter - 1) * 3, 3);
  }
  if (rest.starts_with("-W")) {
    auto const number = digits(rest.substr(2), 2);
    return number ? week(*year, *number) : std::nullopt;
  }
  auto const month = rest.starts_with('-') ? digits(rest.substr(1), 2) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return months(Month::from(*year, static_cast<unsigned>(*month)), 1);
}

auto read_offices(JsonPlace const& place) -> Result<std::vector<OfficeId>> {
  std::vector<OfficeId> offices;
  if (!place.value().is_array()) {
    PB_TRY(auto const id, place.integer());
    offices.push_back({id});
    return offices;
  }
  PB_TRY(auto const entries, place.entries(kMostOffices));
  for (auto const& entry : entries) {
    PB_TRY(auto const id, entry.integer());
    offices.push_back({id});
  }
  return offices;
}

}  // namespace

auto parse_parameters(std::string_view text) -> Result<Parameters> {
  boost::system::error_code problem;
  auto const value = json::parse(json::string_view(text.data(), text.size()), problem);
  if (problem) return fail(ErrorCode::invalid, Message("error.query.json"));
  JsonPlace const root(value);
  PB_CHECK(root.expect_fields({"period", "compare", "office", "geo", "manager"}));
  Parameters parameters;
  if (auto const period = root.find("period")) {
    PB_TRY(parameters.period, analytics::read_range(*period));
    if (!analytics::fits(*parameters.period))
      return period->refuse(
          Message("error.query.range_too_long", {{"years", std::int64_t{analytics::kMostYears}}}));
  }
  if (auto const compare = root.find("compare")) {
    PB_TRY(auto const name, compare->text());
    parameters.compare = enum_from_name<analytics::Comparison>(name);
    if (!parameters.compare)
      return compare->refuse(Message("error.query.comparison_unknown", {{"name", name}}));
  }
  if (auto const office = root.find("office")) {
    PB_TRY(parameters.offices, read_offices(*office));
  }
  if (auto const geo = root.find("geo")) {
    PB_TRY(auto const id, geo->integer());
    parameters.geo = GeoId{id};
  }
  if (auto const manager = root.find("manager")) {
    PB_TRY(auto const id, manager->integer());
    parameters.manager = UserId{id};
  }
  return parameters;
}

auto to_json(Parameters const& parameters) -> json::object {
  json::object object;
  if (parameters.period) object["period"] = analytics::to_json(*parameters.period);
  if (parameters.compare) object["compare"] = enum_name(*parameters.compare);
  if (!parameters.offices.empty()) {
    json::array ids;
    for (auto const office : parameters.offices) ids.push_back(office.value);
    object["office"] = std::move(ids);
  }
  if (parameters.geo) object["geo"] = parameters.geo->value;
  if (parameters.manager) object["manager"] = parameters.manager->value;
  return object;
}

auto parse_period(std::string_view text) -> std::optional<Range> {
  if (auto const words = analytics::parse_relative_range(text)) return *words;
  if (auto const dots = text.find(".."); dots != std::string_view::npos) {
    auto const from = parse_day(text.substr(0, dots));
    auto const to = parse_day(text.substr(dots + 2));
    if (!from || !to || *to < *from) return std::nullopt;
    Range const range = AbsoluteRange{*from, *to};
    return analytics::fits(range) ? std::optional(range) : std::nullopt;
  }
  if (auto const day = parse_day(text)) return AbsoluteRange{*day, *day};
  return part_of_year(text);
}

}  // namespace pb::reports
