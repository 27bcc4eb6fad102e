#include "events/sequencer.h"

#include <algorithm>

#include "events/feed.h"
#include "events/position_column.h"
#include "sql/bulk.h"

namespace pb::events {
namespace {

struct Place {
  Position position;
  EventId event;
};

constexpr auto kNoteGap =
    "insert into event_gaps (first_id, last_id, noted_at) "
    "values ($1, $2, cast(extract(epoch from clock_timestamp()) * 1000000 as bigint))";

}  // namespace

auto gaps_behind(std::int64_t last_id, std::vector<std::int64_t> const& ids) -> std::vector<Gap> {
  std::vector<Gap> gaps;
  for (auto const id : ids) {
    if (id <= last_id) continue;
    if (id > last_id + 1) gaps.push_back({last_id + 1, id - 1});
    last_id = id;
  }
  return gaps;
}

auto without(Gap gap, std::vector<std::int64_t> const& ids) -> std::vector<Gap> {
  std::vector<Gap> rest;
  for (auto id = std::ranges::lower_bound(ids, gap.first); id != ids.end() && *id <= gap.last; ++id) {
    if (*id > gap.first) rest.push_back({gap.first, *id - 1});
    gap.first = *id + 1;
  }
  if (gap.first <= gap.last) rest.push_back(gap);
  return rest;
}

auto Sequencer::place() -> std::int64_t {
  while (true) {
    auto const batch = load();
    if (batch.ids.empty()) return 0;
    if (database_.write([&](sql::Session& session) { return store(session, batch); }))
      return static_cast<std::int64_t>(batch.ids.size());
    // Another node placed a batch since we looked: look again.
  }
}

// Late and new ids must come from one snapshot, that is, one statement: otherwise an event could be seen
// without the older one that it knows of.
auto Sequencer::load() -> Batch {
  auto const read = [this](sql::Session& session, State const& state) {
    return Batch{
        state,
        session.all<std::int64_t>(
            "select id from (select e.id from event_gaps g join events e on e.id between g.first_id and "
            "g.last_id) late union all select id from (select id from events where id > $1 order by id "
            "limit $2) fresh order by id",
            state.last_id, batch_),
        session.all<Gap>("select first_id, last_id from event_gaps order by first_id")};
  };
  auto const batch = database_.read([&](sql::Session& session) -> std::optional<Batch> {
    auto const state = session.one<State>("select last_position, last_id from event_sequence where id = 1");
    return state ? std::optional(read(session, *state)) : std::nullopt;
  });
  if (batch) return *batch;
  database_.write([](sql::Session& session) {
    session.run(
        "insert into event_sequence (id, last_position, last_id) values (1, 0, 0) on conflict do nothing");
  });
  return load();
}

auto Sequencer::store(sql::Session& session, Batch const& batch) -> bool {
  auto const& [state, ids, gaps] = batch;
  auto const last_id = std::max(state.last_id, ids.back());
  auto const unchanged = session.run(
      "update event_sequence set last_position = $1, last_id = $2 where id = 1 and last_position = $3",
      state.last_position + static_cast<std::int64_t>(ids.size()), last_id, state.last_position);
  if (unchanged == 0) return false;

  std::vector<Place> places;
  places.reserve(ids.size());
  for (auto position = state.last_position; auto const id : ids) places.push_back({{++position}, {id}});
  sql::insert_rows<Place>(session, "event_positions (position, event_id)", places);

  for (auto const& gap : gaps) {
    auto const rest = without(gap, ids);
    if (rest == std::vector{gap}) continue;
    session.run("delete from event_gaps where first_id = $1", gap.first);
    for (auto const& part : rest) session.run(kNoteGap, part.first, part.last);
  }
  for (auto const& gap : gaps_behind(state.last_id, ids)) session.run(kNoteGap, gap.first, gap.last);
  session.notify(kPlacedTopic);
  return true;
}

// A gap is dead when no transaction that could fill it is left. A transaction draws the id and writes the row
// in one statement, so a minute after the gap was noted whoever drew it has a transaction id; once every
// transaction up to that moment has ended, an empty gap stays empty.
void Sequencer::forget_dead_gaps() {
  database_.write([](sql::Session& session) {
    session.run(
        "update event_gaps set settled_by = cast(cast(pg_current_xact_id() as text) as bigint) "
        "where settled_by is null and "
        "noted_at < cast(extract(epoch from clock_timestamp() - interval '1 minute') * 1000000 as bigint)");
    session.run(
        "delete from event_gaps g "
        "where g.settled_by < cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) "
        "and not exists (select 1 from events e where e.id between g.first_id and g.last_id)");
  });
}

}  // namespace pb::events
