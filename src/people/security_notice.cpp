#include "people/security_notice.h"

#include "delivery/mails.h"
#include "store/users.h"

namespace pb::people {

void mail_person(store::Unit& unit, i18n::Translator const& texts, UserId user, Message const& subject,
                 Message const& text) {
  auto const person = store::find_user(unit.sql, user);
  if (!person || !person->email) return;
  i18n::Reader const reader{.language = i18n::language_or_default(person->language)};
  delivery::enqueue(unit, store::NewOutgoingMail{.address = *person->email,
                                                 .subject = texts.render(subject, reader),
                                                 .text = texts.render(text, reader) + "\n",
                                                 .language = person->language});
}

void mail_security_notice(store::Unit& unit, i18n::Translator const& texts, UserId user,
                          Message const& text) {
  mail_person(unit, texts, user, Message("mail.security_subject"), text);
}

}  // namespace pb::people
