#include "api/values.h"

#include <boost/json/object.hpp>

#include "api/represent.h"

namespace pb::api {

namespace json = boost::json;
using store::FactPeriod;

auto read_period(Fields& fields) -> FactPeriod {
  auto const month = fields.optional<Month>("month");
  auto const day = fields.optional<Day>("day");
  if (month.has_value() == day.has_value()) {
    fields.wrong("month", Message("error.field.month_or_day"));
    return {};
  }
  return month ? FactPeriod::of(*month) : FactPeriod::of(*day);
}

void write_period(json::object& object, FactPeriod const& period) {
  object["month"] = period.day ? json::value(nullptr) : json::value(to_iso(period.month));
  object["day"] = represent(period.day);
}

void check_currency(Call& call, Fields& fields) {
  auto const named = fields.optional<std::string>("currency");
  if (named && *named != call.currency())
    fields.wrong("currency",
                 Message("error.amount.other_currency", {{"currency", call.currency()}, {"typed", *named}}));
}

auto represented(Call& call, store::ListedValue const& value) -> json::object {
  json::object object{{"id", value.id},
                      {"territory", value.territory.value},
                      {"office", {{"id", value.office.value}, {"name", value.office_name}}},
                      {"geo", {{"id", value.geo.value}, {"name", value.geo_name}}}};
  write_period(object, value.day == Day{0} ? FactPeriod::of(value.month) : FactPeriod::of(value.day));
  object["amount"] = to_decimal(value.amount);
  object["currency"] = call.currency();
  object["by"] = value.user ? json::value(json::object{{"id", value.user->value}, {"name", value.by_name}})
                            : json::value(nullptr);
  object["at"] = represent(value.at);
  object["late"] = value.late;
  return object;
}

}  // namespace pb::api
