#include "reports/build.h"

#include <array>

#include "base/enum_name.h"
#include "i18n/date.h"
#include "reports/build_parts.h"

namespace pb::reports {
namespace {

// In the order of the enum.
constexpr auto kNoteKeys =
    std::to_array<char const*>({"report.note.fact_by_month", "report.note.target_by_month",
                                "report.note.contribution_of_plan", "report.note.totals_before_filters"});
static_assert(static_cast<std::size_t>(analytics::NoteCode::totals_before_filters) + 1 == kNoteKeys.size());

struct PartBuilder {
  Asker const& asker;
  bool own_range;

  auto operator()(TilesPart const& part) const { return build_tiles(asker, part, own_range); }
  auto operator()(TablePart const& part) const { return build_table(asker, part, own_range); }
  auto operator()(ChartDefinition const& part) const { return build_chart(asker, part, own_range); }
  auto operator()(TextPart const& part) const { return build_text(asker, part); }
  auto operator()(BreakPart const& /*unused*/) const -> Result<Answered> { return Answered{PageBreak{}, {}}; }
};

auto build_block(Asker const& asker, BlockDefinition const& definition) -> Block {
  Block block{.title = definition.title.in(asker.occasion().reader.language)};
  auto answered = std::visit(PartBuilder{asker, definition.own_range}, definition.part);
  if (answered) {
    block.part = std::move(answered->part);
    block.notes = std::move(answered->notes);
  } else {
    block.part = Problem{asker.say(answered.error().message)};
  }
  return block;
}

auto unknown(char const* what, std::int64_t id) -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.query.id_unknown", {{"dimension", what}, {"id", id}}),
              std::string("/") + what);
}

// "January 2026 · Odesa · Poland", or why that cannot be.
auto subtitle_of(Asker const& asker) -> Result<std::string> {
  auto const& occasion = asker.occasion();
  auto const& dictionary = occasion.version.dictionary();
  auto const& parameters = asker.parameters();
  auto subtitle = asker.words(asker.period());
  for (auto const office : parameters.offices) {
    auto const index = dictionary.find(office);
    if (index == analytics::kAnyone || !occasion.scope.includes(office))
      return unknown("office", office.value);
    subtitle += " · " + dictionary.office(index).name;
  }
  if (auto const only = occasion.scope.office(); only && parameters.offices.empty()) {
    if (auto const index = dictionary.find(*only); index != analytics::kAnyone)
      subtitle += " · " + dictionary.office(index).name;
  }
  if (parameters.geo) {
    auto const index = dictionary.find(*parameters.geo);
    if (index == analytics::kAnyone) return unknown("geo", parameters.geo->value);
    subtitle += " · " + dictionary.geo(index).name;
  }
  if (parameters.manager) {
    auto const index = dictionary.find(*parameters.manager);
    if (index == analytics::kAnyone) return unknown("manager", parameters.manager->value);
    subtitle += " · " + dictionary.manager(index).name;
  }
  return subtitle;
}

auto check_needs(Definition const& definition, Parameters const& parameters) -> Result<void> {
  for (auto const need : definition.needs) {
    bool const given = need == Parameter::office ? !parameters.offices.empty()
                       : need == Parameter::geo  ? parameters.geo.has_value()
                                                 : parameters.manager.has_value();
    if (!given)
      return fail(ErrorCode::invalid,
                  Message("error.report.parameter_missing", {{"parameter", std::string(enum_name(need))}}),
                  "/" + std::string(enum_name(need)));
  }
  return {};
}

}  // namespace

auto build(Definition const& definition, Parameters const& parameters, Occasion const& occasion)
    -> Result<Built> {
  PB_CHECK(check_needs(definition, parameters));
  Asker const asker(occasion, parameters, parameters.period.value_or(definition.period));
  PB_TRY(auto subtitle, subtitle_of(asker));
  auto const& organisation = occasion.version.organisation();
  auto const& reader = occasion.reader;
  Built built{
      .name = definition.name,
      .title = definition.title.in(reader.language),
      .subtitle = std::move(subtitle),
      .organisation = organisation ? organisation->name : std::string(),
      .made = asker.say("report.made",
                        {{"moment", i18n::format_instant(occasion.now, reader.time_zone, reader.language)}}),
      .period = asker.period(),
      .made_at = occasion.now,
      .as_of = occasion.version.as_of().value,
      .reader = reader,
      .orientation = definition.orientation};
  for (auto const& block : definition.blocks) built.blocks.push_back(build_block(asker, block));
  return built;
}

auto notes_of(Asker const& asker, analytics::Query const& query, analytics::Table const& table)
    -> std::vector<std::string> {
  std::vector<std::string> notes;
  for (auto const& note : table.notes) {
    std::string columns;
    for (auto const& column : note.columns)
      columns += (columns.empty() ? "" : ", ") + asker.title(query, table, column);
    notes.push_back(
        asker.say(kNoteKeys[static_cast<std::size_t>(note.code)], {{"columns", std::move(columns)}}));
  }
  return notes;
}

}  // namespace pb::reports
