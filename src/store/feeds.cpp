#include "store/feeds.h"

#include <fmt/format.h>

#include <array>
#include <deque>

#include "base/enum_name.h"

namespace pb::store {
namespace {

using odata::Options;
using odata::Property;
using odata::Set;
using odata::Type;

auto sets() -> std::array<Set, 4> const& {
  static std::array<Set, 4> const all{Set{"Plans",
                                          "Plan",
                                          {"Id"},
                                          {{"Id", Type::whole},
                                           {"TerritoryId", Type::whole},
                                           {"OfficeId", Type::whole},
                                           {"Office", Type::text},
                                           {"GeoId", Type::whole},
                                           {"Geo", Type::text},
                                           {"Day", Type::date},
                                           {"Amount", Type::decimal},
                                           {"ById", Type::whole, true},
                                           {"By", Type::text},
                                           {"SubmittedAt", Type::moment},
                                           {"Late", Type::flag}}},
                                      Set{"Facts",
                                          "Fact",
                                          {"Id"},
                                          {{"Id", Type::whole},
                                           {"TerritoryId", Type::whole},
                                           {"OfficeId", Type::whole},
                                           {"Office", Type::text},
                                           {"GeoId", Type::whole},
                                           {"Geo", Type::text},
                                           {"Month", Type::date},
                                           {"Day", Type::date, true},
                                           {"Amount", Type::decimal},
                                           {"ById", Type::whole, true},
                                           {"By", Type::text},
                                           {"SubmittedAt", Type::moment},
                                           {"Late", Type::flag}}},
                                      Set{"Territories",
                                          "Territory",
                                          {"Id"},
                                          {{"Id", Type::whole},
                                           {"OfficeId", Type::whole},
                                           {"Office", Type::text},
                                           {"GeoId", Type::whole},
                                           {"Geo", Type::text},
                                           {"TimeZone", Type::text},
                                           {"Open", Type::flag}}},
                                      Set{"MonthlyNumbers",
                                          "MonthlyNumber",
                                          {"TerritoryId", "Month"},
                                          {{"TerritoryId", Type::whole},
                                           {"OfficeId", Type::whole},
                                           {"Office", Type::text},
                                           {"GeoId", Type::whole},
                                           {"Geo", Type::text},
                                           {"Month", Type::date},
                                           {"Plan", Type::decimal, true},
                                           {"Fact", Type::decimal, true},
                                           {"Delta", Type::decimal, true},
                                           {"Submissions", Type::whole}}}};
  return all;
}

// The first day of a month that is counted from January of the year 0 (days_from_civil, Hinnant 2013).
auto first_day(std::string const& month) -> std::string {
  auto const year = fmt::format("({0} / 12 - case when {0} % 12 < 2 then 1 else 0 end)", month);
  auto const of_year =
      fmt::format("((153 * ({0} % 12 + case when {0} % 12 > 1 then -2 else 10 end) + 2) / 5)", month);
  return fmt::format(
      "({0} / 400 * 146097 + {0} % 400 * 365 + {0} % 400 / 4 - {0} % 400 / 100 + {1} - 719468)", year,
      of_year);
}

constexpr auto kPlaces = "join offices o on o.id = t.office_id join geos g on g.id = t.geo_id ";
constexpr auto kScope = "where (cast($1 as bigint) is null or t.office_id = $1)";

auto values_from(std::string const& table, std::string const& periods) -> std::string {
  return fmt::format(
      R"(select v.id as "Id", v.territory_id as "TerritoryId", t.office_id as "OfficeId", o.name as "Office", )"
      R"(t.geo_id as "GeoId", g.name as "Geo", {}, v.amount as "Amount", v.user_id as "ById", )"
      R"(coalesce(u.name, '') as "By", v.submitted_at as "SubmittedAt", v.late as "Late" from {} v )"
      R"(join territories t on t.id = v.territory_id {}left join users u on u.id = v.user_id {})",
      periods, table, kPlaces, kScope);
}

auto territories() -> std::string {
  return fmt::format(
      R"(select t.id as "Id", t.office_id as "OfficeId", o.name as "Office", t.geo_id as "GeoId", g.name as "Geo", )"
      R"(coalesce(o.time_zone, n.time_zone, 'UTC') as "TimeZone", )"
      R"(case when coalesce(t.archived_at, o.archived_at, g.archived_at) is null then 1 else 0 end as "Open" )"
      R"(from territories t {}left join organisation n on n.id = 1 {})",
      kPlaces, kScope);
}

auto monthly_numbers() -> std::string {
  return fmt::format(
      R"(select t.id as "TerritoryId", t.office_id as "OfficeId", o.name as "Office", t.geo_id as "GeoId", )"
      R"(g.name as "Geo", {} as "Month", m.plan as "Plan", m.fact as "Fact", )"
      R"(case when m.plan is null then null else m.fact - m.plan end as "Delta", m.submissions as "Submissions" from ()"
      R"(select coalesce(p.territory_id, f.territory_id) as territory_id, coalesce(p.month, f.month) as month, )"
      R"(p.plan as plan, f.fact as fact, coalesce(p.count, 0) + coalesce(f.count, 0) as submissions from )"
      R"((select territory_id, month, cast(sum(amount) as bigint) as plan, count(*) as count from plans )"
      R"(group by territory_id, month) p full join )"
      R"((select territory_id, month, cast(coalesce(max(case when day = 0 then amount end), sum(amount)) as bigint) as fact, )"
      R"(count(*) as count from facts group by territory_id, month) f )"
      R"(on f.territory_id = p.territory_id and f.month = p.month) m )"
      R"(join territories t on t.id = m.territory_id {}{})",
      first_day("m.month"), kPlaces, kScope);
}

auto base_of(Set const& set) -> std::string const& {
  static std::string const plans = values_from("plans", R"(v.day as "Day")");
  static std::string const facts =
      values_from("facts", first_day("v.month") + R"( as "Month", nullif(v.day, 0) as "Day")");
  static std::string const places = territories();
  static std::string const months = monthly_numbers();
  if (set.name == "Plans") return plans;
  if (set.name == "Facts") return facts;
  return set.name == "Territories" ? places : months;
}

// Names come from the sets, values go in as arguments.
class FeedSql {
 public:
  FeedSql(Set const& set, Options const& options) : set_(set), options_(options) {}

  auto rows(std::optional<OfficeId> office, std::int64_t limit) -> std::string {
    begin(office);
    auto text = "select " + columns() + from() + group();
    text += fmt::format(" order by {} limit {}", order(), number(limit));
    auto const offset = options_.skip + (by_key() ? 0 : options_.skip_token.value_or(0));
    return text + (offset > 0 ? " offset " + number(offset) : "");
  }
  auto count(std::optional<OfficeId> office) -> std::string {
    begin(office);
    if (!options_.grouping) return "select count(*)" + from();
    return "select count(*) from (select 1 as one" + from() + group() + ") c";
  }
  [[nodiscard]] auto arguments() const -> std::vector<sql::Value> const& { return arguments_; }
  // Parts are named by the key of their last row, where rows come in its order; else by how many came before.
  [[nodiscard]] auto by_key() const -> bool {
    return options_.order.empty() && !options_.grouping && set_.key.size() == 1;
  }

 private:
  void begin(std::optional<OfficeId> office) {
    arguments_ = {office ? sql::Value(office->value) : sql::Value()};
    texts_.clear();
  }
  static auto quoted(std::string_view name) -> std::string { return fmt::format("\"{}\"", name); }

  auto number(std::int64_t value) -> std::string {
    arguments_.emplace_back(value);
    return fmt::format("${}", arguments_.size());
  }
  auto text(std::string value) -> std::string {
    texts_.push_back(std::move(value));
    arguments_.emplace_back(std::string_view(texts_.back()));
    return fmt::format("${}", arguments_.size());
  }
  auto value(odata::Literal const& literal) -> std::string {
    if (auto const* const whole = std::get_if<std::int64_t>(&literal.value)) return number(*whole);
    return text(std::get<std::string>(literal.value));
  }

  auto columns() const -> std::string {
    std::string list;
    for (auto const& property : odata::result_properties(options_, set_))
      list += (list.empty() ? "" : ", ") + column(property.name);
    // The key is read as well, for the next part.
    return by_key() ? list + ", " + quoted(set_.key.front()) : list;
  }
  auto column(std::string const& name) const -> std::string {
    if (options_.grouping) {
      for (auto const& aggregate : options_.grouping->aggregates) {
        if (aggregate.as == name) return fmt::format("{} as {}", expression(aggregate), quoted(name));
      }
    }
    return quoted(name);
  }
  static auto expression(odata::Aggregate const& aggregate) -> std::string {
    auto const name = quoted(aggregate.property);
    switch (aggregate.kind) {
      case odata::Aggregation::sum:
        return fmt::format("cast(sum({}) as bigint)", name);
      case odata::Aggregation::average:
        return fmt::format("cast(round(avg({})) as bigint)", name);
      case odata::Aggregation::min:
        return fmt::format("min({})", name);
      case odata::Aggregation::max:
        return fmt::format("max({})", name);
      case odata::Aggregation::countdistinct:
        return fmt::format("count(distinct {})", name);
      case odata::Aggregation::count:
        return "count(*)";
    }
    return name;
  }

  auto from() -> std::string {
    auto text = fmt::format(" from ({}) b", base_of(set_));
    std::string where;
    if (options_.filter) where = condition(*options_.filter);
    if (by_key() && options_.skip_token) {
      auto const behind = fmt::format("{} > {}", quoted(set_.key.front()), number(*options_.skip_token));
      where = where.empty() ? behind : fmt::format("({}) and {}", where, behind);
    }
    return where.empty() ? text : text + " where " + where;
  }
  auto group() const -> std::string {
    if (!options_.grouping || options_.grouping->by.empty()) return {};
    std::string list;
    for (auto const& name : options_.grouping->by) list += (list.empty() ? "" : ", ") + quoted(name);
    return " group by " + list;
  }
  // Ends with the key, or the groups, so that parts fit together.
  auto order() const -> std::string {
    std::string list;
    auto const add = [&](std::string const& name, bool descending) {
      list += fmt::format("{}{}{}", list.empty() ? "" : ", ", quoted(name), descending ? " desc" : "");
    };
    for (auto const& by : options_.order)
      add(by.property, by.direction == odata::OrderedBy::Direction::descending);
    for (auto const& name : options_.grouping ? options_.grouping->by : set_.key) add(name, false);
    return list.empty() ? "1" : list;
  }

  auto condition(odata::Node const& node) -> std::string {
    return std::visit([&](auto const& what) { return condition_of(what); }, node.what);
  }
  auto condition_of(odata::Both const& both) -> std::string {
    auto const left = condition(*both.left);
    auto const* const word = both.kind == odata::Both::Kind::conjunction ? "and" : "or";
    return fmt::format("({} {} {})", left, word, condition(*both.right));
  }
  // What is unknown is not so, and neither is its opposite unknown to OData: null eq 1 is false, its negation
  // true.
  auto condition_of(odata::Negated const& negated) -> std::string {
    return fmt::format("(not coalesce(({}), false))", condition(*negated.node));
  }
  auto condition_of(odata::Compared const& compared) -> std::string {
    static constexpr std::array kSigns{"=", "<>", "<", "<=", ">", ">="};
    auto const name = compared.part ? part(compared.property, *compared.part) : quoted(compared.property);
    if (std::holds_alternative<std::monostate>(compared.literal.value))
      return name + (compared.op == odata::Comparison::eq ? " is null" : " is not null");
    auto const plain =
        fmt::format("{} {} {}", name, kSigns[static_cast<std::size_t>(compared.op)], value(compared.literal));
    return compared.op == odata::Comparison::ne ? fmt::format("({} or {} is null)", plain, name) : plain;
  }
  auto condition_of(odata::OneOf const& one) -> std::string {
    auto text = quoted(one.property) + " in (";
    for (std::size_t at = 0; at < one.literals.size(); ++at)
      text += (at == 0 ? "" : ", ") + value(one.literals[at]);
    return text + ")";
  }
  // In words that both engines take for the same: upper and lower case are different.
  auto condition_of(odata::Tested const& test) -> std::string {
    auto const name = quoted(test.property);
    if (test.text.empty()) return fmt::format("{} is not null", name);
    auto const wanted = text(test.text);
    switch (test.test) {
      case odata::TextTest::contains:
        return fmt::format("replace({0}, {1}, '') <> {0}", name, wanted);
      case odata::TextTest::startswith:
        return fmt::format("substr({0}, 1, length({1})) = {1}", name, wanted);
      case odata::TextTest::endswith:
        return fmt::format("substr({0}, length({0}) - length({1}) + 1) = {1}", name, wanted);
    }
    return name;
  }
  // Of days since 1970 (civil_from_days, Hinnant 2013).
  static auto part(std::string const& property, odata::DatePart part) -> std::string {
    auto const day = fmt::format("({} + 719468)", quoted(property));
    auto const of_era = fmt::format("({} % 146097)", day);
    auto const year_of_era = fmt::format("(({0} - {0} / 1460 + {0} / 36524 - {0} / 146096) / 365)", of_era);
    auto const day_of_year = fmt::format("({0} - (365 * {1} + {1} / 4 - {1} / 100))", of_era, year_of_era);
    auto const shifted = fmt::format("((5 * {} + 2) / 153)", day_of_year);
    auto const month = fmt::format("({0} + case when {0} < 10 then 3 else -9 end)", shifted);
    if (part == odata::DatePart::month) return month;
    if (part == odata::DatePart::day)
      return fmt::format("({} - (153 * {} + 2) / 5 + 1)", day_of_year, shifted);
    return fmt::format("({} + {} / 146097 * 400 + case when {} <= 2 then 1 else 0 end)", year_of_era, day,
                       month);
  }

  Set const& set_;
  Options const& options_;
  std::vector<sql::Value> arguments_;
  std::deque<std::string> texts_;  // what arguments point to
};

}  // namespace

auto feed_sets() -> std::span<Set const> {
  return sets();
}

auto find_feed(std::string_view name) -> Set const* {
  for (auto const& set : sets()) {
    if (set.name == name) return &set;
  }
  return nullptr;
}

auto read_feed(sql::Session& session, Set const& set, Options const& options, std::optional<OfficeId> office,
               FeedRow const& row) -> FeedPage {
  FeedPage page;
  FeedSql builder(set, options);
  auto const wanted = std::min(options.top.value_or(odata::kMostRows), odata::kPageRows);
  auto const columns = odata::result_properties(options, set).size();
  std::int64_t last_key = 0;
  auto const text = builder.rows(office, wanted + 1);
  std::vector<sql::Value> values(columns);
  session.connection().execute(text, builder.arguments(), [&](sql::RowView const& view) {
    if (page.rows == wanted) {
      page.next = builder.by_key() ? last_key : options.skip + options.skip_token.value_or(0) + wanted;
      return;
    }
    for (std::size_t at = 0; at < columns; ++at) values[at] = view.column(at);
    if (builder.by_key()) last_key = sql::Column<std::int64_t>::read(view.column(columns));
    row(values);
    ++page.rows;
  });
  // More than what was asked for is not more of it.
  if (options.top && *options.top <= wanted) page.next.reset();
  if (options.count) {
    auto const counting = builder.count(office);
    session.connection().execute(counting, builder.arguments(), [&](sql::RowView const& view) {
      page.count = sql::Column<std::int64_t>::read(view.column(0));
    });
  }
  return page;
}

}  // namespace pb::store
