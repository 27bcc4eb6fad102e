#include "people/sessions.h"

#include "base/utf8.h"
#include "crypto/token.h"
#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

constexpr std::size_t kDeviceBytes = 200;

}  // namespace

auto begin_session(store::Unit& unit, Person const& person, store::SignInMethod method,
                   Browser const& browser, Random& random) -> Result<NewSession> {
  if (person.blocked()) return fail(ErrorCode::forbidden, Message("error.user.blocked"));
  NewSession made{.token = crypto::make_token(random), .expires_at = unit.now + kSessionLife};
  auto const device = as_sound_text(browser.device);
  made.id = store::insert_session(unit.sql,
                                  {.user = person.id,
                                   .token_hash = crypto::hash_token(made.token),
                                   .role = person.role,
                                   .method = method,
                                   .device = std::string(shortened(device, kDeviceBytes)),
                                   .address = browser.address,
                                   .expires_at = made.expires_at},
                                  unit.now);
  record(unit, person.actor(), "session.started", {"session", made.id.value},
         {{"method", enum_name(method)}, {"address", browser.address}});
  return made;
}

auto find_session(store::Unit& unit, Secret const& token) -> std::optional<SignedIn> {
  auto session = store::find_session(unit.sql, crypto::hash_token(token), unit.now - kFormerToken);
  if (!session || session->expires_at <= unit.now || session->last_used_at + kSessionIdle <= unit.now)
    return std::nullopt;
  auto person = find_person(unit, session->user);
  if (!person || person->blocked()) return std::nullopt;
  return SignedIn{std::move(*session), std::move(*person)};
}

auto use_is_worth_noting(store::BrowserSession const& session, Instant now) -> bool {
  return session.last_used_at + kNoteUseAfter <= now;
}

void note_session_used(store::Unit& unit, store::BrowserSession const& session, std::string_view address) {
  store::touch_session(unit.sql, session.id, address, unit.now);
}

void confirm_session(store::Unit& unit, SignedIn const& signed_in) {
  store::confirm_session(unit.sql, signed_in.session.id, unit.now);
  record(unit, signed_in.person.actor(), "session.confirmed", {"session", signed_in.session.id.value}, {});
}

auto renew_session(store::Unit& unit, SignedIn const& signed_in, Random& random) -> Secret {
  auto token = crypto::make_token(random);
  store::renew_session(unit.sql, signed_in.session.id, crypto::hash_token(token), signed_in.person.role,
                       unit.now);
  record(unit, signed_in.person.actor(), "session.renewed", {"session", signed_in.session.id.value}, {});
  return token;
}

auto list_sessions(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::BrowserSession>> {
  PB_CHECK(check_person(actor));
  auto all = store::sessions_of(unit.sql, actor.user);
  std::erase_if(all, [&](store::BrowserSession const& one) {
    return one.expires_at <= unit.now || one.last_used_at + kSessionIdle <= unit.now;
  });
  return all;
}

auto end_session(store::Unit& unit, Actor const& actor, SessionId id) -> Result<void> {
  PB_CHECK(check_person(actor));
  if (!store::remove_session(unit.sql, actor.user, id))
    return fail(ErrorCode::not_found, Message("error.session.unknown"), "session");
  record(unit, actor, "session.ended", {"session", id.value}, {});
  return {};
}

auto end_other_sessions(store::Unit& unit, Actor const& actor, std::optional<SessionId> but)
    -> Result<std::int64_t> {
  PB_CHECK(check_person(actor));
  auto const count = store::remove_sessions(unit.sql, actor.user, but);
  if (count > 0) record(unit, actor, "session.ended", {"user", actor.user.value}, {{"count", count}});
  return count;
}

auto prune_sessions(store::Unit& unit) -> std::int64_t {
  return store::prune_sessions(unit.sql, unit.now, unit.now - kSessionIdle);
}

}  // namespace pb::people
