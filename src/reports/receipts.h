#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "delivery/receipts.h"
#include "domain/actor.h"
#include "reports/workshop.h"
#include "store/report_deliveries.h"
#include "store/unit.h"

namespace pb::reports {

inline constexpr std::int64_t kFailuresInARow = 3;  // then a recipient is paused

// How a delivery ended, in the unit of that end: the receipt, the event (`report.delivered`,
// `report.delivery_failed`, `report.delivery_uncertain`), the count of failures in a row, and the pause with
// its notice. What has ended before stays as it was.
void confirm_delivery(store::Unit& unit, store::ReportDeliveryId id, std::optional<std::int64_t> message_id);
void fail_delivery(store::Unit& unit, store::ReportDeliveryId id, std::string const& reason,
                   Notices const& notices);
// Failed, and the recipient is not at fault: not counted. False where it had ended before.
auto give_up_delivery(store::Unit& unit, store::ReportDeliveryId id, std::string const& reason) -> bool;
void doubt_delivery(store::Unit& unit, store::ReportDeliveryId id, std::string const& reason);

// The same as told by the sender of Telegram messages. `notices` must outlive the listener.
auto receipt_listener(Notices const& notices) -> delivery::ReceiptListener;

// A report by hand.
struct Wanted {
  std::string definition{};
  std::string parameters = "{}";
  std::vector<Format> formats{};
};
// To the person who asks, at once, also in quiet hours. Event `report.asked`.
auto send_now(store::Unit& unit, Actor const& actor, Wanted const& wanted) -> Result<store::ReportDeliveryId>;
// Once more, as it was: the same numbers where its files are still kept. conflict while it is on its way.
// Event `report.sent_again`.
auto send_again(store::Unit& unit, Actor const& actor, store::ReportDeliveryId id)
    -> Result<store::ReportDeliveryId>;

// The receipts of a schedule, newest first; of one that the actor may change.
auto list_deliveries(store::Unit& unit, Actor const& actor, store::ReportScheduleId schedule,
                     std::int64_t limit) -> Result<std::vector<store::ReportDelivery>>;

}  // namespace pb::reports
