#pragma once

#include <string>
#include <vector>

namespace pb::bench {

// A measured figure beside what it is to be.
struct Figure {
  std::string name;
  double value = 0;
  double aim = 0;  // 0: none, the figure is for comparison
  enum class Better { lower, higher, equal } better = Better::lower;
  std::string unit;
};

// One row per figure: the figure, its aim, and the figure as so many times the aim.
void print_figures(std::string const& heading, std::vector<Figure> const& figures);

}  // namespace pb::bench
