#pragma once

#include <functional>
#include <memory>

#include "analytics/cube/version.h"
#include "analytics/outlook/outlook.h"
#include "i18n/translator.h"
#include "reports/workshop.h"
#include "sql/database.h"

namespace pb::app {

// What reports are made of; all of it outlives the workshop.
struct ReportSources {
  sql::Database& database;
  i18n::Translator const& translator;
  // The newest numbers; null until they are loaded: copies then wait.
  std::function<std::shared_ptr<analytics::Version const>()> numbers{};
  std::function<std::shared_ptr<analytics::Outlook const>()> outlook{};
};

// Makes copies of reports for deliveries: builds from the newest numbers, as if it were the copy's slot, and
// renders. In Telegram `text` is messages and `png` the report's first chart; a mail is the report itself,
// with the other formats as its files.
// `send_mail` is left empty.
[[nodiscard]] auto report_workshop(ReportSources const& sources) -> reports::Workshop;

}  // namespace pb::app
