#include "app/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/enum_name.h"

namespace pb::app {
namespace {

auto mark(Verdict verdict) -> std::string_view {
  switch (verdict) {
    case Verdict::fine:
      return "✓";
    case Verdict::warning:
      return "!";
    case Verdict::broken:
      return "✗";
  }
  std::unreachable();
}

auto summary(std::span<Finding const> findings) -> std::string {
  auto const broken = std::ranges::count(findings, Verdict::broken, &Finding::verdict);
  auto const warnings = std::ranges::count(findings, Verdict::warning, &Finding::verdict);
  if (broken == 0 && warnings == 0) return "All is well.";
  if (broken == 0) return fmt::format("It works; {} to look at.", warnings);
  return fmt::format("{} to mend, {} to look at.", broken, warnings);
}

}  // namespace

auto findings_in_words(std::span<Finding const> findings) -> std::string {
  std::string text;
  for (auto const& finding : findings) {
    text += fmt::format("{} {:14} {}\n", mark(finding.verdict), finding.what, finding.found);
    if (!finding.mend.empty()) text += fmt::format("  {:14} → {}\n", "", finding.mend);
  }
  return text + "\n" + summary(findings) + "\n";
}

auto findings_as_json(std::span<Finding const> findings) -> std::string {
  boost::json::array list;
  for (auto const& finding : findings) {
    list.push_back({{"what", finding.what},
                    {"verdict", enum_name(finding.verdict)},
                    {"found", finding.found},
                    {"mend", finding.mend}});
  }
  return boost::json::serialize(boost::json::object{{"healthy", is_healthy(findings)}, {"findings", list}}) +
         "\n";
}

auto is_healthy(std::span<Finding const> findings) -> bool {
  return std::ranges::find(findings, Verdict::broken, &Finding::verdict) == findings.end();
}

}  // namespace pb::app
