#pragma once

#include "base/calendar.h"
#include "i18n/translator.h"
#include "mail/email_message.h"
#include "reports/workshop.h"
#include "store/outgoing_mails.h"

namespace pb::app {

// A report as a message: its body, pictures and files, and at the end why it comes and how to stop it.
// `unsubscribe_url` may be empty.
auto report_message(reports::MailToSend const& mail, mail::Mailbox const& from, Instant now,
                    i18n::Translator const& translator, std::string const& unsubscribe_url)
    -> mail::EmailMessage;

// A notice as a message.
auto notice_message(store::OutgoingMail const& mail, mail::Mailbox const& from) -> mail::EmailMessage;

}  // namespace pb::app
