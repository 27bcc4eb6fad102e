#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/format.h"

namespace pb::reports {

struct InlinePicture {
  std::string content_id{};  // "chart-1": what the body names as cid:chart-1
  std::string bytes{};       // PNG
};

// Stands in the HTML where more may follow the report, such as how to unsubscribe.
inline constexpr std::string_view kMailEnd = "<!--end-->";

// A mail of a report: tables and inline styles only, readable at 320 pixels and in the dark; charts as
// pictures with their summaries as alternative texts. `text` says the same without markup.
struct MailBody {
  std::string html{};
  std::string text{};
  std::vector<InlinePicture> pictures{};
};
[[nodiscard]] auto to_mail(Built const& built, i18n::Translator const& translator) -> MailBody;

// The same as one file that stands alone: its pictures are inside.
[[nodiscard]] auto to_html(Built const& built, i18n::Translator const& translator) -> File;

}  // namespace pb::reports
