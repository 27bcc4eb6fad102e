#include "reports/asker.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "reports/figure_text.h"

namespace pb::reports {
namespace {

using analytics::Dimension;
using analytics::DimensionFilter;

// In the order of the enums.
constexpr auto kMeasureKeys = std::to_array<char const*>(
    {"report.measure.plan", "report.measure.fact", "report.measure.delta", "report.measure.attainment",
     "report.measure.contribution", "report.measure.plan_of_reported", "report.measure.submissions",
     "report.measure.missing", "report.measure.on_time_rate", "report.measure.average_delay",
     "report.measure.corrections", "report.measure.plan_error", "report.measure.plan_bias",
     "report.measure.target", "report.measure.target_attainment"});
constexpr auto kDimensionKeys =
    std::to_array<char const*>({"report.dimension.office", "report.dimension.geo",
                                "report.dimension.territory", "report.dimension.manager"});
static_assert(static_cast<std::size_t>(analytics::Measure::target_attainment) + 1 == kMeasureKeys.size());
static_assert(static_cast<std::size_t>(Dimension::manager) + 1 == kDimensionKeys.size());

auto fiscal_start(analytics::Version const& version) -> std::int32_t {
  auto const& organisation = version.organisation();
  return organisation ? static_cast<std::int32_t>(organisation->fiscal_start) : 1;
}

auto resolved(analytics::Range const& range, Occasion const& occasion) -> DayRange {
  auto const days = analytics::resolve(range, occasion.today, fiscal_start(occasion.version));
  return {days.first, days.last};
}

}  // namespace

Asker::Asker(Occasion const& occasion, Parameters const& parameters, analytics::Range period)
    : occasion_(occasion), parameters_(parameters), range_(period), period_(resolved(period, occasion)) {}

auto Asker::narrowed(analytics::Query query, bool own_range) const -> analytics::Query {
  if (!own_range) query.range = range_;
  if (query.compare && parameters_.compare) query.compare = parameters_.compare;
  auto const only = [&](Dimension dimension, std::vector<std::int64_t> ids) {
    query.filters.emplace_back(DimensionFilter{.dimension = dimension, .ids = std::move(ids)});
  };
  if (!parameters_.offices.empty()) {
    std::vector<std::int64_t> ids;
    for (auto const office : parameters_.offices) ids.push_back(office.value);
    only(Dimension::office, std::move(ids));
  }
  if (parameters_.geo) only(Dimension::geo, {parameters_.geo->value});
  if (parameters_.manager) only(Dimension::manager, {parameters_.manager->value});
  return query;
}

auto Asker::ask(analytics::Query const& query) const -> Result<analytics::Table> {
  return analytics::answer(occasion_.version, query, occasion_.scope, occasion_.today);
}

auto Asker::say(Message const& message) const -> std::string {
  return occasion_.translator.render(message, occasion_.reader);
}

auto Asker::money(std::int64_t minor) const -> std::string {
  return occasion_.translator.money(Money{minor}, occasion_.reader);
}

auto Asker::percent(double ratio) const -> std::string {
  constexpr double kTenths = 1'000;
  return say("number.percent", {{"value", std::round(ratio * kTenths) / kTenths}});
}

auto Asker::words(DayRange const& period) const -> std::string {
  return period_text(period, occasion_.translator, occasion_.reader);
}

auto Asker::words(Figure const& figure) const -> std::string {
  return figure_text(figure, occasion_.translator, occasion_.reader);
}

auto Asker::name(analytics::Label const& label) const -> std::string {
  return label.id ? label.name : say("report.nobody");
}

auto Asker::title(analytics::AskedMeasure const& measure) const -> std::string {
  if (auto const* const calculated = std::get_if<analytics::Calculated>(&measure)) return calculated->name;
  return say(kMeasureKeys[static_cast<std::size_t>(std::get<analytics::Measure>(measure))]);
}

auto Asker::title(analytics::Query const& query, analytics::Table const& table,
                  std::string const& column) const -> std::string {
  for (auto const& measure : query.measures) {
    auto const name = analytics::name_of(measure);
    auto const base = title(measure);
    if (column == name) return base;
    if (column == analytics::compared_column(name)) {
      if (query.compare == analytics::Comparison::target) return say("report.measure.target");
      auto const before = table.compared_range ? words(*table.compared_range) : std::string();
      return say("report.column.compared", {{"measure", base}, {"period", before}});
    }
    if (column == analytics::change_column(name)) return say("report.column.delta", {{"measure", base}});
    if (column == analytics::percent_column(name)) return say("report.column.percent", {{"measure", base}});
  }
  return column;
}

auto Asker::title(Dimension dimension) const -> std::string {
  return say(kDimensionKeys[static_cast<std::size_t>(dimension)]);
}

auto heads_of(analytics::Table const& table) -> std::size_t {
  return table.columns.size() - table.totals.size();
}

auto place_of(analytics::Table const& table, std::string_view column) -> std::optional<std::size_t> {
  auto const heads = heads_of(table);
  for (auto at = heads; at < table.columns.size(); ++at) {
    if (table.columns[at].name == column) return at - heads;
  }
  return std::nullopt;
}

}  // namespace pb::reports
