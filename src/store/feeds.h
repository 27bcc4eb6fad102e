#pragma once

#include <functional>
#include <optional>
#include <span>

#include "domain/ids.h"
#include "odata/options.h"
#include "sql/session.h"

// Tables for spreadsheets: plans, facts, territories and monthly numbers, read with the options of OData.
namespace pb::store {

// Plans, Facts, Territories, MonthlyNumbers.
[[nodiscard]] auto feed_sets() -> std::span<odata::Set const>;
[[nodiscard]] auto find_feed(std::string_view name) -> odata::Set const*;

// A row as it is read: whole numbers (decimals in hundredths, days, microseconds, 0 or 1), texts, nothing.
using FeedRow = std::function<void(std::span<sql::Value const>)>;

// What is read: rows of what the options select, of one office where given.
struct FeedPage {
  std::int64_t rows = 0;
  std::optional<std::int64_t> next{};   // the skip token of the next part, which skips nothing else
  std::optional<std::int64_t> count{};  // of all rows, where it was asked for
};
auto read_feed(sql::Session& session, odata::Set const& set, odata::Options const& options,
               std::optional<OfficeId> office, FeedRow const& row) -> FeedPage;

}  // namespace pb::store
