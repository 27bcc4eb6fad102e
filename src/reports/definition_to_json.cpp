#include <boost/json/array.hpp>

#include "analytics/query/operator_name.h"
#include "analytics/query/query_json.h"
#include "base/enum_name.h"
#include "reports/definition_json.h"

namespace pb::reports {
namespace {

namespace json = boost::json;

auto titles_to_json(Titles const& titles) -> json::object {
  json::object object;
  for (auto const& [language, title] : titles.by_language) object[enum_name(language)] = title;
  return object;
}

auto query_to_json(BlockDefinition const& block, analytics::Query const& query) -> json::object {
  auto object = analytics::to_json(query);
  if (!block.own_range) object.erase("range");
  return object;
}

struct PartToJson {
  BlockDefinition const& block;
  json::object& object;

  void operator()(TilesPart const& tiles) const {
    object["kind"] = "tiles";
    object["query"] = query_to_json(block, tiles.query);
    if (tiles.recent) object["recent"] = true;
  }
  void operator()(TablePart const& table) const {
    object["kind"] = "table";
    object["query"] = query_to_json(block, table.query);
    json::array marks;
    for (auto const& mark : table.marks)
      marks.push_back({{"column", mark.column},
                       {"op", analytics::sign_of(mark.op)},
                       {"value", mark.value},
                       {"tone", enum_name(mark.tone)}});
    if (!marks.empty()) object["marks"] = std::move(marks);
  }
  void operator()(ChartDefinition const& chart) const {
    object["kind"] = "chart";
    object["chart"] = enum_name(chart.kind);
    object["query"] = query_to_json(block, chart.query);
    if (chart.forecast) object["forecast"] = *chart.forecast;
    if (chart.anomalies) object["anomalies"] = true;
  }
  void operator()(TextPart const& text) const {
    object["kind"] = "text";
    object["about"] = enum_name(text.about);
    if (text.compare) object["compare"] = enum_name(*text.compare);
  }
  void operator()(BreakPart const& /*unused*/) const { object["kind"] = "page_break"; }
};

}  // namespace

auto to_json(Definition const& definition) -> json::object {
  json::object object{{"name", definition.name},
                      {"title", titles_to_json(definition.title)},
                      {"orientation", enum_name(definition.orientation)},
                      {"period", analytics::to_json(definition.period)}};
  if (!definition.needs.empty()) {
    json::array needs;
    for (auto const parameter : definition.needs) needs.push_back(json::string(enum_name(parameter)));
    object["needs"] = std::move(needs);
  }
  json::array blocks;
  for (auto const& block : definition.blocks) {
    json::object one;
    if (!block.title.by_language.empty()) one["title"] = titles_to_json(block.title);
    std::visit(PartToJson{block, one}, block.part);
    blocks.push_back(std::move(one));
  }
  object["blocks"] = std::move(blocks);
  return object;
}

}  // namespace pb::reports
