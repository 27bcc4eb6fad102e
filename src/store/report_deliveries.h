#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/report_copies.h"
#include "store/report_schedules.h"

namespace pb::store {

using ReportDeliveryId = Id<struct ReportDeliveryTag>;

// queued: waits for its copy or its turn · held: quiet hours · sending: handed to the channel · sent, failed:
// the channel's word · uncertain: it may have arrived and nobody can know; never sent again by itself ·
// skipped: was not to be sent
BOOST_DEFINE_ENUM_CLASS(DeliveryState, queued, held, sending, sent, failed, uncertain, skipped)

// A delivery with its receipt. One of no schedule was asked for by hand.
struct ReportDelivery {
  ReportDeliveryId id{};
  std::optional<ReportScheduleId> schedule{};
  std::optional<ReportRecipientId> recipient{};
  Instant slot{};
  std::int64_t round = 0;  // grows when it is sent again by hand
  std::optional<ReportCopyId> copy{};
  ReportRecipientKind kind = ReportRecipientKind::person;
  std::optional<UserId> user{};
  std::optional<std::int64_t> chat_id{};
  std::optional<std::int64_t> topic_id{};
  std::optional<std::string> address{};
  std::optional<UserId> asked_by{};
  DeliveryState state = DeliveryState::queued;
  std::optional<std::string> reason{};  // a key of the catalogue, or the channel's own words
  std::int64_t attempts = 0;
  std::int64_t parts = 0;
  std::int64_t parts_sent = 0;
  std::optional<std::int64_t> message_id{};
  std::optional<Instant> held_until{};
  Instant created_at{};
  std::optional<Instant> finished_at{};
};

struct NewReportDelivery {
  std::optional<ReportScheduleId> schedule{};
  std::optional<ReportRecipientId> recipient{};
  Instant slot{};
  std::int64_t round = 0;
  std::optional<ReportCopyId> copy{};
  ReportAddress where{};
  std::optional<UserId> asked_by{};
  DeliveryState state = DeliveryState::queued;
  std::optional<std::string> reason{};
  std::optional<Instant> held_until{};
};

// Nothing where the slot has this recipient's delivery already.
auto insert_delivery(sql::Session& session, NewReportDelivery const& delivery, Instant now)
    -> std::optional<ReportDeliveryId>;
auto find_delivery(sql::Session& session, ReportDeliveryId id) -> std::optional<ReportDelivery>;
// Newest first.
auto deliveries_of(sql::Session& session, ReportScheduleId schedule, std::int64_t limit)
    -> std::vector<ReportDelivery>;
auto last_delivery(sql::Session& session, ReportRecipientId recipient) -> std::optional<ReportDelivery>;
auto last_round(sql::Session& session, ReportDelivery const& delivery) -> std::int64_t;

// The copies that deliveries of a slot wait for.
auto open_copies(sql::Session& session, Instant slot) -> std::vector<ReportCopyId>;
// Queued deliveries of a copy with ids above `after`, in order.
auto queued_deliveries(sql::Session& session, ReportCopyId copy, ReportDeliveryId after, std::int64_t limit)
    -> std::vector<ReportDelivery>;
// Those of a copy that quiet hours hold back.
auto held_of_copy(sql::Session& session, ReportCopyId copy) -> std::vector<ReportDeliveryId>;
// What a person's quiet hours held back and is due at `now`, in order.
auto held_deliveries(sql::Session& session, UserId user, Instant now) -> std::vector<ReportDelivery>;
void release_held(sql::Session& session, ReportDeliveryId id);

// On its way as `parts` messages; false when it is not queued any more.
auto begin_sending(sql::Session& session, ReportDeliveryId id, std::int64_t parts) -> bool;
// Certainly not sent: waits for another try.
void delay_delivery(sql::Session& session, ReportDeliveryId id, std::string_view reason);
// The end: of one that is queued or being sent. False where it has ended before.
auto end_delivery(sql::Session& session, ReportDeliveryId id, DeliveryState state,
                  std::optional<std::string> const& reason, Instant now) -> bool;
// One of its messages is confirmed; true for the last one, which makes it sent.
auto confirm_part(sql::Session& session, ReportDeliveryId id, std::optional<std::int64_t> message_id,
                  Instant now) -> bool;

// Forgets receipts finished before `before`, and copies that nothing speaks of any more. At most `limit` of
// each; how many.
auto prune_deliveries(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t;

}  // namespace pb::store
