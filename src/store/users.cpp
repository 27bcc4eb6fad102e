#include "store/users.h"

namespace pb::store {
namespace {

// A person with their office and time zone; each caller adds its own `where`.
std::string const kSelect =
    "select u.id, u.tg_id, u.name, u.role, u.office_id, coalesce(o.name, ''), "
    "coalesce(o.time_zone, g.time_zone, 'UTC'), u.language, u.status, u.reachable, u.preferences, "
    "u.created_at, u.email "
    "from users u left join offices o on o.id = u.office_id left join organisation g on g.id = 1 ";

}  // namespace

auto find_user(sql::Session& session, UserId id) -> std::optional<User> {
  static auto const text = kSelect + "where u.id = $1";
  return session.one<User>(text, id);
}

auto find_user_by_tg(sql::Session& session, std::int64_t tg_id) -> std::optional<User> {
  static auto const text = kSelect + "where u.tg_id = $1";
  return session.one<User>(text, tg_id);
}

auto find_user_by_email(sql::Session& session, std::string_view email) -> std::optional<User> {
  static auto const text = kSelect + "where u.email is not null and lower(u.email) = lower($1)";
  return session.one<User>(text, email);
}

auto list_users(sql::Session& session, UserFilter const& filter, Page page) -> Listing<User> {
  static std::string const where =
      "where (cast($1 as bigint) is null or u.office_id = $1) and (cast($2 as text) is null or u.role = $2) "
      "and (cast($3 as text) is null or u.status = $3)";
  static auto const rows_text = kSelect + where + " order by u.name, u.id limit $4 offset $5";
  static auto const total_text = "select count(*) from users u " + where;
  return {
      .rows =
          session.all<User>(rows_text, filter.office, filter.role, filter.status, page.limit, page.offset),
      .total = *session.one<std::int64_t>(total_text, filter.office, filter.role, filter.status),
  };
}

auto active_admins(sql::Session& session) -> std::vector<User> {
  static auto const text = kSelect +
                           "where u.role in ('owner', 'admin') and u.status = 'active' and u.reachable = 1 "
                           "and u.tg_id is not null order by u.id";
  return session.all<User>(text);
}

auto active_heads(sql::Session& session, OfficeId office) -> std::vector<User> {
  static auto const text =
      kSelect +
      "where u.office_id = $1 and u.role = 'head' and u.status = 'active' and u.reachable = 1 "
      "and u.tg_id is not null order by u.id";
  return session.all<User>(text, office);
}

auto count_active(sql::Session& session, Role role) -> std::int64_t {
  return *session.one<std::int64_t>("select count(*) from users where role = $1 and status = 'active'", role);
}

void lock_roles(sql::Session& session) {
  // Writing the one row of the organisation makes others wait until this unit has ended, on either engine.
  session.run("update organisation set created_at = created_at where id = 1");
}

auto insert_user(sql::Session& session, NewUser const& user, Instant now) -> std::optional<UserId> {
  return session.one<UserId>(
      "insert into users (tg_id, name, role, office_id, language, status, created_at) "
      "values ($1, $2, $3, $4, $5, 'active', $6) on conflict (tg_id) do nothing returning id",
      user.tg_id, user.name, user.role, user.office, user.language, now);
}

void set_user_role(sql::Session& session, UserId id, Role role, std::optional<OfficeId> office) {
  session.run("update users set role = $1, office_id = $2 where id = $3", role, office, id);
}

void set_user_status(sql::Session& session, UserId id, UserStatus status) {
  session.run("update users set status = $1 where id = $2", status, id);
}

void set_user_name(sql::Session& session, UserId id, std::string_view name) {
  session.run("update users set name = $1 where id = $2", name, id);
}

void set_user_language(sql::Session& session, UserId id, std::string_view language) {
  session.run("update users set language = $1 where id = $2", language, id);
}

void set_user_preferences(sql::Session& session, UserId id, std::string_view json,
                          std::optional<std::int64_t> reminder_minute) {
  session.run("update users set preferences = $1, reminder_minute = $2 where id = $3", json, reminder_minute,
              id);
}

auto set_user_email(sql::Session& session, UserId id, std::optional<std::string> const& email) -> bool {
  return session.run(
             "update users set email = $1 where id = $2 and not exists (select 1 from users other "
             "where other.id <> $2 and lower(other.email) = lower($1))",
             email, id) > 0;
}

auto set_reach(sql::Session& session, std::int64_t tg_id, Reach reach) -> bool {
  return session.run("update users set reachable = $1 where tg_id = $2 and reachable <> $1",
                     reach == Reach::reachable, tg_id) > 0;
}

}  // namespace pb::store
