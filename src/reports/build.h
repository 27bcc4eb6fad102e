#pragma once

#include "analytics/cube/version.h"
#include "analytics/outlook/outlook.h"
#include "domain/permission.h"
#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/definition.h"
#include "reports/parameters.h"

namespace pb::reports {

// For whom and when a report is built. What it points to outlives the building.
struct Occasion {
  analytics::Version const& version;
  Scope scope;  // what is outside takes part in no number
  i18n::Translator const& translator;
  i18n::Reader reader;
  Day today;  // relative periods count from it
  Instant now;
  analytics::Outlook const* outlook = nullptr;  // none: blocks about what is to come say so
};

// Answers every block. A block that cannot be answered becomes a Problem in the reader's words, and the rest
// of the report stands. Refused as a whole only where a parameter that the definition needs is missing, or
// one names an office, geo or person that the scope does not know. Asks some queries per block: milliseconds
// for a company of 600 territories.
[[nodiscard]] auto build(Definition const& definition, Parameters const& parameters, Occasion const& occasion)
    -> Result<Built>;

}  // namespace pb::reports
