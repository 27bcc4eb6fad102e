#include "reports/definition_json.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "analytics/query/operator_name.h"
#include "analytics/query/query_json.h"
#include "base/enum_name.h"
#include "reports/definition_check.h"

namespace pb::reports {
namespace {

namespace json = boost::json;
using analytics::JsonPlace;

constexpr std::size_t kMostBytes = 256u * 1024;
constexpr std::size_t kMostDepth = 12;
constexpr std::size_t kMostMarks = 20;
constexpr std::int64_t kMostAhead = 400;

template <class E>
auto read_name(JsonPlace const& place, char const* what) -> Result<E> {
  PB_TRY(auto const name, place.text());
  if (auto const found = enum_from_name<E>(name)) return *found;
  return place.refuse(Message("error.report.name_unknown", {{"what", what}, {"name", name}}));
}

auto read_titles(JsonPlace const& place) -> Result<Titles> {
  PB_CHECK(place.expect_fields({"uk", "ru", "en"}));
  Titles titles;
  for (auto const language : i18n::kLanguages) {
    auto const title = place.find(enum_name(language));
    if (!title) continue;
    PB_TRY(auto const text, title->text());
    PB_CHECK(check_title(*title, text));
    titles.by_language[language] = text;
  }
  return titles;
}

// A block without a range of its own is asked for the report's; any will do while it is checked.
auto read_block_query(JsonPlace const& place, BlockDefinition& block) -> Result<analytics::Query> {
  block.own_range = place.value().is_object() && place.find("range").has_value();
  return analytics::read_query(place, analytics::Range(analytics::RelativeRange{}));
}

auto read_marks(JsonPlace const& place) -> Result<std::vector<TableMark>> {
  std::vector<TableMark> marks;
  PB_TRY(auto const entries, place.entries(kMostMarks));
  for (auto const& entry : entries) {
    PB_CHECK(entry.expect_fields({"column", "op", "value", "tone"}));
    TableMark mark;
    PB_TRY(auto const column, entry.at("column"));
    PB_TRY(mark.column, column.text());
    PB_TRY(auto const op, entry.at("op"));
    PB_TRY(auto const sign, op.text());
    auto const known = analytics::operator_from_sign(sign);
    if (!known) return op.refuse(Message("error.query.operator_unknown", {{"name", sign}}));
    mark.op = *known;
    PB_TRY(auto const value, entry.at("value"));
    PB_TRY(mark.value, value.integer());
    if (auto const tone = entry.find("tone")) {
      PB_TRY(mark.tone, read_name<Tone>(*tone, "tone"));
    }
    marks.push_back(std::move(mark));
  }
  return marks;
}

auto read_tiles(JsonPlace const& place, BlockDefinition& block) -> Result<void> {
  PB_CHECK(place.expect_fields({"kind", "title", "query", "recent"}));
  TilesPart tiles;
  PB_TRY(auto const query, place.at("query"));
  PB_TRY(tiles.query, read_block_query(query, block));
  PB_CHECK(check_tiles(query, tiles.query));
  if (auto const recent = place.find("recent")) {
    PB_TRY(tiles.recent, recent->boolean());
  }
  block.part = std::move(tiles);
  return {};
}

auto read_table(JsonPlace const& place, BlockDefinition& block) -> Result<void> {
  PB_CHECK(place.expect_fields({"kind", "title", "query", "marks"}));
  TablePart table;
  PB_TRY(auto const query, place.at("query"));
  PB_TRY(table.query, read_block_query(query, block));
  PB_CHECK(check_query(query, table.query));
  if (auto const marks = place.find("marks")) {
    PB_TRY(table.marks, read_marks(*marks));
    PB_CHECK(check_marks(*marks, table));
  }
  block.part = std::move(table);
  return {};
}

auto read_chart(JsonPlace const& place, BlockDefinition& block) -> Result<void> {
  PB_CHECK(place.expect_fields({"kind", "title", "chart", "query", "forecast", "anomalies"}));
  ChartDefinition chart;
  PB_TRY(auto const kind, place.at("chart"));
  PB_TRY(chart.kind, read_name<ChartKind>(kind, "chart"));
  PB_TRY(auto const query, place.at("query"));
  PB_TRY(chart.query, read_block_query(query, block));
  if (auto const forecast = place.find("forecast")) {
    PB_TRY(auto const ahead, forecast->integer());
    if (ahead < 0 || ahead > kMostAhead)
      return forecast->refuse(Message("error.report.forecast", {{"limit", kMostAhead}}));
    chart.forecast = static_cast<std::int32_t>(ahead);
  }
  if (auto const anomalies = place.find("anomalies")) {
    PB_TRY(chart.anomalies, anomalies->boolean());
  }
  PB_CHECK(check_chart(query, chart));
  block.part = std::move(chart);
  return {};
}

auto read_text(JsonPlace const& place, BlockDefinition& block) -> Result<void> {
  PB_CHECK(place.expect_fields({"kind", "title", "about", "compare"}));
  TextPart text;
  PB_TRY(auto const about, place.at("about"));
  PB_TRY(text.about, read_name<Narrative>(about, "text"));
  if (auto const compare = place.find("compare")) {
    PB_TRY(text.compare, read_name<analytics::Comparison>(*compare, "comparison"));
  }
  block.part = text;
  return {};
}

auto read_block(JsonPlace const& place) -> Result<BlockDefinition> {
  BlockDefinition block;
  if (!place.value().is_object()) return place.refuse_kind();
  if (auto const title = place.find("title")) {
    PB_TRY(block.title, read_titles(*title));
  }
  PB_TRY(auto const kind, place.at("kind"));
  PB_TRY(auto const name, kind.text());
  if (name == "tiles") {
    PB_CHECK(read_tiles(place, block));
  } else if (name == "table") {
    PB_CHECK(read_table(place, block));
  } else if (name == "chart") {
    PB_CHECK(read_chart(place, block));
  } else if (name == "text") {
    PB_CHECK(read_text(place, block));
  } else if (name == "page_break") {
    PB_CHECK(place.expect_fields({"kind"}));
    block.part = BreakPart{};
  } else {
    return kind.refuse(Message("error.report.name_unknown", {{"what", "block"}, {"name", name}}));
  }
  return block;
}

auto read_definition(JsonPlace const& root) -> Result<Definition> {
  PB_CHECK(root.expect_fields({"name", "title", "orientation", "period", "needs", "blocks"}));
  Definition definition;
  PB_TRY(auto const name, root.at("name"));
  PB_TRY(definition.name, name.text());
  PB_CHECK(check_name(name, definition.name));
  PB_TRY(auto const title, root.at("title"));
  PB_TRY(definition.title, read_titles(title));
  if (definition.title.by_language.empty()) return title.refuse(Message("error.report.title_missing"));
  if (auto const orientation = root.find("orientation")) {
    PB_TRY(definition.orientation, read_name<Orientation>(*orientation, "orientation"));
  }
  PB_TRY(auto const period, root.at("period"));
  PB_TRY(definition.period, analytics::read_range(period));
  if (!analytics::fits(definition.period))
    return period.refuse(
        Message("error.query.range_too_long", {{"years", std::int64_t{analytics::kMostYears}}}));
  if (auto const needs = root.find("needs")) {
    PB_TRY(auto const entries, needs->entries(3));
    for (auto const& entry : entries) {
      PB_TRY(auto const parameter, read_name<Parameter>(entry, "parameter"));
      definition.needs.push_back(parameter);
    }
  }
  PB_TRY(auto const blocks, root.at("blocks"));
  PB_TRY(auto const entries, blocks.entries(kMostBlocks));
  for (auto const& entry : entries) {
    PB_TRY(auto block, read_block(entry));
    definition.blocks.push_back(std::move(block));
  }
  return definition;
}

}  // namespace

auto parse_definition(std::string_view text) -> Result<Definition> {
  if (text.size() > kMostBytes)
    return fail(ErrorCode::invalid, Message("error.query.too_long", {{"limit", std::int64_t{kMostBytes}}}));
  boost::system::error_code problem;
  json::parse_options options;
  options.max_depth = kMostDepth;
  auto const value =
      json::parse(json::string_view(text.data(), text.size()), problem, json::storage_ptr(), options);
  if (problem) return fail(ErrorCode::invalid, Message("error.query.json"));
  return read_definition(JsonPlace(value));
}

}  // namespace pb::reports
