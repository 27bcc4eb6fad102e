#include "verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace pb::crash {
namespace {

constexpr std::int64_t kMinorPerUnit = 100;

struct PlanRow {
  std::int64_t id = 0;
  std::int64_t territory = 0;
  std::int64_t amount = 0;
};

// How often messages about an amount were queued, and how often their delivery is in doubt.
struct Told {
  std::size_t rows = 0;
  std::int64_t uncertain = 0;
};

auto told_by_amount(sql::Session& session) -> std::map<std::int64_t, Told> {
  struct Row {
    std::string payload;
    std::int64_t uncertain = 0;
  };
  std::map<std::int64_t, Told> told;
  session.each<Row>("select payload, uncertain from outgoing_messages", [&](Row const& row) {
    auto const amount = Script::amount_in(row.payload);
    if (!amount) return;
    auto& of = told[*amount];
    ++of.rows;
    of.uncertain += row.uncertain;
  });
  return told;
}

void compare_values(sql::Session& session, std::vector<Ledger::Entry> const& entries, Balance& result) {
  std::map<std::int64_t, std::vector<PlanRow>> rows;
  session.each<PlanRow>("select id, territory_id, amount from plans",
                        [&](PlanRow const& row) { rows[row.amount / kMinorPerUnit].push_back(row); });
  for (auto const& entry : entries) {
    auto const found = rows.extract(entry.amount);
    if (found.empty()) {
      result.problems.push_back(fmt::format("{} is lost: sent in life {}, confirmed in {}, answered in {}",
                                            entry.amount, entry.sent, entry.confirmed, entry.answered));
      continue;
    }
    if (found.mapped().size() > 1)
      result.problems.push_back(fmt::format("{} is there {} times", entry.amount, found.mapped().size()));
    if (auto const& row = found.mapped().front(); row.territory != entry.territory)
      result.problems.push_back(
          fmt::format("{} is in territory {} instead of {}", entry.amount, row.territory, entry.territory));
  }
  for (auto const& [amount, unsent] : rows)
    result.problems.push_back(fmt::format("{} is there and was never sent", amount));
}

void compare_events(sql::Session& session, Balance& result) {
  auto const wrong = session.all<std::int64_t>(
      "select p.id from plans p left join events e on e.subject_kind = 'plan' and e.subject_id = p.id "
      "and e.type = 'plan.submitted' group by p.id having count(e.id) <> 1");
  for (auto const id : wrong)
    result.problems.push_back(fmt::format("plan {} does not have exactly one event", id));
  auto const events = session.one<std::int64_t>("select count(*) from events where type = 'plan.submitted'");
  auto const plans = session.one<std::int64_t>("select count(*) from plans");
  result.values = static_cast<std::size_t>(*plans);
  if (*events != *plans) result.problems.push_back(fmt::format("{} events for {} plans", *events, *plans));
}

void compare_messages(sql::Session& session, std::vector<Ledger::Entry> const& entries, Balance& result) {
  auto const told = told_by_amount(session);
  for (auto const& entry : entries) {
    auto const found = told.find(entry.amount);
    auto const rows = found == told.end() ? 0 : found->second.rows;
    auto const allowed = 1 + (found == told.end() ? 0 : found->second.uncertain);
    if (rows != 1)
      result.problems.push_back(fmt::format("{} was queued to be told {} times", entry.amount, rows));
    if (entry.answers == 0) result.problems.push_back(fmt::format("{} was never told", entry.amount));
    if (entry.messages > allowed) {
      result.problems.push_back(fmt::format("{} was sent as {} new messages, {} of them in doubt",
                                            entry.amount, entry.messages, allowed - 1));
    }
    result.told_again += static_cast<std::size_t>(std::max(entry.messages - 1, 0));
  }
  auto const unsettled =
      session.one<std::int64_t>("select count(*) from outgoing_messages where state <> 'sent'");
  if (*unsettled != 0) result.problems.push_back(fmt::format("{} messages have not left", *unsettled));
  result.unknowable = static_cast<std::size_t>(*session.one<std::int64_t>(
      "select cast(coalesce(sum(uncertain), 0) as bigint) from outgoing_messages"));
}

void compare_inbox(sql::Session& session, Ledger const& ledger, Balance& result) {
  auto const updates = session.one<std::int64_t>("select count(*) from telegram_inbox");
  if (static_cast<std::size_t>(*updates) != ledger.updates_sent())
    result.problems.push_back(
        fmt::format("{} updates in the inbox, {} were sent", *updates, ledger.updates_sent()));
}

}  // namespace

auto Remains::check(sql::Database& database, Ledger const& ledger) -> Problems {
  // Ids of PostgreSQL are not in the order of commits: what was under way at the last check is read again.
  auto const from = std::exchange(read_up_to_, next_read_up_to_);
  database.read([&](sql::Session& session) {
    session.each<PlanRow>(
        "select id, territory_id, amount from plans where id > $1 order by id",
        [&](PlanRow const& row) {
          seen_.insert(row.amount / kMinorPerUnit);
          next_read_up_to_ = std::max(next_read_up_to_, row.id);
        },
        from);
  });
  Problems problems;
  std::size_t acknowledged = 0;
  for (auto const& entry : ledger.entries()) {
    if (!entry.acknowledged()) continue;
    ++acknowledged;
    if (seen_.contains(entry.amount)) continue;
    problems.push_back(
        fmt::format("{} is not there after life {}: sent in life {}, confirmed in {}, answered in {}",
                    entry.amount, ledger.life(), entry.sent, entry.confirmed, entry.answered));
  }
  unacknowledged_ = seen_.size() > acknowledged ? seen_.size() - acknowledged : 0;
  return problems;
}

auto balance(sql::Database& database, Ledger const& ledger) -> Balance {
  return database.read([&](sql::Session& session) {
    Balance result;
    auto const entries = ledger.entries();
    compare_values(session, entries, result);
    compare_events(session, result);
    compare_messages(session, entries, result);
    compare_inbox(session, ledger, result);
    return result;
  });
}

}  // namespace pb::crash
