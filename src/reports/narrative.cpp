#include <algorithm>
#include <array>
#include <cmath>

#include "reports/build_parts.h"
#include "reports/figure_text.h"

// Sentences from the numbers. What is not known is not said, and a comparison is only made where both sides
// are there.
namespace pb::reports {
namespace {

using analytics::Dimension;
using analytics::Measure;
using analytics::Query;
using analytics::Table;
using analytics::TableRow;

constexpr double kWhole = 10'000;  // basis points

auto ratio_of(std::int64_t part, std::int64_t whole) -> double {
  return static_cast<double>(part) / static_cast<double>(whole);
}

auto magnitude(std::int64_t amount) -> std::int64_t {
  return amount < 0 ? -amount : amount;
}

// The share as people say it: "half", "two thirds", else a percentage.
auto share_word(double share) -> std::string {
  struct Known {
    double least;
    double most;
    char const* word;
  };
  static constexpr std::array kKnown{Known{0.31, 0.36, "third"},        Known{0.47, 0.53, "half"},
                                     Known{0.64, 0.69, "two_thirds"},   Known{0.73, 0.77, "three_quarters"},
                                     Known{0.95, 0.9999, "almost_all"}, Known{0.9999, 1.0001, "all"}};
  for (auto const& known : kKnown) {
    if (share >= known.least && share <= known.most) return known.word;
  }
  return "other";
}

class Story {
 public:
  Story(Asker const& asker, TextPart const& part) : asker_(asker), part_(part) {}

  auto tell() -> Result<Paragraphs> {
    switch (part_.about) {
      case Narrative::summary:
        PB_CHECK(tell_summary());
        break;
      case Narrative::drivers:
        PB_CHECK(tell_drivers());
        break;
      case Narrative::ranking:
        PB_CHECK(tell_ranking());
        break;
      case Narrative::discipline:
        PB_CHECK(tell_discipline());
        break;
      case Narrative::outlook:
        tell_outlook();
        break;
    }
    if (paragraphs_.paragraphs.empty()) add(asker_.say("report.no_data"));
    return std::move(paragraphs_);
  }

 private:
  void add(std::string text, Tone tone = Tone::plain) {
    paragraphs_.paragraphs.push_back({std::move(text), tone});
  }

  auto ask(std::vector<analytics::AskedMeasure> measures, std::vector<Dimension> group_by = {}) const
      -> Result<Table> {
    Query query{.measures = std::move(measures), .group_by = std::move(group_by), .compare = part_.compare};
    return asker_.ask(asker_.narrowed(std::move(query), false));
  }

  auto total(Table const& table, std::string_view column) const -> std::optional<std::int64_t> {
    auto const place = place_of(table, column);
    return place ? whole(table.totals[*place]) : std::nullopt;
  }
  static auto value(Table const& table, TableRow const& row, std::string_view column)
      -> std::optional<std::int64_t> {
    auto const place = place_of(table, column);
    return place ? whole(row.values[*place]) : std::nullopt;
  }

  auto tell_summary() -> Result<void>;
  void tell_compared(Table const& table);
  auto tell_drivers() -> Result<void>;
  auto tell_territory(TableRow const& office, std::int64_t behind, std::string& text) -> Result<void>;
  auto tell_ranking() -> Result<void>;
  auto tell_discipline() -> Result<void>;
  void tell_outlook();

  Asker const& asker_;
  TextPart const& part_;
  Paragraphs paragraphs_;
};

auto Story::tell_summary() -> Result<void> {
  PB_TRY(auto const table, ask({Measure::plan, Measure::fact, Measure::plan_of_reported, Measure::delta}));
  auto const plan = total(table, "plan");
  auto const fact = total(table, "fact");
  auto const answered = total(table, "plan_of_reported");
  auto const delta = total(table, "delta");
  if (fact && answered && delta && *answered > 0) {
    auto const attainment = ratio_of(*fact, *answered);
    auto const side = *delta < 0 ? "below" : *delta > 0 ? "above" : "on";
    add(asker_.say("report.story.fact", {{"fact", asker_.money(*fact)},
                                         {"plan", asker_.money(*answered)},
                                         {"percent", asker_.percent(attainment)},
                                         {"side", side},
                                         {"delta", asker_.money(magnitude(*delta))}}),
        *delta < 0 ? Tone::bad : Tone::good);
    if (plan && *plan > *answered)
      add(asker_.say("report.story.unreported", {{"plan", asker_.money(*plan - *answered)}}), Tone::warning);
  } else if (plan) {
    add(asker_.say("report.story.plan", {{"plan", asker_.money(*plan)}}));
  }
  tell_compared(table);
  return {};
}

void Story::tell_compared(Table const& table) {
  if (!table.compared_range) return;
  auto const measure = total(table, "fact") ? std::string("fact") : std::string("plan");
  auto const now = total(table, measure);
  auto const before = total(table, analytics::compared_column(measure));
  if (!now || !before || *before <= 0) return;
  auto const change = ratio_of(*now, *before) - 1;
  auto const direction = std::abs(change) < 0.0005 ? "same" : change > 0 ? "more" : "less";
  add(asker_.say("report.story.compared", {{"measure", measure},
                                           {"direction", direction},
                                           {"percent", asker_.percent(std::abs(change))},
                                           {"period", asker_.words(*table.compared_range)},
                                           {"before", asker_.money(*before)}}));
}

auto Story::tell_territory(TableRow const& office, std::int64_t behind, std::string& text) -> Result<void> {
  Query query{.measures = {Measure::delta}, .group_by = {Dimension::geo}};
  query = asker_.narrowed(std::move(query), false);
  query.filters.emplace_back(
      analytics::DimensionFilter{.dimension = Dimension::office, .ids = {*office.labels[0].id}});
  PB_TRY(auto const table, asker_.ask(query));
  if (table.rows.size() < 2) return {};
  TableRow const* worst = nullptr;
  for (auto const& row : table.rows) {
    auto const delta = value(table, row, "delta");
    if (delta && *delta < 0 && (worst == nullptr || *delta < *value(table, *worst, "delta"))) worst = &row;
  }
  if (worst == nullptr) return {};
  auto const share = ratio_of(*value(table, *worst, "delta"), behind);
  // Where others make up for it, "a part of it" would be untrue.
  if (share > 1.0001) return {};
  text += " " + asker_.say("report.story.share", {{"share", share_word(share)},
                                                  {"percent", asker_.percent(share)},
                                                  {"territory", asker_.name(worst->labels[0])}});
  return {};
}

auto Story::tell_drivers() -> Result<void> {
  constexpr std::size_t kMost = 3;
  PB_TRY(auto const table, ask({Measure::delta, Measure::plan_of_reported}, {Dimension::office}));
  std::vector<TableRow const*> behind;
  for (auto const& row : table.rows) {
    if (auto const delta = value(table, row, "delta"); delta && *delta < 0 && row.labels[0].id)
      behind.push_back(&row);
  }
  std::ranges::stable_sort(behind, {}, [&](auto const* row) { return *value(table, *row, "delta"); });
  if (behind.size() > kMost) behind.resize(kMost);
  for (auto const* const row : behind) {
    auto const delta = *value(table, *row, "delta");
    auto const plan = value(table, *row, "plan_of_reported").value_or(0);
    auto const percent = plan > 0 ? asker_.percent(-ratio_of(delta, plan)) : std::string();
    auto text = asker_.say("report.story.behind", {{"office", asker_.name(row->labels[0])},
                                                   {"known", plan > 0 ? "yes" : "no"},
                                                   {"percent", percent},
                                                   {"delta", asker_.money(-delta)}});
    PB_CHECK(tell_territory(*row, delta, text));
    add(std::move(text), Tone::bad);
  }
  bool const facts = total(table, "delta").has_value();
  if (behind.empty() && facts) add(asker_.say("report.story.nobody_behind"), Tone::good);
  return {};
}

auto Story::tell_ranking() -> Result<void> {
  constexpr std::size_t kLeastRanked = 4;
  constexpr std::size_t kNamed = 3;
  PB_TRY(auto const table, ask({Measure::attainment}, {Dimension::office}));
  std::vector<std::pair<std::int64_t, std::string>> ranked;
  for (auto const& row : table.rows) {
    if (auto const attainment = value(table, row, "attainment"))
      ranked.emplace_back(*attainment, asker_.name(row.labels[0]));
  }
  if (ranked.size() < kLeastRanked) return {};
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &std::pair<std::int64_t, std::string>::first);
  auto const named = std::min(kNamed, ranked.size() / 2);
  auto const list = [&](auto first, auto const& last) {
    std::string text;
    for (; first != last; ++first)
      text += (text.empty() ? "" : ", ") + first->second + " (" +
              asker_.percent(static_cast<double>(first->first) / kWhole) + ")";
    return text;
  };
  auto const count = static_cast<std::ptrdiff_t>(named);
  add(asker_.say("report.story.best", {{"names", list(ranked.begin(), ranked.begin() + count)}}), Tone::good);
  add(asker_.say("report.story.last", {{"names", list(ranked.rbegin(), ranked.rbegin() + count)}}));
  return {};
}

auto Story::tell_discipline() -> Result<void> {
  constexpr std::size_t kNamed = 3;
  PB_TRY(auto const table,
         ask({Measure::missing, Measure::on_time_rate, Measure::submissions}, {Dimension::office}));
  if (auto const rate = total(table, "on_time_rate"))
    add(asker_.say("report.story.on_time", {{"percent", asker_.percent(static_cast<double>(*rate) / kWhole)},
                                            {"count", total(table, "submissions").value_or(0)}}));
  auto const missing = total(table, "missing").value_or(0);
  if (missing == 0) {
    if (total(table, "submissions").value_or(0) > 0)
      add(asker_.say("report.story.nothing_missing"), Tone::good);
    return {};
  }
  std::vector<std::pair<std::int64_t, std::string>> offices;
  for (auto const& row : table.rows) {
    if (auto const count = value(table, row, "missing"); count && *count > 0)
      offices.emplace_back(*count, asker_.name(row.labels[0]));
  }
  std::ranges::stable_sort(offices, std::ranges::greater{}, &std::pair<std::int64_t, std::string>::first);
  if (offices.size() > kNamed) offices.resize(kNamed);
  std::string names;
  for (auto const& [count, name] : offices)
    names += (names.empty() ? "" : ", ") + name + " (" + std::to_string(count) + ")";
  add(asker_.say("report.story.missing", {{"count", missing}, {"names", std::move(names)}}), Tone::warning);
  return {};
}

void Story::tell_outlook() {
  auto const* const outlook = asker_.occasion().outlook;
  if (outlook == nullptr) return;
  auto const& parameters = asker_.parameters();
  // The outlook knows offices and the whole; of a geo or a person it knows nothing.
  if (parameters.geo || parameters.manager || parameters.offices.size() > 1) return;
  auto const office = !parameters.offices.empty() ? std::optional(parameters.offices.front())
                                                  : asker_.occasion().scope.office();
  auto const* const standing = outlook->standing_of(outlook->month, office);
  if (standing == nullptr) return;
  // Kopecks of what may be millions off would only feign knowledge.
  auto const estimate = [&](std::int64_t minor) { return asker_.money(to_whole_units(Money{minor}).minor); };
  auto const expected = [&](char const* measure, analytics::Expected const& number) {
    add(asker_.say("report.story.expected", {{"measure", measure},
                                             {"month", Month::of(outlook->month.first)},
                                             {"expected", estimate(number.expected)},
                                             {"low", estimate(number.low80)},
                                             {"high", estimate(number.high80)}}));
  };
  expected("plan", standing->plan);
  if (standing->fact) expected("fact", *standing->fact);
}

}  // namespace

auto build_text(Asker const& asker, TextPart const& text) -> Result<Answered> {
  PB_TRY(auto paragraphs, Story(asker, text).tell());
  return Answered{std::move(paragraphs), {}};
}

}  // namespace pb::reports
