#include "bot/routes.h"

#include <algorithm>
#include <vector>

#include "bot/screens/screens.h"

namespace pb::bot {
namespace {

template <class Entry>
auto sorted(std::initializer_list<std::span<Entry const>> screens) -> std::vector<Entry> {
  std::vector<Entry> all;
  for (auto const& entries : screens) all.insert(all.end(), entries.begin(), entries.end());
  std::ranges::sort(all, {}, &Entry::verb);
  return all;
}

template <class Entry>
auto find(std::vector<Entry> const& entries, std::string_view verb) -> Entry const* {
  auto const found = std::ranges::lower_bound(entries, verb, {}, &Entry::verb);
  return found != entries.end() && found->verb == verb ? &*found : nullptr;
}

}  // namespace

auto press(Turn& turn, Route const& route) -> bool {
  static auto const entries = sorted<ButtonEntry>(
      {home_buttons(),       sheet_buttons(),      plan_buttons(),         fact_buttons(),
       correction_buttons(), approval_buttons(),   missing_buttons(),      statistics_buttons(),
       target_buttons(),     group_buttons(),      office_buttons(),       geo_buttons(),
       people_buttons(),     invitation_buttons(), access_buttons(),       schedule_buttons(),
       report_buttons(),     settings_buttons(),   organisation_buttons(), setup_buttons(),
       web_buttons(),        health_buttons()});
  auto const* const entry = find(entries, route.verb);
  if (entry == nullptr) return false;
  entry->handler(turn, route);
  return true;
}

auto answer(Turn& turn, Route const& input, std::string const& typed) -> bool {
  static auto const entries =
      sorted<InputEntry>({plan_inputs(), fact_inputs(), correction_inputs(), statistics_inputs(),
                          target_inputs(), office_inputs(), geo_inputs(), people_inputs(), schedule_inputs(),
                          settings_inputs(), organisation_inputs(), setup_inputs()});
  auto const* const entry = find(entries, input.verb);
  if (entry == nullptr) return false;
  entry->handler(turn, input, typed);
  return true;
}

}  // namespace pb::bot
