#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What charts show, as plain data: numbers, and texts that are ready to be read. A missing number is a gap,
// never a zero.
namespace pb::charts {

using Number = std::optional<double>;

// A number in the words of the reader: "12,4 млн", "93 %".
using Words = std::function<std::string(double)>;

enum class LineKind { plain, forecast, comparison, goal };

struct Line {
  std::string name{};
  std::vector<Number> values{};  // one for each point
  LineKind kind = LineKind::plain;
};

// Between what a forecast lies; one low and high for each point, absent where there is no forecast.
struct Band {
  std::string name{};  // "80 %"
  std::vector<Number> low{};
  std::vector<Number> high{};
};

struct Mark {
  std::size_t line = 0;
  std::size_t point = 0;
  std::string text{};  // why it is marked
};

struct LineChart {
  std::vector<std::string> points{};  // words of the x axis: "3 Jan"
  std::vector<Line> lines{};
  std::vector<Band> bands{};  // widest first
  std::vector<Mark> marks{};
};

// Bars side by side, or on top of one another; lying where names are long.
struct BarChart {
  enum class Arrangement { grouped, stacked } arrangement = Arrangement::grouped;
  enum class Direction { standing, lying } direction = Direction::standing;
  std::vector<std::string> categories{};
  std::vector<Line> series{};
};

// Rows × columns; a colour and the number for each cell.
struct HeatMap {
  std::vector<std::string> columns{};
  std::vector<std::string> rows{};
  std::vector<std::vector<Number>> cells{};  // by row
  Number middle{};  // where the two colours meet (100 % of a plan); absent: one colour
};

// From one sum to another: the first and last bars stand on zero, those between float.
struct Waterfall {
  std::string before{};
  double from = 0;
  struct Step {
    std::string name{};
    double change = 0;
  };
  std::vector<Step> steps{};
  std::string after{};  // its bar ends at from + all changes
};

// Measured against a goal (Few's bullet graph): one bar for each row.
struct Bullet {
  struct Row {
    std::string name{};
    double value = 0;
    Number goal{};
    Number expected{};  // where it will end
  };
  std::vector<Row> rows{};
};

struct Sparkline {
  std::vector<Number> values{};
};

using Content = std::variant<LineChart, BarChart, HeatMap, Waterfall, Bullet, Sparkline>;

struct Chart {
  Content content{};
  Words axis{};           // short words of the value axis: "12 млн"
  Words exact{};          // words of a label beside a bar or in a cell
  std::string no_data{};  // said where there is nothing to show
};

}  // namespace pb::charts
