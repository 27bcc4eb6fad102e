#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/id.h"
#include "sql/session.h"

namespace pb::store {

using OutgoingMailId = Id<struct OutgoingMailTag>;

// sending: marked before it leaves · uncertain: it may have arrived, and nobody can know
BOOST_DEFINE_ENUM_CLASS(OutgoingMailState, queued, sending, sent, failed, uncertain)

struct NewOutgoingMail {
  std::string address{};
  std::string subject{};
  std::string text{};
  std::string html{};
  std::string language{};
};

struct OutgoingMail {
  OutgoingMailId id{};
  std::string address{};
  std::string subject{};
  std::string text{};
  std::string html{};
  std::string language{};
  OutgoingMailState state = OutgoingMailState::queued;
  std::optional<std::string> reason{};
  std::int64_t attempts = 0;
  Instant created_at{};
};

auto insert_outgoing_mail(sql::Session& session, NewOutgoingMail const& mail, Instant now) -> OutgoingMailId;
auto find_outgoing_mail(sql::Session& session, OutgoingMailId id) -> std::optional<OutgoingMail>;
// Marks a queued mail as on its way; false when it is not queued any more.
auto begin_sending_mail(sql::Session& session, OutgoingMailId id) -> bool;
// Certainly not sent: waits for another try.
void delay_mail(sql::Session& session, OutgoingMailId id, std::string_view reason);
// Its end: sent, failed or uncertain.
void end_mail(sql::Session& session, OutgoingMailId id, OutgoingMailState state, std::string_view reason,
              Instant now);
// Forgets mails finished before `before`; how many.
auto prune_outgoing_mails(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
