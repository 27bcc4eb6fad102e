#include "bot/outlook_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "bot/report_text.h"

namespace pb::bot {
namespace {

using analytics::Expected;
using Lines = std::vector<std::string>;

void add_forecast(Lines& lines, Voice const& voice, std::string_view key, Expected const& expected,
                  OutlookPeriod period) {
  auto const low = short_money(voice, expected.low80);
  auto const high = short_money(voice, expected.high80);
  bool const sure = voice.compact() || low == high;
  lines.push_back(voice.html(key, {{"period", period == OutlookPeriod::quarter ? "quarter" : "month"},
                                   {"expected", short_money(voice, expected.expected)},
                                   {"sure", sure ? "yes" : "no"},
                                   {"low", low},
                                   {"high", high}}));
}

void add_months(Lines& lines, Voice const& voice, series::trend::Streak const& months) {
  using series::trend::Side;
  constexpr std::size_t kWorthTelling = 2;
  if (months.length < kWorthTelling) return;
  lines.push_back(voice.html("outlook.months", {{"side", months.side == Side::below ? "below" : "above"},
                                                {"count", static_cast<std::int64_t>(months.length)}}));
}

void add_trend(Lines& lines, Voice const& voice, analytics::Recent const& recent) {
  constexpr double kWorthTelling = 0.005;  // half a percent a week
  // A level that moved once is no growth, though a line through it would rise.
  if (recent.change) {
    lines.push_back(voice.html("outlook.level", {{"day", recent.change->since},
                                                 {"before", short_money(voice, recent.change->before)},
                                                 {"after", short_money(voice, recent.change->after)}}));
  } else if (recent.weekly_change && std::abs(*recent.weekly_change) >= kWorthTelling) {
    lines.push_back(
        voice.html("outlook.change", {{"direction", *recent.weekly_change > 0 ? "up" : "down"},
                                      {"percent", percent(voice, std::abs(*recent.weekly_change))}}));
  }
}

}  // namespace

auto forecast_lines(Voice const& voice, analytics::Standing const& standing, OutlookPeriod period) -> Lines {
  Lines lines;
  bool const more_to_come = standing.plan.high95 > standing.plan_to_date;
  if (more_to_come) {
    add_forecast(lines, voice, voice.seen_or_heard("outlook.plan", "outlook.spoken_plan"), standing.plan,
                 period);
  }
  bool const fact_open = standing.fact && standing.fact->low95 != standing.fact->high95;
  if (fact_open) {
    add_forecast(lines, voice, voice.seen_or_heard("outlook.fact", "outlook.spoken_fact"), *standing.fact,
                 period);
  }
  return lines;
}

auto recent_lines(Voice const& voice, analytics::Recent const& recent) -> Lines {
  Lines lines;
  bool const drawn = !voice.listens() && !voice.compact();
  bool const any = std::ranges::any_of(recent.days, [](auto amount) { return amount > 0; });
  if (drawn && any) lines.push_back(days_line(voice, recent));
  // In the morning, before anybody has planned, there is nothing to compare yet.
  if (recent.today > 0 && recent.usual && *recent.usual > 0) {
    Money const usual{*recent.usual};
    Money const today{recent.today};
    lines.push_back(voice.html(
        "outlook.today",
        {{"plan", today}, {"usual", usual}, {"percent", signed_percent(voice, change_from(usual, today))}}));
  }
  add_trend(lines, voice, recent);
  add_months(lines, voice, recent.months);
  return lines;
}

auto days_line(Voice const& voice, analytics::Recent const& recent) -> std::string {
  return voice.html("outlook.days", {{"line", sparkline(recent.days)},
                                     {"count", static_cast<std::int64_t>(recent.days.size())}});
}

auto sparkline(std::span<std::int64_t const> amounts) -> std::string {
  // Not every eighth: Telegram's fonts draw these five apart from each other.
  static constexpr std::array<std::string_view, 5> kBars{"▁", "▂", "▃", "▅", "▇"};
  double least = 0;
  double most = 0;
  for (auto const amount : amounts) {
    if (amount <= 0) continue;
    auto const value = static_cast<double>(amount);
    least = least == 0 ? value : std::min(least, value);
    most = std::max(most, value);
  }
  std::string line;
  for (auto const amount : amounts) {
    if (amount <= 0) {
      line += "·";
      continue;
    }
    auto const part = most > least ? (static_cast<double>(amount) - least) / (most - least) : 1.0;
    line += kBars[static_cast<std::size_t>(std::lround(part * (kBars.size() - 1)))];
  }
  return line;
}

auto short_money(Voice const& voice, std::int64_t minor) -> std::string {
  return voice.plain("number.short", {{"value", static_cast<double>(minor) / i18n::kMinorPerMajor}});
}

}  // namespace pb::bot
