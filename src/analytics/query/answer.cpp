#include "analytics/query/answer.h"

#include <algorithm>

#include "analytics/query/arrange.h"
#include "base/enum_name.h"

namespace pb::analytics {
namespace {

auto column_kind(Kind kind) -> ColumnKind {
  switch (kind) {
    case Kind::money:
      return ColumnKind::money;
    case Kind::ratio:
      return ColumnKind::ratio;
    case Kind::count:
      return ColumnKind::count;
    case Kind::minutes:
      return ColumnKind::minutes;
    case Kind::number:
      return ColumnKind::number;
  }
  std::unreachable();
}

auto table_columns(Plan const& plan) -> std::vector<TableColumn> {
  std::vector<TableColumn> columns;
  if (plan.query->grain) columns.push_back({kPeriodColumn, ColumnKind::period});
  for (auto const dimension : plan.query->group_by)
    columns.push_back({std::string(enum_name(dimension)), ColumnKind::dimension});
  for (auto const& column : plan.columns) columns.push_back({column.name, column_kind(column.kind)});
  return columns;
}

auto label(Dimension dimension, RowKey const& key, Dictionary const& dictionary) -> Label {
  switch (dimension) {
    case Dimension::office: {
      auto const& office = dictionary.office(key.office);
      return {office.id.value, office.name};
    }
    case Dimension::geo: {
      auto const& geo = dictionary.geo(key.geo);
      return {geo.id.value, geo.name};
    }
    case Dimension::territory: {
      auto const& territory = dictionary.territory(key.territory);
      return {territory.id.value,
              dictionary.office(territory.office).name + " · " + dictionary.geo(territory.geo).name};
    }
    case Dimension::manager: {
      if (key.manager == kAnyone) return {};
      auto const& manager = dictionary.manager(key.manager);
      return {manager.id.value, manager.name};
    }
  }
  std::unreachable();
}

auto table_row(Plan const& plan, AnswerRow&& row) -> TableRow {
  TableRow shown{.values = std::move(row.values)};
  if (plan.query->grain) {
    auto const days = days_of(row.key, plan, plan.range);
    shown.period = DayRange{days.first, days.last};
  }
  for (auto const dimension : plan.query->group_by)
    shown.labels.push_back(label(dimension, row.key, plan.version->dictionary()));
  return shown;
}

constexpr Measure kOfFacts[] = {
    Measure::fact,       Measure::delta,     Measure::attainment,       Measure::plan_of_reported,
    Measure::plan_error, Measure::plan_bias, Measure::target_attainment};

auto is_of_facts(Plan const& plan, Measure measure) -> bool {
  if (measure == Measure::contribution) return share_of(*plan.query) == ShareOf::fact;
  return std::ranges::find(kOfFacts, measure) != std::end(kOfFacts);
}

auto is_of_targets(Measure measure) -> bool {
  return measure == Measure::target || measure == Measure::target_attainment;
}

template <class F>
void add_note(Plan const& plan, std::vector<Note>& notes, NoteCode code, F concerns) {
  Note note{.code = code};
  for (std::size_t index = 0; index < plan.measures.count(); ++index) {
    if (std::ranges::any_of(plan.measures.made_of(index), concerns))
      note.columns.push_back(name_of(plan.query->measures[index]));
  }
  if (!note.columns.empty()) notes.push_back(std::move(note));
}

auto cuts_months(Plan const& plan) -> bool {
  auto const& range = plan.range;
  bool const fine = plan.query->grain && months_of(*plan.query->grain) == 0;
  return fine || Month::of(range.first).first() != range.first || Month::of(range.last).last() != range.last;
}

auto notes_of(Plan const& plan) -> std::vector<Note> {
  std::vector<Note> notes;
  auto const& organisation = plan.version->organisation();
  if (cuts_months(plan)) {
    if (organisation && organisation->fact_grain == store::FactGrain::month)
      add_note(plan, notes, NoteCode::fact_by_month, [&](Measure m) { return is_of_facts(plan, m); });
    add_note(plan, notes, NoteCode::target_by_month, is_of_targets);
    if (plan.query->compare == Comparison::target)
      notes.push_back({.code = NoteCode::target_by_month, .columns = {"compare"}});
  }
  if (share_of(*plan.query) == ShareOf::plan)
    add_note(plan, notes, NoteCode::contribution_of_plan,
             [](Measure m) { return m == Measure::contribution; });
  for (auto const& filter : plan.query->filters) {
    auto const* const result = std::get_if<ResultFilter>(&filter);
    if (result == nullptr) continue;
    if (notes.empty() || notes.back().code != NoteCode::totals_before_filters)
      notes.push_back({.code = NoteCode::totals_before_filters});
    notes.back().columns.push_back(result->column);
  }
  return notes;
}

}  // namespace

auto answer(Version const& version, Query const& query, Scope const& scope, Day today) -> Result<Table> {
  PB_TRY(auto const plan, analytics::plan(query, version, scope, today));
  PB_TRY(auto collected, collect(plan));
  PB_CHECK(set_targets(plan, scope, collected));
  auto& [rows, whole] = collected;
  for (auto& row : rows) row.values = values_of(plan, row.sums, whole);
  filter_results(plan, rows);
  put_in_order(plan, rows);

  Table table{.columns = table_columns(plan),
              .totals = values_of(plan, whole, whole),
              .rows_in_all = std::ssize(rows),
              .as_of = version.as_of().value,
              .range = {plan.range.first, plan.range.last},
              .notes = notes_of(plan)};
  PB_TRY(auto const others, cut(plan, rows));
  if (others) table.others = values_of(plan, *others, whole);
  if (plan.before) table.compared_range = DayRange{plan.before->first, plan.before->last};
  table.rows.reserve(rows.size());
  for (auto& row : rows) table.rows.push_back(table_row(plan, std::move(row)));
  return table;
}

}  // namespace pb::analytics
