#include "reports/json.h"

#include <boost/json/array.hpp>

#include "base/enum_name.h"

namespace pb::reports {
namespace {

namespace json = boost::json;

auto to_value(analytics::Value const& value) -> json::value {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (auto const* const real = std::get_if<double>(&value)) return *real;
  return nullptr;
}

auto to_value(Figure const& figure) -> json::object {
  return {{"value", to_value(figure.value)}, {"kind", enum_name(figure.kind)}};
}

auto to_value(DayRange const& period) -> json::object {
  return {{"from", to_iso(period.first)}, {"to", to_iso(period.last)}};
}

auto to_value(Cell const& cell) -> json::value {
  if (auto const* const text = std::get_if<std::string>(&cell.content)) return json::string(*text);
  if (auto const* const period = std::get_if<DayRange>(&cell.content)) return to_value(*period);
  if (auto const* const figure = std::get_if<Figure>(&cell.content)) return to_value(figure->value);
  return nullptr;
}

template <class Item, class F>
auto array_of(std::vector<Item> const& items, F one) -> json::array {
  json::array array;
  for (auto const& item : items) array.push_back(one(item));
  return array;
}

auto to_value(Grid const& grid) -> json::object {
  return {{"columns", array_of(grid.columns,
                               [](Column const& column) -> json::value {
                                 return {{"title", column.title}, {"kind", enum_name(column.kind)}};
                               })},
          {"rows", array_of(grid.rows, [](Row const& row) -> json::value {
             json::object object{
                 {"kind", enum_name(row.kind)},
                 {"level", row.level},
                 {"cells", array_of(row.cells, [](Cell const& cell) { return to_value(cell); })}};
             json::array tones;
             bool told = false;
             for (auto const& cell : row.cells) {
               told = told || cell.tone != Tone::plain;
               tones.push_back(json::string(enum_name(cell.tone)));
             }
             if (told) object["tones"] = std::move(tones);
             return object;
           })}};
}

struct PartToJson {
  json::object& object;

  void operator()(Tiles const& tiles) const {
    object["kind"] = "tiles";
    object["tiles"] = array_of(tiles.tiles, [](Tile const& tile) -> json::value {
      json::object one{{"label", tile.label},
                       {"figure", to_value(tile.figure)},
                       {"note", tile.note},
                       {"tone", enum_name(tile.tone)}};
      if (tile.change) one["change"] = to_value(*tile.change);
      return one;
    });
  }
  void operator()(Grid const& grid) const {
    object["kind"] = "table";
    object["table"] = to_value(grid);
  }
  void operator()(ChartPart const& chart) const {
    object["kind"] = "chart";
    object["chart"] = enum_name(chart.kind);
    object["summary"] = chart.summary;
    object["table"] = to_value(chart.data);
  }
  void operator()(Paragraphs const& text) const {
    object["kind"] = "text";
    object["paragraphs"] =
        array_of(text.paragraphs, [](Paragraphs::Paragraph const& paragraph) -> json::value {
          return {{"text", paragraph.text}, {"tone", enum_name(paragraph.tone)}};
        });
  }
  void operator()(PageBreak const& /*unused*/) const { object["kind"] = "page_break"; }
  void operator()(Problem const& problem) const {
    object["kind"] = "problem";
    object["text"] = problem.text;
  }
};

}  // namespace

auto to_json(Built const& built) -> json::object {
  json::array blocks;
  for (auto const& block : built.blocks) {
    json::object one;
    if (!block.title.empty()) one["title"] = block.title;
    std::visit(PartToJson{one}, block.part);
    if (!block.notes.empty())
      one["notes"] = array_of(block.notes, [](std::string const& note) { return json::string(note); });
    blocks.push_back(std::move(one));
  }
  return {{"name", built.name},
          {"title", built.title},
          {"subtitle", built.subtitle},
          {"organisation", built.organisation},
          {"made", built.made},
          {"made_at", to_iso(built.made_at)},
          {"period", to_value(built.period)},
          {"as_of", built.as_of},
          {"language", enum_name(built.reader.language)},
          {"currency", built.reader.currency},
          {"blocks", std::move(blocks)}};
}

}  // namespace pb::reports
