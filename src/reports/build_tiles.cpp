#include <algorithm>

#include "reports/build_parts.h"
#include "reports/figure_text.h"

namespace pb::reports {
namespace {

using analytics::Grain;
using analytics::Query;
using analytics::Table;

constexpr std::int32_t kDaysOfMonth = 31;

auto figure_at(Table const& table, std::string const& column) -> Figure {
  auto const place = place_of(table, column);
  if (!place) return {};
  return {table.totals[*place], table.columns[heads_of(table) + *place].kind};
}

// More of these is worse.
auto more_is_worse(std::string_view measure) -> bool {
  return measure == "missing" || measure == "average_delay" || measure == "corrections" ||
         measure == "plan_error";
}

// About numbers of work (how much was planned) there is nothing good or bad.
auto has_tone(std::string_view measure) -> bool {
  return measure != "submissions" && measure != "plan" && measure != "target" && measure != "plan_bias";
}

auto tone_of(std::string const& measure, std::optional<std::int64_t> change) -> Tone {
  if (!change || *change == 0 || !has_tone(measure)) return Tone::plain;
  return (*change > 0) != more_is_worse(measure) ? Tone::good : Tone::bad;
}

auto tile(Asker const& asker, Query const& query, Table const& table, analytics::AskedMeasure const& measure)
    -> Tile {
  auto const name = analytics::name_of(measure);
  Tile tile{.label = asker.title(measure), .figure = figure_at(table, name)};
  if (!query.compare || !place_of(table, analytics::compared_column(name))) return tile;
  auto const before = figure_at(table, analytics::compared_column(name));
  auto const change = figure_at(table, analytics::change_column(name));
  auto const percent = figure_at(table, analytics::percent_column(name));
  tile.change = analytics::has_data(percent.value) ? percent : change;
  tile.tone = tone_of(name, whole(change.value));
  auto const against = query.compare == analytics::Comparison::target ? asker.say("report.measure.target")
                       : table.compared_range                         ? asker.words(*table.compared_range)
                                                                      : std::string();
  tile.note = asker.say("report.against", {{"period", against}, {"figure", asker.words(before)}});
  return tile;
}

// One answer by days, or months where days would be too many, for the small lines in all tiles.
auto add_recent(Asker const& asker, Query query, std::vector<Tile>& tiles) -> Result<void> {
  auto const days = asker.period().last.days - asker.period().first.days + 1;
  query.grain = days <= kDaysOfMonth * 2 ? Grain::day : Grain::month;
  query.compare.reset();
  PB_TRY(auto const table, asker.ask(query));
  for (std::size_t at = 0; at < tiles.size() && at < query.measures.size(); ++at) {
    auto const place = place_of(table, analytics::name_of(query.measures[at]));
    if (!place) continue;
    auto& values = tiles[at].recent.values;
    for (auto const& row : table.rows) {
      auto const value = whole(row.values[*place]);
      values.push_back(value ? charts::Number(static_cast<double>(*value)) : std::nullopt);
    }
    bool const tells = std::ranges::count_if(values, [](auto const& value) { return value.has_value(); }) > 1;
    if (!tells) values.clear();
  }
  return {};
}

}  // namespace

auto build_tiles(Asker const& asker, TilesPart const& tiles, bool own_range) -> Result<Answered> {
  auto const query = asker.narrowed(tiles.query, own_range);
  PB_TRY(auto const table, asker.ask(query));
  Tiles built;
  for (auto const& measure : query.measures) built.tiles.push_back(tile(asker, query, table, measure));
  if (tiles.recent) PB_CHECK(add_recent(asker, query, built.tiles));
  return Answered{std::move(built), notes_of(asker, query, table)};
}

}  // namespace pb::reports
