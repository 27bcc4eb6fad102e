#include "app/report_workshop.h"

#include "analytics/query/answer.h"
#include "domain/time_zone.h"
#include "reports/build.h"
#include "reports/built_in.h"
#include "reports/chat.h"
#include "reports/definition_json.h"
#include "reports/file_name.h"
#include "reports/html.h"
#include "reports/png.h"
#include "reports/render.h"
#include "reports/row_selection.h"
#include "reports/stored_definitions.h"

namespace pb::app {
namespace {

using reports::Built;
using reports::CopyRequest;
using reports::Format;
using store::ArtefactRole;
using store::NewArtefact;

auto definition_of(sql::Database& database, CopyRequest const& request) -> Result<reports::Definition> {
  if (request.version == 0) {
    if (auto const* const built_in = reports::built_in_definition(request.definition)) return *built_in;
  } else {
    auto const text = database.read([&](sql::Session& session) {
      store::Unit unit{session, request.slot};
      return reports::definition_text(unit, request.definition, request.version);
    });
    if (text) return reports::parse_definition(*text);
  }
  return fail(ErrorCode::not_found, Message("error.report.unknown", {{"name", request.definition}}));
}

auto built_for(ReportSources const& sources, CopyRequest const& request) -> Result<Built> {
  auto const version = sources.numbers ? sources.numbers() : nullptr;
  if (!version || !version->organisation())
    return fail(ErrorCode::unavailable, Message("report.reason.later"));
  PB_TRY(auto const definition, definition_of(sources.database, request));
  PB_TRY(auto const parameters, reports::parse_parameters(request.parameters));
  auto const outlook = sources.outlook ? sources.outlook() : nullptr;
  return reports::build(definition, parameters,
                        {.version = *version,
                         .scope = reports::scope_of(request),
                         .translator = sources.translator,
                         .reader = {.language = request.language,
                                    .currency = version->organisation()->currency,
                                    .time_zone = request.time_zone},
                         .today = local_day(request.slot, request.time_zone),
                         .now = request.slot,
                         .outlook = outlook.get()});
}

// The first chart for a look in passing; a report without one is shown as a page.
auto picture_of(Built const& built, i18n::Translator const& translator) -> NewArtefact {
  auto const name = reports::file_name(built, "png");
  for (auto const& block : built.blocks) {
    auto const* const chart = std::get_if<reports::ChartPart>(&block.part);
    if (chart == nullptr) continue;
    auto const title = block.title.empty() ? built.title : block.title + " · " + built.subtitle;
    return {ArtefactRole::photo, name, "image/png",
            reports::chart_to_png(*chart, title, charts::light_theme())};
  }
  return {ArtefactRole::document, name, "image/png",
          reports::to_png(built, translator, charts::light_theme())};
}

// The body of a mail and its pictures.
auto mail_parts(Built const& built, i18n::Translator const& translator) -> std::vector<NewArtefact> {
  auto mail = reports::to_mail(reports::for_message(built, translator), translator);
  std::vector<NewArtefact> made;
  made.push_back({ArtefactRole::mail_html, "mail.html", "text/html", std::move(mail.html)});
  made.push_back({ArtefactRole::mail_text, "mail.txt", "text/plain", std::move(mail.text)});
  for (auto& picture : mail.pictures)
    made.push_back({ArtefactRole::mail_inline, picture.content_id, "image/png", std::move(picture.bytes)});
  return made;
}

bool is_in_the_mail_itself(Format format) {
  return format == Format::html || format == Format::text;
}

auto artefacts_of(Built const& built, Format format, reports::Channel channel,
                  i18n::Translator const& translator) -> Result<std::vector<NewArtefact>> {
  std::vector<NewArtefact> made;
  if (channel == reports::Channel::telegram && format == Format::text) {
    for (auto& message : reports::to_chat(built, translator))
      made.push_back({ArtefactRole::message, "message.html", "text/html", std::move(message)});
    return made;
  }
  if (channel == reports::Channel::telegram && format == Format::png) {
    made.push_back(picture_of(built, translator));
    return made;
  }
  PB_TRY(auto files, reports::render(built, format, translator));
  for (auto& file : files)
    made.push_back({ArtefactRole::document, file.name, file.content_type, std::move(file.bytes)});
  return made;
}

auto make_copy(ReportSources const& sources, CopyRequest const& request) -> Result<reports::MadeCopy> {
  PB_TRY(auto const built, built_for(sources, request));
  reports::MadeCopy copy{.title = built.title + " · " + built.subtitle};
  bool const by_mail = request.channel == reports::Channel::email;
  if (by_mail) copy.artefacts = mail_parts(built, sources.translator);
  for (auto const format : request.formats) {
    if (by_mail && is_in_the_mail_itself(format)) continue;
    PB_TRY(auto made, artefacts_of(built, format, request.channel, sources.translator));
    std::ranges::move(made, std::back_inserter(copy.artefacts));
  }
  return copy;
}

auto attainment_for(ReportSources const& sources, CopyRequest const& request) -> std::optional<std::int64_t> {
  auto const version = sources.numbers ? sources.numbers() : nullptr;
  auto const definition = definition_of(sources.database, request);
  auto const parameters = reports::parse_parameters(request.parameters);
  if (!version || !definition || !parameters) return std::nullopt;
  analytics::Query query{.measures = {analytics::Measure::attainment},
                         .range = parameters->period.value_or(definition->period)};
  if (!parameters->offices.empty()) {
    analytics::DimensionFilter filter{.dimension = analytics::Dimension::office};
    for (auto const office : parameters->offices) filter.ids.push_back(office.value);
    query.filters.emplace_back(std::move(filter));
  }
  auto const table = analytics::answer(*version, query, reports::scope_of(request),
                                       local_day(request.slot, request.time_zone));
  return table ? reports::whole(table->totals.front()) : std::nullopt;
}

}  // namespace

auto report_workshop(ReportSources const& sources) -> reports::Workshop {
  return {.make = [sources](CopyRequest const& request) { return make_copy(sources, request); },
          .attainment = [sources](CopyRequest const& request) { return attainment_for(sources, request); },
          .send_mail = {}};
}

}  // namespace pb::app
