#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "analytics/cube/version.h"
#include "analytics/query/answer.h"
#include "analytics/query/query_json.h"

// For tests: numbers of a small company that never saw a database.
namespace pb::analytics {

inline auto day_of(int year, unsigned month, unsigned day) -> Day {
  return Day::from({std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)});
}

// Ids are those of the order in which things are added, from 1.
class TestNumbers {
 public:
  TestNumbers() {
    contents_.ground.organisation =
        store::Organisation{.name = "Profit", .currency = "UAH", .fiscal_start = 1};
    contents_.ground.position = {77};
  }

  auto office(std::string name) -> Index {
    auto const id = static_cast<std::int64_t>(dictionary().offices().size()) + 1;
    return dictionary().put(OfficeEntry{.id = OfficeId{id}, .name = std::move(name)});
  }
  auto geo(std::string name) -> Index {
    auto const id = static_cast<std::int64_t>(dictionary().geos().size()) + 1;
    return dictionary().put(GeoEntry{.id = GeoId{id}, .name = std::move(name)});
  }
  auto territory(Index office, Index geo) -> Index {
    auto const id = static_cast<std::int64_t>(dictionary().territories().size()) + 1;
    return dictionary().put(TerritoryEntry{.id = TerritoryId{id}, .office = office, .geo = geo});
  }
  auto manager(std::string name) -> Index {
    auto const id = static_cast<std::int64_t>(dictionary().managers().size()) + 1;
    return dictionary().put(ManagerEntry{.id = UserId{id}, .name = std::move(name)});
  }
  void plan(Index territory, Day day, std::int64_t amount, Index manager = kAnyone) {
    contents_.plans.push_back({day, {.territory = territory, .manager = manager, .amount = amount}});
  }
  void late_plan(Index territory, Day day, std::int64_t amount) {
    contents_.plans.push_back({day, {.territory = territory, .amount = amount, .late = true}});
  }
  void fact(Index territory, Month month, std::int64_t amount, Index manager = kAnyone) {
    facts().push_back({month, std::nullopt, {.territory = territory, .manager = manager, .amount = amount}});
  }
  void fact(Index territory, Day day, std::int64_t amount) {
    facts().push_back({Month::of(day), day, {.territory = territory, .amount = amount}});
  }
  void target(TargetEntry target) { contents_.ground.targets.push_back(target); }
  auto organisation() -> store::Organisation& { return *contents_.ground.organisation; }

  [[nodiscard]] auto version() const -> Version { return Version(contents_); }

  // The answer for whoever sees everything, unless told otherwise.
  [[nodiscard]] auto ask(std::string_view json, Scope const& scope = Scope::of(Actor::system())) const
      -> Result<Table> {
    PB_TRY(auto const query, parse_query(json));
    return answer(version(), query, scope, today);
  }
  static auto only_office(std::int64_t id) -> Scope {
    return Scope::of({.user = UserId{1}, .role = Role::head, .office = OfficeId{id}});
  }

  Day today = day_of(2025, 3, 12);  // a Wednesday

 private:
  auto dictionary() -> Dictionary& { return contents_.ground.dictionary; }
  auto facts() -> std::vector<FactRow>& { return contents_.ground.facts; }

  Contents contents_{};
};

// Two offices, two geos, and three of the four territories.
class TwoOffices : public testing::Test {
 protected:
  TestNumbers numbers_;
  Index lviv_ = numbers_.office("Lviv");
  Index odesa_ = numbers_.office("Odesa");
  Index poland_ = numbers_.geo("Poland");
  Index spain_ = numbers_.geo("Spain");
  Index lviv_poland_ = numbers_.territory(lviv_, poland_);
  Index lviv_spain_ = numbers_.territory(lviv_, spain_);
  Index odesa_poland_ = numbers_.territory(odesa_, poland_);
};

// A table's numbers as text, a line for each row and then totals and others, for comparing whole answers:
// "2025-01-01 Lviv | 100 - 12.5".
inline auto in_words(Value const& value) -> std::string {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (auto const* const real = std::get_if<double>(&value)) {
    auto text = std::to_string(*real);
    return text.substr(0, text.find('.') + 3);
  }
  return "-";
}
inline auto in_words(std::vector<Value> const& values) -> std::string {
  std::string text;
  for (auto const& value : values) text += (text.empty() ? "" : " ") + in_words(value);
  return text;
}
inline auto in_words(TableRow const& row) -> std::string {
  std::string text;
  if (row.period) text += to_iso(row.period->first) + " ";
  for (auto const& label : row.labels) text += (label.id ? label.name : "?") + " ";
  return text + "| " + in_words(row.values);
}
inline auto in_lines(Table const& table) -> std::vector<std::string> {
  std::vector<std::string> lines;
  for (auto const& row : table.rows) lines.push_back(in_words(row));
  if (table.others) lines.push_back("others | " + in_words(*table.others));
  lines.push_back("totals | " + in_words(table.totals));
  return lines;
}

}  // namespace pb::analytics
