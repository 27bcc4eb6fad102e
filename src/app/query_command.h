#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "analytics/query/table.h"
#include "domain/ids.h"
#include "i18n/translator.h"
#include "sql/database.h"

namespace pb::app {

// How the answer is given: as aligned columns, one JSON object, CSV, or a workbook of many rows.
enum class QueryFormat { words, json, csv, xlsx };

struct QueryCommand {
  std::filesystem::path file;
  QueryFormat format = QueryFormat::words;
  std::filesystem::path workbook{};  // where it is written
  std::optional<UserId> as{};        // whose view; nobody: everything
  std::optional<Day> today{};  // what relative ranges count from; nothing: the day it is for the organisation
};

// `profitbot query FILE.json [--json | --csv | --xlsx FILE] [--as USER] [--today DAY]`: reads a query,
// answers it from the database, changes nothing, and prints the table, the workbook's name or the refusal.
// The exit code: 0 when there is an answer, 1 where the file cannot be read, the query or the user is
// refused, or the database's schema is not the present one.
auto run_query(QueryCommand const& command, sql::Database& database, Instant now,
               i18n::Translator const& translator, std::ostream& out) -> int;

// An answer as aligned columns, with what is to be known about it below. Amounts with two decimals, ratios in
// percent, "-" for no data.
auto table_in_words(analytics::Table const& table) -> std::string;
// What is to be known about an answer, a sentence each.
auto notes_in_words(analytics::Table const& table) -> std::vector<std::string>;

}  // namespace pb::app
