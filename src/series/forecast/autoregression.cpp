#include "series/forecast/autoregression.h"

#include <Eigen/Dense>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace pb::series {
namespace {

constexpr std::size_t kOrderLimit = 8;
constexpr std::size_t kValuesForEach = 12;
// A stationary model must be this much better: an estimated root near one would pull back to the mean.
constexpr double kPreferChanges = 2;
constexpr double kLargestRoot = 0.995;

struct Fitted {
  Autoregression model;
  double criterion = 0;
};

auto changes_of(std::span<double const> values) -> std::vector<double> {
  std::vector<double> changes;
  for (std::size_t at = 1; at < values.size(); ++at) changes.push_back(values[at] - values[at - 1]);
  return changes;
}

// Predicts inputs[from..] from the `order` inputs before each.
auto regress(std::span<double const> inputs, std::size_t from, std::size_t order, Autoregression::Of of)
    -> Fitted {
  bool const constant = of == Autoregression::Of::values;
  auto const rows = static_cast<Eigen::Index>(inputs.size() - from);
  auto const columns = static_cast<Eigen::Index>(order + (constant ? 1 : 0));
  Eigen::MatrixXd before(rows, columns);
  Eigen::VectorXd targets(rows);
  for (Eigen::Index row = 0; row < rows; ++row) {
    auto const at = from + static_cast<std::size_t>(row);
    targets[row] = inputs[at];
    for (std::size_t lag = 1; lag <= order; ++lag)
      before(row, static_cast<Eigen::Index>(lag - 1)) = inputs[at - lag];
    if (constant) before(row, columns - 1) = 1;
  }
  Fitted fitted{.model = {.of = of}};
  Eigen::VectorXd errors = targets;
  if (columns > 0) {
    Eigen::VectorXd const found = before.colPivHouseholderQr().solve(targets);
    errors -= before * found;
    for (std::size_t lag = 0; lag < order; ++lag)
      fitted.model.coefficients.push_back(found[static_cast<Eigen::Index>(lag)]);
    if (constant) fitted.model.constant = found[columns - 1];
  }
  auto const count = static_cast<double>(rows);
  auto const numbers = static_cast<double>(columns + 1);
  fitted.criterion = count * std::log(errors.squaredNorm() / count + 1e-18) + 2 * numbers +
                     2 * numbers * (numbers + 1) / std::max(count - numbers - 1, 0.5) +
                     (constant ? kPreferChanges : 0);
  return fitted;
}

// Whether what it predicts stays bounded: all roots of the companion matrix well within the unit circle.
bool is_stable(Autoregression const& model) {
  auto const order = static_cast<Eigen::Index>(model.coefficients.size());
  if (order == 0) return true;
  Eigen::MatrixXd companion = Eigen::MatrixXd::Zero(order, order);
  for (Eigen::Index lag = 0; lag < order; ++lag)
    companion(0, lag) = model.coefficients[static_cast<std::size_t>(lag)];
  for (Eigen::Index lag = 1; lag < order; ++lag) companion(lag, lag - 1) = 1;
  return companion.eigenvalues().cwiseAbs().maxCoeff() <
         (model.of == Autoregression::Of::changes ? kLargestRoot : 1.0);
}

}  // namespace

auto fit_autoregression(std::span<double const> values) -> Autoregression {
  auto const most = std::min(kOrderLimit, values.size() / kValuesForEach);
  auto const changes = changes_of(values);
  if (changes.size() < most + 4) return {};
  auto best = regress(changes, most, 0, Autoregression::Of::changes);
  auto const consider = [&](Fitted fitted) {
    if (fitted.criterion < best.criterion && is_stable(fitted.model)) best = std::move(fitted);
  };
  for (std::size_t order = 1; order <= most; ++order) {
    consider(regress(changes, most, order, Autoregression::Of::changes));
    consider(regress(values, most + 1, order, Autoregression::Of::values));
  }
  return best.model;
}

auto continue_autoregression(Autoregression const& model, std::span<double const> values, std::size_t horizon)
    -> std::vector<double> {
  bool const changes = model.of == Autoregression::Of::changes;
  auto const order = model.coefficients.size();
  if (values.size() < order + 1) return std::vector<double>(horizon, values.back());
  auto const recent = values.last(order + 1);
  auto inputs = changes ? changes_of(recent) : std::vector<double>(recent.begin(), recent.end());
  auto level = values.back();
  std::vector<double> mean(horizon);
  for (auto& next : mean) {
    auto input = model.constant;
    for (std::size_t lag = 0; lag < order; ++lag)
      input += model.coefficients[lag] * inputs[inputs.size() - 1 - lag];
    inputs.push_back(input);
    level = changes ? level + input : input;
    next = level;
  }
  return mean;
}

}  // namespace pb::series
