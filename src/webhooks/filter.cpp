#include "webhooks/filter.h"

#include <algorithm>

namespace pb::webhooks {
namespace {

constexpr std::string_view kEverything = "*";
constexpr std::string_view kAnyEnding = ".*";

auto is_word(std::string_view text) -> bool {
  return !text.empty() && std::ranges::all_of(text, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
  });
}

// Words with dots between them.
auto is_type(std::string_view text) -> bool {
  while (true) {
    auto const dot = text.find('.');
    if (!is_word(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

auto is_filter(std::string_view text) -> bool {
  if (text == kEverything) return true;
  if (text.size() > kFilterLimitBytes) return false;
  if (text.ends_with(kAnyEnding)) text.remove_suffix(kAnyEnding.size());
  return is_type(text);
}

auto wants_one(std::string_view filter, std::string_view type) -> bool {
  if (filter == kEverything || filter == type) return true;
  return filter.ends_with(kAnyEnding) && type.starts_with(filter.substr(0, filter.size() - 1));
}

}  // namespace

auto checked_filters(std::vector<std::string> const& filters) -> Result<std::string> {
  auto const wrong =
      fail(ErrorCode::invalid, Message("error.webhook.filters", {{"limit", std::int64_t{kFiltersLimit}}}),
           "filters");
  if (filters.empty() || filters.size() > kFiltersLimit) return wrong;
  std::string kept;
  for (auto const& filter : filters) {
    if (!is_filter(filter) || std::ranges::count(filters, filter) > 1) return wrong;
    kept += (kept.empty() ? "" : " ") + filter;
  }
  return kept;
}

auto filters_of(std::string_view kept) -> std::vector<std::string> {
  std::vector<std::string> filters;
  while (!kept.empty()) {
    auto const end = std::min(kept.find(' '), kept.size());
    filters.emplace_back(kept.substr(0, end));
    kept.remove_prefix(std::min(end + 1, kept.size()));
  }
  return filters;
}

bool wants(std::string_view kept, std::string_view type) {
  return std::ranges::any_of(filters_of(kept), [&](auto const& filter) { return wants_one(filter, type); });
}

}  // namespace pb::webhooks
