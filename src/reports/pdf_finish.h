#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"
#include "i18n/language.h"
#include "reports/page.h"

namespace pb::reports {

// What a tagged document says about itself.
struct PdfFacts {
  std::string title;
  std::string author;
  i18n::Language language = i18n::kDefaultLanguage;
  Instant made_at{};
};

// Completes a document that cairo has drawn and tagged from these pages (its structure elements in the order
// of the nodes): language, title, alternative texts, scopes of heads, artifacts, metadata. Throws
// std::runtime_error where the document is not what the pages say.
[[nodiscard]] auto finish_pdf(std::string drawn, Pages const& pages, PdfFacts const& facts) -> std::string;

}  // namespace pb::reports
