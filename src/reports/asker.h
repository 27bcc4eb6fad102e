#pragma once

#include "analytics/query/answer.h"
#include "reports/build.h"

// Inside building: questions as the report's parameters narrow them, and words for answers.
namespace pb::reports {

class Asker {
 public:
  Asker(Occasion const& occasion, Parameters const& parameters, analytics::Range period);

  // The block's query with the report's range, filters and comparison.
  [[nodiscard]] auto narrowed(analytics::Query query, bool own_range) const -> analytics::Query;
  // The answer to a narrowed query.
  [[nodiscard]] auto ask(analytics::Query const& query) const -> Result<analytics::Table>;

  [[nodiscard]] auto occasion() const -> Occasion const& { return occasion_; }
  [[nodiscard]] auto period() const -> DayRange const& { return period_; }
  [[nodiscard]] auto range() const -> analytics::Range const& { return range_; }
  [[nodiscard]] auto parameters() const -> Parameters const& { return parameters_; }

  [[nodiscard]] auto say(Message const& message) const -> std::string;
  [[nodiscard]] auto say(std::string key, std::initializer_list<MessageArg> args = {}) const -> std::string {
    return say(Message(std::move(key), args));
  }
  [[nodiscard]] auto money(std::int64_t minor) const -> std::string;
  // |part| / whole as "12 %".
  [[nodiscard]] auto percent(double ratio) const -> std::string;
  [[nodiscard]] auto words(DayRange const& period) const -> std::string;
  [[nodiscard]] auto words(Figure const& figure) const -> std::string;
  [[nodiscard]] auto name(analytics::Label const& label) const -> std::string;
  // "Plan", "Attainment"; a formula's own name.
  [[nodiscard]] auto title(analytics::AskedMeasure const& measure) const -> std::string;
  // Of a column of numbers, what it is compared with included.
  [[nodiscard]] auto title(analytics::Query const& query, analytics::Table const& table,
                           std::string const& column) const -> std::string;
  [[nodiscard]] auto title(analytics::Dimension dimension) const -> std::string;

 private:
  Occasion const& occasion_;
  Parameters const& parameters_;
  analytics::Range range_;
  DayRange period_;
};

// Where numbers begin among a table's columns.
[[nodiscard]] auto heads_of(analytics::Table const& table) -> std::size_t;
// Of a column of numbers, among the values of a row; nothing where it is not asked for.
[[nodiscard]] auto place_of(analytics::Table const& table, std::string_view column)
    -> std::optional<std::size_t>;

}  // namespace pb::reports
