#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "reports/built.h"

// For tests and measurements: built reports with every kind of part, with hostile texts, without data, and as
// large as wanted. All numbers are made up and the same in every run.
namespace pb::reports::samples {

inline auto money(std::int64_t minor, Tone tone = Tone::plain) -> Cell {
  return {Figure{minor, ColumnKind::money}, tone};
}
inline auto ratio(std::int64_t basis_points, Tone tone = Tone::plain) -> Cell {
  return {Figure{basis_points, ColumnKind::ratio}, tone};
}
inline auto count(std::int64_t number) -> Cell {
  return {Figure{number, ColumnKind::count}};
}
inline auto minutes(std::int64_t number) -> Cell {
  return {Figure{number, ColumnKind::minutes}};
}
inline auto text(std::string words) -> Cell {
  return {std::move(words)};
}
inline auto no_data(ColumnKind kind) -> Cell {
  return {Figure{{}, kind}};
}

inline auto day(int year, unsigned month, unsigned of_month) -> Day {
  return Day::from({std::chrono::year(year), std::chrono::month(month), std::chrono::day(of_month)});
}

inline auto empty_report(i18n::Language language = i18n::Language::uk) -> Built {
  return {.name = "monthly",
          .title = "Місячний звіт",
          .subtitle = "січень 2026 · Одеса",
          .organisation = "Чорноморська мережа",
          .made = "Створено 01.02.2026, 09:00",
          .period = {day(2026, 1, 1), day(2026, 1, 31)},
          .made_at = Instant(std::chrono::sys_days(day(2026, 2, 1).date())) + std::chrono::hours(7),
          .as_of = 42,
          .reader = {.language = language}};
}

inline auto words_of_number() -> charts::Words {
  return [](double value) { return fmt::format("{:.0f}", value); };
}
inline auto chart_of(charts::Content content) -> charts::Chart {
  return {.content = std::move(content),
          .axis = words_of_number(),
          .exact = words_of_number(),
          .no_data = "Немає даних"};
}

inline auto tiles() -> Tiles {
  return {{{.label = "Факт",
            .figure = {std::int64_t{1'234'567'850}, ColumnKind::money},
            .change = Figure{std::int64_t{-45'000'000}, ColumnKind::money},
            .note = "проти грудня 2025",
            .tone = Tone::bad,
            .recent = {{10, 12, 11, std::nullopt, 14, 9}}},
           {.label = "Виконання плану",
            .figure = {std::int64_t{9'340}, ColumnKind::ratio},
            .change = Figure{std::int64_t{120}, ColumnKind::ratio},
            .note = "проти грудня 2025",
            .tone = Tone::warning},
           {.label = "Напрямів зі звітом", .figure = {std::int64_t{57}, ColumnKind::count}},
           {.label = "Відповідь на запит", .figure = {std::int64_t{65}, ColumnKind::minutes}},
           {.label = "Ціль", .figure = {{}, ColumnKind::money}, .note = "ціль не встановлено"}}};
}

inline auto grid_head() -> std::vector<Column> {
  return {{"Офіс і напрям", ColumnKind::dimension},
          {"План", ColumnKind::money},
          {"Факт", ColumnKind::money},
          {"Відхилення", ColumnKind::money},
          {"Виконання", ColumnKind::ratio},
          {"Звітів", ColumnKind::count},
          {"Відповідь", ColumnKind::minutes}};
}

inline auto sum_row(RowKind kind, std::int32_t level, std::string name, std::int64_t plan, std::int64_t fact,
                    std::int64_t reports) -> Row {
  auto const share = plan > 0 ? (fact * 10'000 + plan / 2) / plan : 0;
  auto const tone = share >= 10'000 ? Tone::good : share < 8'000 ? Tone::bad : Tone::warning;
  return {
      kind,
      level,
      {text(std::move(name)), money(plan), money(fact), money(fact - plan),
       plan > 0 ? ratio(share, tone) : no_data(ColumnKind::ratio), count(reports), minutes(15 + share % 90)}};
}

// `offices` groups of `geos` rows each, with the sums of each office in the head of its group, and a total.
inline auto grouped_grid(std::int64_t offices, std::int64_t geos) -> Grid {
  Grid grid{.columns = grid_head()};
  std::int64_t plan = 0;
  std::int64_t fact = 0;
  for (std::int64_t office = 0; office < offices; ++office) {
    auto const head = grid.rows.size();
    grid.rows.emplace_back();
    std::int64_t office_plan = 0;
    std::int64_t office_fact = 0;
    for (std::int64_t geo = 0; geo < geos; ++geo) {
      auto const seed = office * geos + geo;
      auto const row_plan = 1'000'000 + seed % 97 * 31'250;
      auto const row_fact = row_plan * (70 + seed * 7 % 50) / 100;
      grid.rows.push_back(
          sum_row(RowKind::row, 1, fmt::format("Напрям {}-{}", office + 1, geo + 1), row_plan, row_fact, 20));
      office_plan += row_plan;
      office_fact += row_fact;
    }
    grid.rows[head] =
        sum_row(RowKind::group, 0, fmt::format("Офіс {}", office + 1), office_plan, office_fact, 20 * geos);
    plan += office_plan;
    fact += office_fact;
  }
  grid.rows.push_back(sum_row(RowKind::total, 0, "Разом", plan, fact, 20 * geos * offices));
  return grid;
}

inline auto grid_with_oddities() -> Grid {
  auto grid = grouped_grid(2, 2);
  auto total = std::move(grid.rows.back());
  grid.rows.pop_back();
  grid.rows.push_back(sum_row(
      RowKind::row, 0, "Представництво у Кам'янець-Подільському районі Хмельницької області (відновлене)", 0,
      -1'250'075, 3));
  grid.rows.push_back(
      {RowKind::row,
       0,
       {text("Ужгород"), money(500'000), no_data(ColumnKind::money), no_data(ColumnKind::money),
        no_data(ColumnKind::ratio), count(0), no_data(ColumnKind::minutes)}});
  grid.rows.push_back(sum_row(RowKind::others, 0, "Інші (12)", 2'000'000, 1'900'000, 12));
  auto const sum = [&](std::size_t column) {
    std::int64_t result = 0;
    for (auto const& row : grid.rows) {
      auto const* const figure = std::get_if<Figure>(&row.cells[column].content);
      if (row.level != 0 || figure == nullptr) continue;
      if (auto const* const value = std::get_if<std::int64_t>(&figure->value)) result += *value;
    }
    return result;
  };
  grid.rows.push_back(sum_row(RowKind::total, 0, "Разом", sum(1), sum(2), sum(5)));
  // What has no fact yet is no deviation: the whole is not plan against fact of the same rows.
  grid.rows.back().cells[3] = money(sum(3));
  return grid;
}

// First column the categories, then one of money for each series.
inline auto chart_data(std::vector<std::string> const& categories, std::vector<charts::Line> const& series,
                       ColumnKind kind = ColumnKind::money) -> Grid {
  Grid grid{.columns = {{"", ColumnKind::dimension}}};
  for (auto const& line : series) grid.columns.push_back({line.name, kind});
  for (std::size_t at = 0; at < categories.size(); ++at) {
    Row row{.cells = {text(categories[at])}};
    for (auto const& line : series) {
      auto const& value = line.values[at];
      row.cells.push_back(value ? Cell{Figure{static_cast<std::int64_t>(*value * 100), kind}}
                                : no_data(kind));
    }
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

inline auto line_part() -> ChartPart {
  charts::LineChart chart;
  charts::Line fact{.name = "Факт"};
  charts::Line plan{.name = "План", .kind = charts::LineKind::goal};
  charts::Line before{.name = "Грудень", .kind = charts::LineKind::comparison};
  charts::Line forecast{.name = "Прогноз", .kind = charts::LineKind::forecast};
  charts::Band band{.name = "80 %"};
  for (int at = 1; at <= 31; ++at) {
    chart.points.push_back(fmt::format("{} січ.", at));
    auto const value = 40'000.0 + 900 * at + (at % 7 > 4 ? -18'000 : 0);
    bool const known = at <= 22;
    fact.values.push_back(known && at != 9 ? charts::Number(value) : std::nullopt);
    plan.values.emplace_back(52'000.0);
    before.values.emplace_back(value * 0.9);
    forecast.values.push_back(known ? std::nullopt : charts::Number(value * 1.02));
    band.low.push_back(known ? std::nullopt : charts::Number(value * 0.9));
    band.high.push_back(known ? std::nullopt : charts::Number(value * 1.12));
  }
  chart.lines = {fact, plan, before, forecast};
  auto data = chart_data(chart.points,
                         {fact, plan, before, forecast, {"80 % від", band.low}, {"80 % до", band.high}});
  chart.bands = {band};
  chart.marks = {{.line = 0, .point = 13, .text = "незвично мало"}};
  return {.kind = ChartKind::line,
          .chart = chart_of(std::move(chart)),
          .summary = "Факт зростає з 40 900 ₴ до 59 800 ₴; до кінця місяця очікується 69 258 ₴ на день.",
          .data = std::move(data)};
}

inline auto bars_part(charts::BarChart::Arrangement arrangement) -> ChartPart {
  charts::BarChart chart{.arrangement = arrangement,
                         .categories = {"Одеса", "Львів", "Київ", "Представництво в Ужгороді"},
                         .series = {{"План", {120'000.0, 80'000.0, 240'000.0, 15'000.0}},
                                    {"Факт", {105'000.0, 92'500.5, 251'000.0, -3'000.0}}}};
  bool const stacked = arrangement == charts::BarChart::Arrangement::stacked;
  if (stacked) chart.series.back().values.back() = 3'000;
  auto data = chart_data(chart.categories, chart.series);
  return {.kind = stacked ? ChartKind::stacked_bars : ChartKind::bars,
          .chart = chart_of(std::move(chart)),
          .summary = "Найбільше відстає Одеса: 105 000 ₴ із 120 000 ₴.",
          .data = std::move(data)};
}

inline auto heat_map_part() -> ChartPart {
  charts::HeatMap map{.columns = {"Польща", "Чехія", "Литва"},
                      .rows = {"Одеса", "Львів"},
                      .cells = {{93.4, 104.0, std::nullopt}, {71.25, 100.0, 130.0}},
                      .middle = 100};
  std::vector<charts::Line> columns;
  for (std::size_t at = 0; at < map.columns.size(); ++at)
    columns.push_back({map.columns[at], {map.cells[0][at], map.cells[1][at]}});
  auto data = chart_data(map.rows, columns, ColumnKind::ratio);
  return {.kind = ChartKind::heat_map,
          .chart = chart_of(std::move(map)),
          .summary = "Виконання від 71,3 % (Львів, Польща) до 130 % (Львів, Литва).",
          .data = std::move(data)};
}

inline auto waterfall_part() -> ChartPart {
  charts::Waterfall fall{.before = "Грудень",
                         .from = 500'000,
                         .steps = {{"Одеса", 42'000}, {"Львів", -61'500.5}, {"Київ", 12'000}},
                         .after = "Січень"};
  auto data = chart_data({"Грудень", "Одеса", "Львів", "Київ", "Січень"},
                         {{"Зміна", {500'000.0, 42'000.0, -61'500.5, 12'000.0, 492'499.5}}});
  return {.kind = ChartKind::waterfall,
          .chart = chart_of(std::move(fall)),
          .summary = "На 7 500,50 ₴ менше, ніж у грудні: Львів −61 500,50 ₴.",
          .data = std::move(data)};
}

inline auto bullet_part() -> ChartPart {
  charts::Bullet bullet{.rows = {{"Одеса", 105'000, 120'000, 131'000}, {"Львів", 92'500, 80'000, {}}}};
  auto data = chart_data({"Одеса", "Львів"}, {{"Факт", {105'000.0, 92'500.0}},
                                              {"Ціль", {120'000.0, 80'000.0}},
                                              {"Очікується", {131'000.0, std::nullopt}}});
  return {.kind = ChartKind::bullet,
          .chart = chart_of(std::move(bullet)),
          .summary = "Одеса: 105 000 ₴ із 120 000 ₴. Львів: 92 500 ₴ із 80 000 ₴.",
          .data = std::move(data)};
}

inline auto sparkline_part() -> ChartPart {
  charts::Sparkline line{{3, 5, 4, std::nullopt, 8, 9, 2}};
  auto data = chart_data({"пн", "вт", "ср", "чт", "пт", "сб", "нд"}, {{"Факт", line.values}});
  return {.kind = ChartKind::sparkline,
          .chart = chart_of(std::move(line)),
          .summary = "Тиждень: від 2 ₴ до 9 ₴.",
          .data = std::move(data)};
}

inline auto with_every_part(i18n::Language language = i18n::Language::uk) -> Built {
  auto built = empty_report(language);
  built.blocks = {
      {.title = "Головне", .part = tiles()},
      {.part = Paragraphs{{{"Одеса відстає на 12 %, дві третини з цього — Одеса Порт.", Tone::bad},
                           {"Львів перевиконав план на 4 %.", Tone::good},
                           {"Один напрям ще не звітував.", Tone::warning},
                           {"Усього працювали 57 напрямів."}}}},
      {.title = "План і факт", .part = grid_with_oddities(), .notes = {"Факт Ужгорода ще не надіслано."}},
      {.title = "Щодня", .part = line_part(), .notes = {"Смуга: 80 % імовірності."}},
      {.part = PageBreak{}},
      {.title = "Офіси", .part = bars_part(charts::BarChart::Arrangement::grouped)},
      {.title = "Офіси", .part = bars_part(charts::BarChart::Arrangement::stacked)},
      {.title = "Офіси × напрями", .part = heat_map_part()},
      {.title = "Звідки зміна", .part = waterfall_part()},
      {.title = "До цілі", .part = bullet_part()},
      {.part = sparkline_part()},
      {.title = "Історія", .part = Problem{"Цю частину не побудовано: офісу вже немає."}},
  };
  return built;
}

inline auto large(std::int64_t offices, std::int64_t geos) -> Built {
  auto built = empty_report();
  built.blocks = {{.title = "Головне", .part = tiles()},
                  {.title = "План і факт", .part = grouped_grid(offices, geos)},
                  {.title = "Щодня", .part = line_part()}};
  return built;
}

inline auto without_rows() -> Built {
  auto built = empty_report();
  built.blocks = {{.title = "План і факт", .part = Grid{.columns = grid_head()}},
                  {.title = "Щодня",
                   .part = ChartPart{.chart = chart_of(charts::LineChart{}), .summary = "Немає даних."}},
                  {.title = "Головне", .part = Tiles{}},
                  {.part = Paragraphs{}}};
  return built;
}

// Texts that break out of markup, sheets, formulas, names and encodings.
inline auto hostile_texts() -> std::vector<std::string> {
  std::string long_text;
  while (long_text.size() < 1000) long_text += "Дуже довга назва ";
  return {"<script>alert(1)</script> & \"x\" 'y'",
          "=HYPERLINK(\"http://example.org\")",
          "+1",
          "-1+1",
          "@SUM(A1)",
          "\tтаб",
          "\rповернення",
          "a;b,c\"d\r\nнова",
          "التقرير الشهري للمكاتب",
          std::string("\x01\x02\x1F нуль\0після", 20),
          "\xFF\xFE погано \xC3",
          "'[a]:*?/\\'",
          "History",
          "_x0041_",
          "]]>",
          "{0} {name}",
          "&D&P &amp;",
          long_text};
}

inline auto with_hostile_texts() -> Built {
  auto built = empty_report();
  built.organisation = "\"ТОВ\" <Мережа> & Co";
  for (auto const& hostile : hostile_texts()) {
    auto grid = Grid{.columns = {{hostile, ColumnKind::dimension}, {hostile, ColumnKind::money}},
                     .rows = {{.cells = {text(hostile), money(-100)}},
                              {.kind = RowKind::total, .cells = {text(hostile), money(-100)}}}};
    auto chart = bars_part(charts::BarChart::Arrangement::grouped);
    chart.summary = hostile;
    chart.data.columns[1].title = hostile;
    chart.data.rows[0].cells[0] = text(hostile);
    auto& bars = std::get<charts::BarChart>(chart.chart.content);
    bars.series[0].name = hostile;
    bars.categories[0] = hostile;
    built.blocks.push_back({.title = hostile, .part = std::move(grid), .notes = {hostile}});
    built.blocks.push_back({.title = hostile, .part = std::move(chart)});
    built.blocks.push_back({.title = hostile, .part = Paragraphs{{{hostile, Tone::bad}}}});
    built.blocks.push_back({.title = hostile, .part = Tiles{{{.label = hostile, .note = hostile}}}});
    built.blocks.push_back({.title = hostile, .part = Problem{hostile}});
  }
  built.title = built.blocks.front().title;
  return built;
}

}  // namespace pb::reports::samples
