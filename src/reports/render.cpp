#include "reports/render.h"

#include <boost/json/serialize.hpp>

#include "base/enum_name.h"
#include "reports/chat.h"
#include "reports/csv.h"
#include "reports/file_name.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/pdf.h"
#include "reports/png.h"
#include "reports/xlsx.h"

namespace pb::reports {
namespace {

using Files = std::vector<File>;

auto one(Built const& built, std::string_view extension, std::string content_type, std::string bytes)
    -> Files {
  return {{file_name(built, extension), std::move(content_type), std::move(bytes)}};
}

}  // namespace

auto render(Built const& built, Format format, i18n::Translator const& translator, charts::Theme const& theme)
    -> Result<Files> {
  switch (format) {
    case Format::pdf:
      return one(built, "pdf", "application/pdf", to_pdf(built, translator));
    case Format::xlsx: {
      PB_TRY(auto file, to_xlsx(built, translator));
      return Files{std::move(file)};
    }
    case Format::png:
      return one(built, "png", "image/png", to_png(built, translator, theme));
    case Format::text:
      return Files{to_text(built, translator)};
    case Format::json:
      return one(built, "json", "application/json", boost::json::serialize(to_json(built)) + "\n");
    case Format::csv:
      return to_csv(built, translator);
    case Format::html:
      return Files{to_html(built, translator)};
  }
  return fail(ErrorCode::invalid,
              Message("error.report.format", {{"format", std::string(enum_name(format))}}));
}

}  // namespace pb::reports
