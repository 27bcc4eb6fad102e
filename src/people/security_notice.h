#pragma once

#include <string>

#include "base/message.h"
#include "domain/ids.h"
#include "i18n/translator.h"
#include "store/unit.h"

namespace pb::people {

// Mails a text to a person in their language, so that they learn of what they have not done. Nothing where
// they have no address, or where it is not known whose it is.
void mail_person(store::Unit& unit, i18n::Translator const& texts, UserId user, Message const& subject,
                 Message const& text);

// The same about how they sign in.
void mail_security_notice(store::Unit& unit, i18n::Translator const& texts, UserId user, Message const& text);

}  // namespace pb::people
