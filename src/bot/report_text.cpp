#include "bot/report_text.h"

#include <algorithm>
#include <cmath>

#include "telegram/html.h"

namespace pb::bot {
namespace {

using collection::Figures;

// Lines put together, as a screen's are.
class Lines {
 public:
  void add(std::string const& line) {
    if (!text_.empty()) text_ += '\n';
    text_ += line;
  }
  void gap() { add(""); }
  [[nodiscard]] auto done() -> std::string { return std::move(text_); }

 private:
  std::string text_;
};

// How far the fact is from the plan, as people say it: -0.8 %.
auto deviation(Figures const& figures) -> std::optional<double> {
  auto const attainment = figures.attainment();
  if (!attainment) return std::nullopt;
  return *attainment - 1.0;
}

auto figures_args(Voice const& voice, std::string const& name, Figures const& figures) -> Message {
  return Message("report.line", {{"territory", name},
                                 {"plan", figures.plan},
                                 {"fact", figures.fact},
                                 {"delta", signed_money(voice, figures.delta())},
                                 {"deviation", signed_percent(voice, deviation(figures))},
                                 {"attainment", percent(voice, figures.attainment())}});
}

void add_office(Lines& lines, Voice const& voice, collection::ReportOffice const& office) {
  lines.add(voice.html("report.office", {{"office", office.office_name}}));
  for (auto const& territory : office.territories) {
    if (territory.figures.without_fact > 0) {
      lines.add(voice.html("report.line_missing",
                           {{"territory", territory.geo_name}, {"plan", territory.figures.plan}}));
    } else {
      lines.add(voice.html(figures_args(voice, territory.geo_name, territory.figures)));
    }
  }
  if (office.territories.size() > 1) {
    lines.add(
        voice.html("report.office_total", {{"plan", office.figures.plan},
                                           {"fact", office.figures.fact},
                                           {"delta", signed_money(voice, office.figures.delta())},
                                           {"deviation", signed_percent(voice, deviation(office.figures))}}));
  }
  lines.gap();
}

void add_total(Lines& lines, Voice const& voice, Figures const& total) {
  lines.add(voice.html("report.total", {{"plan", total.plan},
                                        {"plan_of_reported", total.plan_with_fact},
                                        {"fact", total.fact},
                                        {"delta", signed_money(voice, total.delta())},
                                        {"deviation", signed_percent(voice, deviation(total))},
                                        {"attainment", percent(voice, total.attainment())}}));
}

auto missing_names(std::vector<collection::MissingPerson> const& missing) -> std::string {
  std::string names;
  for (auto const& person : missing) names += (names.empty() ? "" : ", ") + person.name;
  return names;
}

void add_digest_office(Lines& lines, Voice const& voice, collection::DigestOffice const& office) {
  lines.add(voice.html("digest.office", {{"office", office.office_name}, {"total", office.total}}));
  for (auto const& territory : office.territories) {
    if (!territory.plan) {
      lines.add(voice.html(voice.seen_or_heard("home.territory_open", "digest.spoken_missing"),
                           {{"territory", territory.geo_name}}));
      continue;
    }
    lines.add(voice.html(
        voice.seen_or_heard("digest.territory", "digest.spoken_territory"),
        {{"territory", territory.geo_name}, {"amount", *territory.plan}, {"name", territory.by_name}}));
  }
  if (!office.missing.empty()) {
    lines.add(voice.html("digest.missing", {{"names", missing_names(office.missing)}}));
  } else if (office.open > 0) {
    lines.add(voice.html("digest.nobody"));
  }
  lines.gap();
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

auto progress_bar(double ratio) -> std::string {
  constexpr int kCells = 10;
  auto const full = std::clamp(static_cast<int>(std::floor(ratio * kCells)), 0, kCells);
  std::string bar;
  for (int cell = 0; cell < kCells; ++cell) bar += cell < full ? "▓" : "░";
  return bar;
}

auto digest_text(Voice const& voice, collection::Digest const& digest) -> std::string {
  Lines lines;
  lines.add(voice.html("digest.title", {{"day", digest.day}}));
  lines.gap();
  if (digest.offices.empty()) lines.add(voice.html("digest.empty"));
  for (auto const& office : digest.offices) add_digest_office(lines, voice, office);
  lines.add(voice.html("digest.total", {{"total", digest.total}}));
  lines.add(voice.html("home.answered", {{"sent", digest.given}, {"all", digest.given + digest.open}}));
  if (digest.open == 0 && digest.given > 0) lines.add(voice.html("digest.complete"));
  return lines.done();
}

auto monthly_report_text(Voice const& voice, collection::MonthlyReport const& report) -> std::string {
  Lines lines;
  lines.add(voice.html("report.monthly", {{"month", report.month}}));
  lines.gap();
  if (report.offices.empty()) {
    lines.add(voice.html("report.empty", {{"month", report.month}}));
    return lines.done();
  }
  for (auto const& office : report.offices) add_office(lines, voice, office);
  add_total(lines, voice, report.total);
  if (!report.missing.empty()) {
    std::string names;
    for (auto const& missing : report.missing) names += (names.empty() ? "" : ", ") + missing.geo_name;
    lines.add(voice.html("report.missing", {{"territories", names}}));
  }
  return lines.done();
}

auto statistics_text(Voice const& voice, collection::Statistics const& statistics, MessageValue const& period)
    -> std::string {
  Lines lines;
  lines.add(voice.html("statistics.title", {{"period", period}}));
  lines.gap();
  for (auto const& office : statistics.offices) {
    lines.add(voice.html(figures_args(voice, office.office_name, office.figures)));
  }
  if (!statistics.offices.empty()) lines.gap();
  add_total(lines, voice, statistics.total);
  if (statistics.target) lines.add(voice.html("statistics.target", {{"target", *statistics.target}}));
  lines.add(
      voice.html("statistics.submissions", {{"count", statistics.submissions}, {"late", statistics.late}}));
  return lines.done();
}

}  // namespace pb::bot
