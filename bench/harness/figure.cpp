#include "harness/figure.h"

#include <fmt/format.h>

#include "harness/table.h"

namespace pb::bench {
namespace {

auto number(double value) -> std::string {
  return value < 10     ? fmt::format("{:.3f}", value)
         : value < 1000 ? fmt::format("{:.1f}", value)
                        : fmt::format("{:.0f}", value);
}

auto aim_text(Figure const& figure) -> std::string {
  if (figure.aim == 0) return "";
  auto const text = fmt::format("{:g} {}", figure.aim, figure.unit);
  switch (figure.better) {
    case Figure::Better::lower:
      return "< " + text;
    case Figure::Better::higher:
      return "> " + text;
    case Figure::Better::equal:
      return text;
  }
  return text;
}

}  // namespace

void print_figures(std::string const& heading, std::vector<Figure> const& figures) {
  std::vector<std::vector<std::string>> table{{"", "measured", "aim", "measured / aim"}};
  for (auto const& figure : figures) {
    table.push_back({figure.name, number(figure.value) + " " + figure.unit, aim_text(figure),
                     figure.aim == 0 ? "" : fmt::format("{:.2f}", figure.value / figure.aim)});
  }
  print_table(heading, table);
}

}  // namespace pb::bench
