#include "store/corrections.h"

namespace pb::store {
namespace {

// A correction as people read it; each caller adds its own `where`.
std::string const kSelect =
    "select c.id, c.kind, c.territory_id, c.month, c.day, t.office_id, o.name, g.name, c.old_amount, "
    "c.new_amount, "
    "case when c.kind = 'plan' "
    "then (select p.amount from plans p where p.territory_id = c.territory_id and p.day = c.day) "
    "else (select f.amount from facts f where f.territory_id = c.territory_id and f.month = c.month "
    "and f.day = c.day) end, "
    "c.reason, c.state, c.awaits, c.asked_by, coalesce(a.name, ''), c.asked_at, "
    "coalesce(e.name, ''), coalesce(d.name, ''), c.decided_at, c.note "
    "from corrections c join territories t on t.id = c.territory_id join offices o on o.id = t.office_id "
    "join geos g on g.id = t.geo_id left join users a on a.id = c.asked_by left join users e on e.id = "
    "c.endorsed_by "
    "left join users d on d.id = c.decided_by ";

}  // namespace

auto insert_correction(sql::Session& session, NewCorrection const& correction, Instant now)
    -> std::optional<CorrectionId> {
  return session.one<CorrectionId>(
      "insert into corrections (kind, territory_id, month, day, old_amount, new_amount, reason, state, "
      "awaits, "
      "asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
      "on conflict (territory_id, kind, month, day) where state = 'requested' do nothing returning id",
      correction.kind, correction.territory, correction.month, correction.day, correction.before,
      correction.after, correction.reason, correction.state, correction.awaits, correction.asked_by, now);
}

auto find_correction(sql::Session& session, CorrectionId id) -> std::optional<Correction> {
  static auto const text = kSelect + "where c.id = $1";
  return session.one<Correction>(text, id);
}

auto open_correction(sql::Session& session, ValueKind kind, TerritoryId territory, Month month, Day day)
    -> std::optional<CorrectionId> {
  return session.one<CorrectionId>(
      "select id from corrections where territory_id = $1 and kind = $2 and month = $3 and day = $4 "
      "and state = 'requested'",
      territory, kind, month, day);
}

auto corrections_of(sql::Session& session, ValueKind kind, TerritoryId territory, Month month, Day day)
    -> std::vector<Correction> {
  static auto const text =
      kSelect + "where c.territory_id = $1 and c.kind = $2 and c.month = $3 and c.day = $4 order by c.id";
  return session.all<Correction>(text, territory, kind, month, day);
}

auto requests_for_head(sql::Session& session, OfficeId office, UserId head, Page page)
    -> Listing<Correction> {
  static auto const text = kSelect +
                           "where c.state = 'requested' and c.awaits = 'head' and t.office_id = $1 "
                           "and coalesce(c.asked_by, 0) <> $2 order by c.id limit $3 offset $4";
  return {.rows = session.all<Correction>(text, office, head, page.limit, page.offset),
          .total = count_requests_for_head(session, office, head)};
}

auto requests_for_admin(sql::Session& session, Page page) -> Listing<Correction> {
  static auto const text = kSelect + "where c.state = 'requested' order by c.awaits, c.id limit $1 offset $2";
  return {.rows = session.all<Correction>(text, page.limit, page.offset), .total = count_requests(session)};
}

auto requests_by(sql::Session& session, UserId user) -> std::vector<Correction> {
  static auto const text = kSelect + "where c.state = 'requested' and c.asked_by = $1 order by c.id";
  return session.all<Correction>(text, user);
}

auto count_requests_for_head(sql::Session& session, OfficeId office, UserId head) -> std::int64_t {
  return *session.one<std::int64_t>(
      "select count(*) from corrections c join territories t on t.id = c.territory_id "
      "where c.state = 'requested' and c.awaits = 'head' and t.office_id = $1 and coalesce(c.asked_by, 0) <> "
      "$2",
      office, head);
}

auto count_requests(sql::Session& session) -> std::int64_t {
  return *session.one<std::int64_t>("select count(*) from corrections where state = 'requested'");
}

auto count_requests_by(sql::Session& session, UserId user) -> std::int64_t {
  return *session.one<std::int64_t>(
      "select count(*) from corrections where state = 'requested' and asked_by = $1", user);
}

auto endorse_correction(sql::Session& session, CorrectionId id, std::optional<UserId> by, Instant now)
    -> bool {
  return session.run(
             "update corrections set awaits = 'admin', endorsed_by = $1, endorsed_at = $2 "
             "where id = $3 and state = 'requested' and awaits = 'head'",
             by, now, id) == 1;
}

auto decide_correction(sql::Session& session, CorrectionId id, CorrectionState state,
                       std::optional<UserId> by, std::string_view note, Instant now) -> bool {
  return session.run(
             "update corrections set state = $1, awaits = null, decided_by = $2, decided_at = $3, note = $4 "
             "where id = $5 and state = 'requested'",
             state, by, now, note, id) == 1;
}

}  // namespace pb::store
