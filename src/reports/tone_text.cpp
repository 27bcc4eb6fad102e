#include "reports/tone_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace pb::reports {
namespace {

auto rank(Tone tone) -> int {
  switch (tone) {
    case Tone::plain:
      return 0;
    case Tone::good:
      return 1;
    case Tone::warning:
      return 2;
    case Tone::bad:
      return 3;
  }
  std::unreachable();
}

// Means of equally many numbers, so that no more than `most` are left.
auto fewer(std::vector<charts::Number> const& values, std::size_t most) -> std::vector<charts::Number> {
  if (values.size() <= most || most == 0) return values;
  auto const each = (values.size() + most - 1) / most;
  std::vector<charts::Number> means;
  for (std::size_t first = 0; first < values.size(); first += each) {
    double sum = 0;
    double count = 0;
    for (auto at = first; at < std::min(first + each, values.size()); ++at) {
      if (!values[at]) continue;
      sum += *values[at];
      ++count;
    }
    means.push_back(count > 0 ? charts::Number(sum / count) : std::nullopt);
  }
  return means;
}

}  // namespace

auto tone_sign(Tone tone) -> std::string_view {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::good:
      return "✅";
    case Tone::warning:
      return "⚠️";
    case Tone::bad:
      return "❗";
  }
  std::unreachable();
}

auto tone_words(Tone tone, i18n::Translator const& translator, i18n::Reader const& reader) -> std::string {
  switch (tone) {
    case Tone::plain:
      return {};
    case Tone::good:
      return translator.render(Message("report.tone.good"), reader);
    case Tone::warning:
      return translator.render(Message("report.tone.warning"), reader);
    case Tone::bad:
      return translator.render(Message("report.tone.bad"), reader);
  }
  std::unreachable();
}

auto tone_of(Row const& row) -> Tone {
  auto worst = Tone::plain;
  for (auto const& cell : row.cells) {
    if (rank(cell.tone) > rank(worst)) worst = cell.tone;
  }
  return worst;
}

auto in_one_line(std::string_view text) -> std::string {
  std::string line;
  line.reserve(text.size());
  for (char const c : text) {
    bool const blank = c == '\n' || c == '\r' || c == '\t';
    if (!blank) line += c;
    if (blank && !line.empty() && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

auto sparkline_text(std::vector<charts::Number> const& values, std::size_t most) -> std::string {
  static constexpr std::array<std::string_view, 5> kBars{"▁", "▂", "▃", "▅", "▇"};
  auto const shown = fewer(values, most);
  charts::Number low;
  charts::Number high;
  std::size_t known = 0;
  for (auto const& value : shown) {
    if (!value || !std::isfinite(*value)) continue;
    low = std::min(low.value_or(*value), *value);
    high = std::max(high.value_or(*value), *value);
    ++known;
  }
  if (known < 2) return {};
  std::string line;
  for (auto const& value : shown) {
    if (!value || !std::isfinite(*value)) {
      line += "·";
      continue;
    }
    auto const part = *high > *low ? (*value - *low) / (*high - *low) : 1.0;
    line += kBars[static_cast<std::size_t>(std::lround(part * (kBars.size() - 1)))];
  }
  return line;
}

}  // namespace pb::reports
