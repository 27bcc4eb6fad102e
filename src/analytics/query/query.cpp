#include "analytics/query/query.h"

#include "base/enum_name.h"

namespace pb::analytics {

auto kind_of(Measure measure) -> Kind {
  switch (measure) {
    case Measure::plan:
    case Measure::fact:
    case Measure::delta:
    case Measure::plan_of_reported:
    case Measure::target:
      return Kind::money;
    case Measure::attainment:
    case Measure::contribution:
    case Measure::on_time_rate:
    case Measure::plan_error:
    case Measure::plan_bias:
    case Measure::target_attainment:
      return Kind::ratio;
    case Measure::submissions:
    case Measure::missing:
    case Measure::corrections:
      return Kind::count;
    case Measure::average_delay:
      return Kind::minutes;
  }
  std::unreachable();
}

auto kind_of(AskedMeasure const& measure) -> Kind {
  if (auto const* const calculated = std::get_if<Calculated>(&measure)) return calculated->kind;
  return kind_of(std::get<Measure>(measure));
}

auto name_of(AskedMeasure const& measure) -> std::string {
  if (auto const* const calculated = std::get_if<Calculated>(&measure)) return calculated->name;
  return std::string(enum_name(std::get<Measure>(measure)));
}

auto compared_column(std::string const& measure) -> std::string {
  return measure + ".compared";
}
auto change_column(std::string const& measure) -> std::string {
  return measure + ".delta";
}
auto percent_column(std::string const& measure) -> std::string {
  return measure + ".percent";
}

}  // namespace pb::analytics
