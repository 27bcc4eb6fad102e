#pragma once

#include <filesystem>
#include <ostream>
#include <vector>

#include "charts/theme.h"
#include "domain/ids.h"
#include "i18n/translator.h"
#include "reports/format.h"
#include "reports/parameters.h"
#include "sql/database.h"

namespace pb::app {

struct ReportCommand {
  std::string name{};  // of a report, or a file with a definition
  std::optional<analytics::Range> period{};
  std::optional<analytics::Comparison> compare{};
  std::vector<std::string> offices{};  // names or ids
  std::string geo{};
  std::string manager{};
  i18n::Language language = i18n::kDefaultLanguage;
  std::vector<reports::Format> formats{};
  charts::Theme const* theme = &charts::light_theme();  // of pictures
  std::filesystem::path out = ".";
  std::optional<UserId> as{};
  std::optional<Day> today{};
};

// `profitbot report NAME ...`: builds a report from the database, which it does not change, writes its files
// into the folder and prints their names. The exit code: 0 when every format was written, 1 otherwise, with
// the reason.
auto run_report(ReportCommand const& command, sql::Database& database, Instant now,
                i18n::Translator const& translator, std::ostream& out) -> int;

// `profitbot report list`: names and titles of the built-in reports.
auto list_reports(i18n::Language language, std::ostream& out) -> int;

}  // namespace pb::app
