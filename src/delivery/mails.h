#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "jobs/worker.h"
#include "mail/answer.h"
#include "sql/database.h"
#include "store/outgoing_mails.h"
#include "store/unit.h"

namespace pb::delivery {

inline constexpr std::string_view kMailJob = "mail.send";

// Queues it in the caller's unit: what is committed will be sent, what is not will not.
void enqueue(store::Unit& unit, store::NewOutgoingMail const& mail);

// Messages written for the chat (Telegram HTML) as one mail of equal words; its subject is their first line.
auto letter(std::string_view address, std::string_view language, std::vector<std::string> const& messages)
    -> store::NewOutgoingMail;

// Blocks until it is known what became of the mail. Left empty: no e-mail is set up.
using SendMail = std::function<mail::Answer(store::OutgoingMail const&)>;

// Sends one mail. It is marked durably before it leaves: whoever finds the mark later cannot know whether it
// had left, and calls it uncertain instead of sending it twice.
auto run_mail_job(sql::Database& database, Clock const& clock, SendMail const& send, jobs::Attempt& attempt)
    -> Result<void>;

}  // namespace pb::delivery
