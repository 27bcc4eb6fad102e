#include "people/email.h"

#include "mail/address.h"
#include "people/record.h"
#include "people/rules.h"
#include "store/email_confirmations.h"
#include "store/users.h"

namespace pb::people {
namespace {

// 64 random bits over a million codes: none is noticeably more likely.
auto six_digits(Random& random) -> std::string {
  auto const code = std::to_string(random.number() % 1'000'000);
  return std::string(6 - code.size(), '0') + code;
}

void told(store::Unit& unit, Actor const& actor, bool there) {
  record(unit, actor, "user.email_changed", {"user", actor.user.value}, {{"set", there}});
}

}  // namespace

auto request_email(store::Unit& unit, Actor const& actor, std::string_view address, Random& random)
    -> Result<EmailCode> {
  PB_CHECK(check_person(actor));
  PB_TRY(auto const parsed, mail::parse_address(address));
  auto const before = store::find_email_confirmation(unit.sql, actor.user);
  if (before && before->expires_at - kCodeLasts + kBetweenCodes > unit.now)
    return fail(ErrorCode::conflict, Message("error.mail.too_soon"), "address");
  EmailCode const code{parsed, six_digits(random)};
  store::save_email_confirmation(
      unit.sql,
      {.user = actor.user, .address = code.address, .code = code.code, .expires_at = unit.now + kCodeLasts});
  return code;
}

auto confirm_email(store::Unit& unit, Actor const& actor, std::string_view code) -> Result<void> {
  PB_CHECK(check_person(actor));
  auto const asked = store::find_email_confirmation(unit.sql, actor.user);
  if (!asked || asked->expires_at < unit.now || asked->tries >= kCodeTries)
    return fail(ErrorCode::conflict, Message("error.mail.code_expired"), "code");
  std::string digits(code);
  std::erase(digits, ' ');
  if (digits != asked->code) {
    store::count_wrong_code(unit.sql, actor.user);
    return fail(ErrorCode::invalid, Message("error.mail.code_wrong"), "code");
  }
  store::remove_email_confirmation(unit.sql, actor.user);
  if (!store::set_user_email(unit.sql, actor.user, asked->address))
    return fail(ErrorCode::conflict, Message("error.mail.taken"), "address");
  told(unit, actor, true);
  return {};
}

auto remove_email(store::Unit& unit, Actor const& actor) -> Result<void> {
  PB_CHECK(check_person(actor));
  auto const user = store::find_user(unit.sql, actor.user);
  if (!user || !user->email) return {};
  store::set_user_email(unit.sql, actor.user, std::nullopt);
  told(unit, actor, false);
  return {};
}

}  // namespace pb::people
