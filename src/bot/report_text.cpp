#include "bot/report_text.h"

#include <algorithm>
#include <cmath>

#include "bot/figure_table.h"
#include "telegram/html.h"

namespace pb::bot {
namespace {

using collection::Figures;
using Blocks = std::vector<std::string>;

void append(Blocks& blocks, Blocks more) {
  std::ranges::move(more, std::back_inserter(blocks));
}

// "Київ, Львів, Одеса"
template <class Rows, class Name>
auto joined(Rows const& rows, Name name) -> std::string {
  std::string names;
  for (auto const& row : rows) names += (names.empty() ? "" : ", ") + std::invoke(name, row);
  return names;
}

// How far the fact is from the plan, as people say it: -0.8 %.
auto deviation(Figures const& figures) -> std::optional<double> {
  auto const attainment = figures.attainment();
  if (!attainment) return std::nullopt;
  return *attainment - 1.0;
}

auto total_text(Voice const& voice, Figures const& total) -> std::string {
  if (total.without_fact == total.territories) return voice.html("report.total_plan", {{"plan", total.plan}});
  return voice.html("report.total", {{"plan", total.plan},
                                     {"plan_of_reported", total.plan_with_fact},
                                     {"fact", total.fact},
                                     {"delta", signed_money(voice, total.delta())},
                                     {"deviation", signed_percent(voice, deviation(total))},
                                     {"attainment", percent(voice, total.attainment())}});
}

auto territory_rows(Voice const& voice, std::vector<collection::ReportTerritory> territories)
    -> std::vector<FigureRow> {
  voice.sort(territories, &collection::ReportTerritory::geo_name);
  std::vector<FigureRow> rows;
  for (auto const& territory : territories) rows.push_back({territory.geo_name, territory.figures});
  return rows;
}

auto office_rows(std::vector<collection::ReportOffice> const& offices) -> std::vector<FigureRow> {
  std::vector<FigureRow> rows;
  for (auto const& office : offices) rows.push_back({office.office_name, office.figures});
  return rows;
}

void add_report_office(Blocks& blocks, Voice const& voice, collection::ReportOffice const& office) {
  blocks.push_back(voice.html("report.office", {{"office", office.office_name}}));
  auto rows = territory_rows(voice, office.territories);
  if (rows.size() > 1)
    rows.push_back({voice.plain("report.row_total"), office.figures, FigureRow::Kind::total});
  append(blocks, figure_table(voice, rows));
  blocks.emplace_back();
}

// Office by office: "Київ: Центр, Поділ".
void add_missing_facts(Blocks& blocks, Voice const& voice, std::vector<collection::MissingFact> missing) {
  if (missing.empty()) return;
  voice.sort(missing, &collection::MissingFact::geo_name);
  voice.sort(missing, &collection::MissingFact::office_name);
  blocks.emplace_back();
  blocks.push_back(voice.html("report.missing", {{"count", static_cast<std::int64_t>(missing.size())}}));
  for (auto at = missing.begin(); at != missing.end();) {
    auto const end = std::find_if(at, missing.end(),
                                  [&](auto const& other) { return other.office_name != at->office_name; });
    auto const names = joined(std::ranges::subrange(at, end), &collection::MissingFact::geo_name);
    blocks.push_back(
        voice.html("report.missing_office", {{"office", at->office_name}, {"territories", names}}));
    at = end;
  }
}

// One that has its plan.
void add_digest_territory(Blocks& blocks, Voice const& voice, collection::DigestTerritory const& territory) {
  MessageArg const name{"territory", territory.geo_name};
  if (territory.by_name.empty()) {
    blocks.push_back(voice.html(voice.seen_or_heard("home.territory_given", "home.spoken_given"),
                                {name, {"amount", *territory.plan}}));
  } else {
    blocks.push_back(voice.html(voice.seen_or_heard("digest.territory", "digest.spoken_territory"),
                                {name, {"amount", *territory.plan}, {"name", territory.by_name}}));
  }
}

void add_digest_office(Blocks& blocks, Voice const& voice, collection::DigestOffice& office) {
  blocks.emplace_back();
  blocks.push_back(voice.html("digest.office", {{"office", office.office_name}, {"total", office.total}}));
  voice.sort(office.territories, &collection::DigestTerritory::geo_name);
  auto const open = std::ranges::stable_partition(
      office.territories, [](auto const& territory) { return territory.plan.has_value(); });
  if (!voice.compact()) {
    for (auto const& territory : std::ranges::subrange(office.territories.begin(), open.begin()))
      add_digest_territory(blocks, voice, territory);
  }
  if (!open.empty() && voice.compact()) {
    blocks.push_back(voice.html("digest.open", {{"count", office.open}}));
  } else if (!open.empty()) {
    blocks.push_back(voice.html(
        "digest.open_named",
        {{"count", office.open}, {"territories", joined(open, &collection::DigestTerritory::geo_name)}}));
  }
  if (!office.missing.empty())
    blocks.push_back(voice.html("digest.missing", {{"names", names_of(office.missing)}}));
}

auto month_rows(Voice const& voice, std::vector<collection::MonthFigures> const& months)
    -> std::vector<FigureRow> {
  std::vector<FigureRow> rows;
  for (auto const& month : months) {
    // Months to come have territories already, but nothing to tell.
    bool const empty = month.submissions == 0 && month.figures.without_fact == month.figures.territories;
    if (empty) continue;
    rows.push_back({voice.plain("number.period", {{"period", month.month}}), month.figures});
  }
  return rows;
}

}  // namespace

auto percent(Voice const& voice, std::optional<double> ratio) -> std::string {
  if (!ratio) return voice.plain("bot.no_data");
  return voice.plain("number.percent", {{"value", std::round(*ratio * 1000.0) / 1000.0}});
}

auto signed_percent(Voice const& voice, std::optional<double> ratio) -> std::string {
  auto const text = percent(voice, ratio);
  return ratio && std::round(*ratio * 1000.0) > 0 ? "+" + text : text;
}

auto signed_money(Voice const& voice, std::optional<Money> amount) -> std::string {
  if (!amount) return voice.plain("bot.no_data");
  return (amount->minor > 0 ? "+" : "") + voice.money(*amount);
}

auto change_from(Money usual, Money now) -> double {
  return static_cast<double>(now.minor) / static_cast<double>(usual.minor) - 1.0;
}

auto progress_bar(double ratio) -> std::string {
  constexpr int kCells = 10;
  auto const full = static_cast<int>(std::floor(std::clamp(ratio, 0.0, 1.0) * kCells));
  std::string bar;
  for (int cell = 0; cell < kCells; ++cell) bar += cell < full ? "▓" : "░";
  return bar;
}

auto names_of(std::vector<collection::MissingPerson> const& people) -> std::string {
  return joined(people, &collection::MissingPerson::name);
}

auto digest_messages(Voice const& voice, collection::Digest digest) -> std::vector<std::string> {
  Blocks blocks{voice.html("digest.title", {{"day", digest.day}}), ""};
  if (digest.offices.empty()) blocks.push_back(voice.html("digest.empty"));
  blocks.push_back(voice.html("digest.total", {{"total", digest.total}}));
  blocks.push_back(
      voice.html("home.answered", {{"sent", digest.given}, {"all", digest.given + digest.open}}));
  if (digest.open == 0 && digest.given > 0) blocks.push_back(voice.html("digest.complete"));
  voice.sort(digest.offices, &collection::DigestOffice::office_name);
  for (auto& office : digest.offices) add_digest_office(blocks, voice, office);
  return telegram::messages_of(blocks);
}

auto monthly_report_messages(Voice const& voice, collection::MonthlyReport report)
    -> std::vector<std::string> {
  Blocks blocks{voice.html("report.monthly", {{"month", report.month}}), ""};
  if (report.offices.empty()) {
    blocks.push_back(voice.html("report.empty", {{"month", report.month}}));
    return telegram::messages_of(blocks);
  }
  voice.sort(report.offices, &collection::ReportOffice::office_name);
  if (voice.compact()) {
    append(blocks, figure_table(voice, office_rows(report.offices)));
    blocks.emplace_back();
  } else {
    for (auto const& office : report.offices) add_report_office(blocks, voice, office);
  }
  blocks.push_back(total_text(voice, report.total));
  add_missing_facts(blocks, voice, std::move(report.missing));
  return telegram::messages_of(blocks);
}

auto statistics_messages(Voice const& voice, collection::Statistics statistics, MessageValue const& period,
                         std::vector<std::string> more) -> std::vector<std::string> {
  Blocks blocks{voice.html("statistics.title", {{"period", period}}), ""};
  voice.sort(statistics.offices, &collection::ReportOffice::office_name);
  auto const& offices = statistics.offices;
  append(blocks, figure_table(voice, offices.size() == 1 ? territory_rows(voice, offices.front().territories)
                                                         : office_rows(offices)));
  if (!offices.empty()) blocks.emplace_back();
  if (statistics.months.size() > 1) {
    append(blocks, figure_table(voice, month_rows(voice, statistics.months)));
    blocks.emplace_back();
  }
  blocks.push_back(total_text(voice, statistics.total));
  if (statistics.target) {
    auto const plan = statistics.total.plan;
    blocks.push_back(voice.html("statistics.target", {{"target", *statistics.target}}));
    bool const drawn = !voice.listens() && !voice.compact() && statistics.target->minor > 0;
    if (drawn) blocks.push_back(progress_bar(change_from(*statistics.target, plan) + 1));
  }
  blocks.push_back(
      voice.html("statistics.submissions", {{"count", statistics.submissions}, {"late", statistics.late}}));
  if (!more.empty()) blocks.emplace_back();
  append(blocks, std::move(more));
  return telegram::messages_of(blocks);
}

}  // namespace pb::bot
