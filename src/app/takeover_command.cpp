#include "app/takeover_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>

#include "app/command.h"
#include "app/open_database.h"
#include "base/clock.h"

namespace pb::app {
namespace {

using integrations::MonthSums;
using integrations::Reconciliation;
using integrations::RenameReason;
using integrations::SkipReason;
using integrations::SourceTable;
using integrations::TakeoverMode;

constexpr std::size_t kListed = 20;  // renamed rows and differences shown in words; JSON has them all
constexpr std::size_t kIdsListed = 5;

auto in_words(SkipReason reason) -> std::string_view {
  switch (reason) {
    case SkipReason::id_missing:
      return "have no id";
    case SkipReason::office_missing:
      return "belong to an office that is not in the file";
    case SkipReason::geo_missing:
      return "belong to a geo that is not in the file";
    case SkipReason::telegram_id_unusable:
      return "have no usable Telegram id";
    case SkipReason::date_unreadable:
      return "have a date that is none";
    case SkipReason::date_absurd:
      return "have a date outside the years 2000 to 2100";
    case SkipReason::amount_missing:
      return "have no amount";
    case SkipReason::amount_not_a_number:
      return "have an amount that is not a number";
    case SkipReason::amount_not_whole:
      return "have an amount that is not whole hryvnias";
    case SkipReason::amount_negative:
      return "plan less than nothing";
    case SkipReason::amount_too_large:
      return "have an amount above 1 000 000 000";
    case SkipReason::repeated:
      return "repeat an earlier row";
  }
  std::unreachable();
}

auto in_words(RenameReason reason) -> std::string_view {
  switch (reason) {
    case RenameReason::name_missing:
      return "has no name there";
    case RenameReason::name_taken:
      return "had to be told apart";
    case RenameReason::kept_ours:
      return "is called otherwise here, and stays so";
  }
  std::unreachable();
}

// 1234567.8 as "1 234 567.80".
auto amount(Money money) -> std::string {
  auto digits = std::to_string(std::abs(money.minor) / 100);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, ' ');
  return fmt::format("{}{}.{:02}", money.minor < 0 ? "-" : "", digits, std::abs(money.minor) % 100);
}

auto counts_in_words(Reconciliation const& reconciliation) -> std::string {
  auto text = fmt::format("{:10}{:>10}{:>10}{:>15}{:>11}{:>9}\n", "", "read", "brought", "already there",
                          "kept ours", "skipped");
  for (auto const& line : reconciliation.tables) {
    text += fmt::format("{:10}{:>10}{:>10}{:>15}{:>11}{:>9}\n", enum_name(line.table), line.read,
                        line.brought, line.already_there, line.kept_ours, line.skipped);
  }
  return text;
}

auto skipped_in_words(Reconciliation const& reconciliation) -> std::string {
  std::map<std::pair<SourceTable, SkipReason>, std::vector<integrations::SourceId>> grouped;
  for (auto const& row : reconciliation.skipped) grouped[{row.table, row.reason}].push_back(row.id);
  if (grouped.empty()) return {};
  std::string text = "\nSkipped:\n";
  for (auto const& [group, ids] : grouped) {
    std::string listed;
    for (std::size_t index = 0; index < std::min(ids.size(), kIdsListed); ++index)
      listed += fmt::format("{}{}", index == 0 ? "" : ", ", ids[index]);
    if (ids.size() > kIdsListed) listed += ", ...";
    text += fmt::format("  {} of {} {} (id {})\n", ids.size(), enum_name(group.first), in_words(group.second),
                        listed);
  }
  return text;
}

auto renamed_in_words(Reconciliation const& reconciliation) -> std::string {
  if (reconciliation.renamed.empty()) return {};
  std::string text = "\nNames:\n";
  for (std::size_t index = 0; index < std::min(reconciliation.renamed.size(), kListed); ++index) {
    auto const& row = reconciliation.renamed[index];
    text += fmt::format("  {} {} \"{}\" {}: \"{}\"\n", enum_name(row.table), row.id, row.theirs,
                        in_words(row.reason), row.ours);
  }
  if (reconciliation.renamed.size() > kListed)
    text += fmt::format("  and {} more\n", reconciliation.renamed.size() - kListed);
  return text;
}

auto differences_in_words(Reconciliation const& reconciliation) -> std::string {
  std::int64_t total = 0;
  for (auto const& line : reconciliation.tables) total += line.kept_ours;
  if (total == 0) return {};
  std::string text = "\nDifferent here; ours is kept:\n";
  auto const& differences = reconciliation.differences;
  for (std::size_t index = 0; index < std::min(differences.size(), kListed); ++index) {
    auto const& row = differences[index];
    auto const period = row.table == SourceTable::facts ? to_iso(Month::of(row.day)) : to_iso(row.day);
    text += fmt::format("  {} {} {} · {}: {} there, {} here\n", enum_name(row.table), period, row.office_name,
                        row.geo_name, amount(row.theirs), amount(row.ours));
  }
  if (total > static_cast<std::int64_t>(kListed)) text += fmt::format("  {} in all\n", total);
  return text;
}

auto months_in_words(Reconciliation const& reconciliation) -> std::string {
  auto text = fmt::format("\n{:16}{:>20}{:>18}{:>18}{:>20}\n", "Sums, UAH", "in the file", "skipped",
                          "kept ours", "here");
  for (auto const& line : reconciliation.months) {
    text += fmt::format("{:16}{:>20}{:>18}{:>18}{:>20}  {}\n",
                        fmt::format("{} {}", enum_name(line.table), to_iso(line.month)), amount(line.source),
                        amount(line.skipped), amount(line.kept_ours), amount(line.ours),
                        line.agrees() ? "agree" : "DISAGREE");
  }
  return text;
}

auto verdict(Reconciliation const& reconciliation, TakeoverMode mode) -> std::string_view {
  if (!reconciliation.agrees()) return "The sums of both sides disagree. Nothing has been changed.";
  if (mode == TakeoverMode::rehearse)
    return "The sums of both sides agree. This was a rehearsal: nothing has been changed.";
  if (!reconciliation.changed_anything()) return "The sums of both sides agree. There was nothing new.";
  return "The sums of both sides agree. Everything above is taken over.";
}

auto tables_as_json(Reconciliation const& reconciliation) -> boost::json::object {
  boost::json::object tables;
  for (auto const& line : reconciliation.tables) {
    tables[enum_name(line.table)] = boost::json::object{{"read", line.read},
                                                        {"brought", line.brought},
                                                        {"already_there", line.already_there},
                                                        {"kept_ours", line.kept_ours},
                                                        {"skipped", line.skipped}};
  }
  return tables;
}

auto month_as_json(MonthSums const& line) -> boost::json::object {
  return {{"table", enum_name(line.table)},
          {"month", to_iso(line.month)},
          {"source_minor", line.source.minor},
          {"skipped_minor", line.skipped.minor},
          {"kept_ours_minor", line.kept_ours.minor},
          {"ours_minor", line.ours.minor},
          {"agrees", line.agrees()}};
}

}  // namespace

auto takeover_in_words(Reconciliation const& reconciliation, TakeoverMode mode) -> std::string {
  return fmt::format("Base system, revision {}\n\n", reconciliation.revision) +
         counts_in_words(reconciliation) + skipped_in_words(reconciliation) +
         renamed_in_words(reconciliation) + differences_in_words(reconciliation) +
         months_in_words(reconciliation) + fmt::format("\n{}\n", verdict(reconciliation, mode));
}

auto takeover_as_json(Reconciliation const& reconciliation, TakeoverMode mode) -> std::string {
  boost::json::array skipped;
  for (auto const& row : reconciliation.skipped)
    skipped.push_back({{"table", enum_name(row.table)}, {"id", row.id}, {"reason", enum_name(row.reason)}});
  boost::json::array renamed;
  for (auto const& row : reconciliation.renamed)
    renamed.push_back({{"table", enum_name(row.table)},
                       {"id", row.id},
                       {"reason", enum_name(row.reason)},
                       {"theirs", row.theirs},
                       {"ours", row.ours}});
  boost::json::array differences;
  for (auto const& row : reconciliation.differences)
    differences.push_back({{"table", enum_name(row.table)},
                           {"id", row.id},
                           {"office", row.office_name},
                           {"geo", row.geo_name},
                           {"day", to_iso(row.day)},
                           {"theirs_minor", row.theirs.minor},
                           {"ours_minor", row.ours.minor}});
  boost::json::array months;
  for (auto const& line : reconciliation.months) months.push_back(month_as_json(line));
  return boost::json::serialize(boost::json::object{{"revision", reconciliation.revision},
                                                    {"generation", enum_name(reconciliation.generation)},
                                                    {"rehearsal", mode == TakeoverMode::rehearse},
                                                    {"agrees", reconciliation.agrees()},
                                                    {"tables", tables_as_json(reconciliation)},
                                                    {"skipped", skipped},
                                                    {"renamed", renamed},
                                                    {"differences", differences},
                                                    {"months", months}}) +
         "\n";
}

auto run_takeover(TakeoverCommand const& command, sql::Database& database, Instant now,
                  i18n::Translator const& translator, std::ostream& out) -> int {
  auto name = command.organisation_name;
  if (name.empty()) name = translator.render(Message("organisation.unnamed"), {});
  auto const taken = integrations::take_over(command.file, database,
                                             {.now = now, .mode = command.mode, .organisation_name = name});
  if (!taken) {
    auto const sentence = translator.render(taken.error().message, {.language = i18n::Language::en});
    if (command.format == ReportFormat::json) {
      out << boost::json::serialize(boost::json::object{
                 {"refused", taken.error().message.key}, {"message", sentence}, {"agrees", false}})
          << '\n';
    } else {
      out << command.file.string() << ": " << sentence << '\n';
    }
    return 1;
  }
  out << (command.format == ReportFormat::json ? takeover_as_json(*taken, command.mode)
                                               : takeover_in_words(*taken, command.mode));
  return taken->agrees() ? 0 : 1;
}

auto takeover_command() -> Command {
  struct Options {
    TakeoverCommand takeover;
    bool dry_run = false;
    bool as_json = false;
  };
  auto const given = std::make_shared<Options>();
  return {.name = "takeover",
          .sentence = "Take over the database of the base system",
          .options =
              [given](CLI::App& app) {
                app.add_option("file", given->takeover.file, "The base system's bot.db")->required();
                app.add_flag("--dry-run", given->dry_run, "Say what would happen, change nothing");
                app.add_flag("--json", given->as_json, "Print one JSON object");
              },
          .run =
              [given](CommandRun const& command) {
                auto const settings = load_settings(command.source);
                log::configure(settings.log_level, settings.log_format);
                given->takeover.mode = given->dry_run ? TakeoverMode::rehearse : TakeoverMode::apply;
                given->takeover.format = given->as_json ? ReportFormat::json : ReportFormat::words;
                auto const database = open_and_migrate(settings).database;
                return run_takeover(given->takeover, *database, SystemClock().now(), i18n::Translator(),
                                    command.out);
              }};
}

}  // namespace pb::app
