#pragma once

#include <boost/describe/enum.hpp>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analytics/query/query.h"
#include "i18n/language.h"
#include "reports/built.h"

// A report as data: what it asks and how it shows the answers. docs/reports.md documents its JSON form.
namespace pb::reports {

// A title in some languages.
struct Titles {
  std::map<i18n::Language, std::string> by_language{};

  // In the language, else in English, else in any; empty where there is none.
  [[nodiscard]] auto in(i18n::Language language) const -> std::string;
  friend bool operator==(Titles const&, Titles const&) = default;
};

// What a report can be asked to limit itself to.
BOOST_DEFINE_ENUM_CLASS(Parameter, office, geo, manager)

// One tile for each measure; with `recent`, a line of its last days.
struct TilesPart {
  analytics::Query query{};
  bool recent = false;

  friend bool operator==(TilesPart const&, TilesPart const&) = default;
};

// Marks the numbers of a column that compare so with a value in the column's unit.
struct TableMark {
  std::string column{};
  analytics::Operator op = analytics::Operator::less;
  std::int64_t value = 0;
  Tone tone = Tone::bad;

  friend bool operator==(TableMark const&, TableMark const&) = default;
};

// Grouped by two dimensions: heads of the first, with their sums, over rows of the second.
struct TablePart {
  analytics::Query query{};
  std::vector<TableMark> marks{};

  friend bool operator==(TablePart const&, TablePart const&) = default;
};

// line: by a grain; a line for each measure, or for each of a group · bars, stacked_bars: by a dimension or a
// grain · heat_map: two dimensions, or a grain of days alone (weekday x week) · waterfall: a measure "delta"
// by a dimension (from plan to fact), or a measure with a comparison (from then to now) · bullet: a measure
// and its goal, by a dimension
struct ChartDefinition {
  ChartKind kind = ChartKind::line;
  analytics::Query query{};
  std::optional<std::int32_t> forecast{};  // so many periods beyond the range; 0: to its end
  bool anomalies = false;                  // marks days out of the ordinary

  friend bool operator==(ChartDefinition const&, ChartDefinition const&) = default;
};

// summary: where plan and fact stand · drivers: who is behind, and through which territory · ranking: the
// best and the last · discipline: who answers late or not at all · outlook: what the month will end with
BOOST_DEFINE_ENUM_CLASS(Narrative, summary, drivers, ranking, discipline, outlook)

struct TextPart {
  Narrative about = Narrative::summary;
  std::optional<analytics::Comparison> compare{};

  friend bool operator==(TextPart const&, TextPart const&) = default;
};

struct BreakPart {
  friend bool operator==(BreakPart const&, BreakPart const&) = default;
};

struct BlockDefinition {
  Titles title{};
  // Whether the query has a range of its own; else it is the report's.
  bool own_range = false;
  std::variant<TilesPart, TablePart, ChartDefinition, TextPart, BreakPart> part{};

  friend bool operator==(BlockDefinition const&, BlockDefinition const&) = default;
};

struct Definition {
  std::string name{};
  Titles title{};
  Orientation orientation = Orientation::portrait;
  analytics::Range period = analytics::RelativeRange{};  // unless it is asked for another
  std::vector<Parameter> needs{};                        // what must be given
  std::vector<BlockDefinition> blocks{};

  friend bool operator==(Definition const&, Definition const&) = default;
};

inline constexpr std::size_t kMostBlocks = 60;
inline constexpr std::size_t kMostTitleBytes = 400;

}  // namespace pb::reports
