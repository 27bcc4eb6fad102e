#include "reports/file_name.h"

namespace pb::reports {
namespace {

constexpr std::size_t kMostNameBytes = 60;

auto safe(std::string_view name) -> std::string {
  std::string text;
  for (char const c : name.substr(0, kMostNameBytes)) {
    bool const kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    text += kept ? c : '-';
  }
  return text.empty() ? "report" : text;
}

auto days(DayRange const& period) -> std::string {
  auto const month = Month::of(period.first);
  if (period.first == month.first() && period.last == month.last()) return to_iso(month);
  if (period.first == period.last) return to_iso(period.first);
  return to_iso(period.first) + "--" + to_iso(period.last);
}

}  // namespace

auto file_name(Built const& built, std::string_view extension, std::string_view part) -> std::string {
  auto name = safe(built.name) + "-" + days(built.period);
  if (!part.empty()) name += "-" + safe(part);
  return name + "." + std::string(extension);
}

}  // namespace pb::reports
