#include "base/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace pb::metrics {
namespace {

auto escaped(std::string_view text) -> std::string {
  std::string result;
  for (char const c : text) {
    if (c == '\\' || c == '"') result += '\\';
    if (c == '\n')
      result += "\\n";
    else
      result += c;
  }
  return result;
}

// method="GET",status="200"
auto text_of(Labels const& labels) -> std::string {
  std::string text;
  for (auto const& [name, value] : labels)
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value));
  return text;
}

auto in_braces(std::string const& labels) -> std::string {
  return labels.empty() ? "" : "{" + labels + "}";
}

void write_histogram(std::string& text, std::string const& name, std::string const& labels,
                     Histogram const& histogram) {
  auto const counts = histogram.counts();
  auto const more = labels.empty() ? "" : labels + ",";
  std::uint64_t total = 0;
  for (std::size_t at = 0; at < counts.size(); ++at) {
    total += counts[at];
    auto const limit =
        at < Histogram::kLimits.size() ? fmt::format("{}", Histogram::kLimits[at]) : std::string("+Inf");
    text += fmt::format("{}_bucket{{{}le=\"{}\"}} {}\n", name, more, limit, total);
  }
  text += fmt::format("{0}_sum{1} {2}\n{0}_count{1} {3}\n", name, in_braces(labels), histogram.sum(), total);
}

}  // namespace

void Histogram::observe(double seconds) {
  auto const at = static_cast<std::size_t>(std::ranges::lower_bound(kLimits, seconds) - kLimits.begin());
  counts_[at].fetch_add(1, std::memory_order_relaxed);
  microseconds_.fetch_add(static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e6),
                          std::memory_order_relaxed);
}

auto Histogram::counts() const -> std::array<std::uint64_t, kLimits.size() + 1> {
  std::array<std::uint64_t, kLimits.size() + 1> copy{};
  for (std::size_t at = 0; at < copy.size(); ++at) copy[at] = counts_[at].load(std::memory_order_relaxed);
  return copy;
}

auto Registry::family(std::string_view name, std::string_view help, std::string_view type) -> Family& {
  auto found = families_.find(name);
  if (found == families_.end())
    found = families_.emplace(std::string(name), Family{.help = std::string(help), .type = type}).first;
  return found->second;
}

auto Registry::counter(std::string_view name, std::string_view help, Labels const& labels) -> Counter& {
  std::scoped_lock const lock(mutex_);
  auto& one = family(name, help, "counter").counters[text_of(labels)];
  if (!one) one = std::make_unique<Counter>();
  return *one;
}

auto Registry::histogram(std::string_view name, std::string_view help, Labels const& labels) -> Histogram& {
  std::scoped_lock const lock(mutex_);
  auto& one = family(name, help, "histogram").histograms[text_of(labels)];
  if (!one) one = std::make_unique<Histogram>();
  return *one;
}

void Registry::gauge(std::string_view name, std::string_view help, std::function<double()> value,
                     Labels const& labels) {
  std::scoped_lock const lock(mutex_);
  family(name, help, "gauge").gauges[text_of(labels)] = std::move(value);
}

auto Registry::text() const -> std::string {
  std::scoped_lock const lock(mutex_);
  std::string text;
  for (auto const& [name, family] : families_) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, family.help, family.type);
    for (auto const& [labels, counter] : family.counters)
      text += fmt::format("{}{} {}\n", name, in_braces(labels), counter->value());
    for (auto const& [labels, value] : family.gauges)
      text += fmt::format("{}{} {}\n", name, in_braces(labels), value());
    for (auto const& [labels, histogram] : family.histograms) write_histogram(text, name, labels, *histogram);
  }
  return text;
}

}  // namespace pb::metrics
