#pragma once

#include <filesystem>
#include <ostream>

#include "app/report_format.h"
#include "i18n/translator.h"
#include "integrations/takeover.h"

namespace pb::app {

struct TakeoverCommand {
  std::filesystem::path file;
  integrations::TakeoverMode mode = integrations::TakeoverMode::apply;
  ReportFormat format = ReportFormat::words;
  std::string organisation_name;  // for a company that has not been set up; empty: the catalogue's
};

// `profitbot takeover FILE [--dry-run] [--json]`: takes over and prints the reconciliation. The exit code: 0
// when the sums of both sides agree; 1 when the file was refused or they do not, and then nothing has
// changed.
auto run_takeover(TakeoverCommand const& command, sql::Database& database, Instant now,
                  i18n::Translator const& translator, std::ostream& out) -> int;

// What run_takeover prints.
auto takeover_in_words(integrations::Reconciliation const& reconciliation, integrations::TakeoverMode mode)
    -> std::string;
auto takeover_as_json(integrations::Reconciliation const& reconciliation, integrations::TakeoverMode mode)
    -> std::string;

}  // namespace pb::app
