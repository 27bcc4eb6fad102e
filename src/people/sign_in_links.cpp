#include "people/sign_in_links.h"

#include "crypto/token.h"
#include "people/record.h"
#include "people/rules.h"
#include "store/sign_in_links.h"

namespace pb::people {
namespace {

auto find_open(store::Unit& unit, Secret const& token) -> std::optional<store::SignInLink> {
  auto found = store::find_sign_in_link(unit.sql, crypto::hash_token(token));
  if (!found || found->used_at || found->expires_at <= unit.now) return std::nullopt;
  return found;
}

auto person_of(store::Unit& unit, store::SignInLink const& link) -> Result<Person> {
  auto person = find_person(unit, link.user);
  if (!person || person->blocked()) return no_such_link();
  return std::move(*person);
}

// Of this browser, and still good.
auto find_opened(store::Unit& unit, Secret const& token, Secret const& browser)
    -> std::optional<store::SignInLink> {
  auto link = find_open(unit, token);
  if (!link || !link->browser_hash ||
      !crypto::constant_time_equal(*link->browser_hash, crypto::hash_token(browser)))
    return std::nullopt;
  return link;
}

}  // namespace

auto no_such_link() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.sign_in.link"), "token");
}

auto sign_in_path(Secret const& token) -> std::string {
  return "/sign-in/" + token.reveal();
}

auto make_sign_in_link(store::Unit& unit, Actor const& actor, Random& random) -> Result<SignInLink> {
  PB_CHECK(check_person(actor));
  if (store::count_sign_in_links(unit.sql, actor.user, unit.now - kSignInLinkLife) >= kSignInLinksAtOnce)
    return fail(ErrorCode::unavailable, Message("error.sign_in.too_many"));
  SignInLink link{.token = crypto::make_token(random), .expires_at = unit.now + kSignInLinkLife};
  store::insert_sign_in_link(unit.sql, actor.user, crypto::hash_token(link.token), unit.now, link.expires_at);
  record(unit, actor, "sign_in_link.made", {"user", actor.user.value}, {});
  return link;
}

auto open_sign_in_link(store::Unit& unit, Secret const& token, Secret const& browser) -> Result<Person> {
  auto const link = find_open(unit, token);
  if (!link || !store::open_sign_in_link(unit.sql, link->id, crypto::hash_token(browser)))
    return no_such_link();
  return person_of(unit, *link);
}

auto opened_sign_in_link(store::Unit& unit, Secret const& token, Secret const& browser) -> Result<Person> {
  auto const link = find_opened(unit, token, browser);
  return link ? person_of(unit, *link) : no_such_link();
}

auto use_sign_in_link(store::Unit& unit, Secret const& token, Secret const& browser) -> Result<Person> {
  auto const link = find_opened(unit, token, browser);
  if (!link || !store::use_sign_in_link(unit.sql, link->id, unit.now)) return no_such_link();
  return person_of(unit, *link);
}

}  // namespace pb::people
