#pragma once

#include <span>
#include <string>
#include <vector>

#include "reports/workshop.h"
#include "store/report_deliveries.h"
#include "store/unit.h"

namespace pb::reports {

// A copy that is made, as it goes out.
struct ReadyCopy {
  std::string title{};
  std::vector<store::ArtefactListed> artefacts{};
  std::vector<std::string> messages{};  // HTML of those that are chat messages, in their order
};
auto ready_copy(sql::Session& session, store::ReportCopy const& copy) -> ReadyCopy;

enum class Sound { audible, silent };

// Puts one queued delivery on its way, in this unit: its messages into the queue for Telegram, or a job for
// its mail. A recipient that is out of reach meanwhile ends it as failed.
void hand_over(store::Unit& unit, store::ReportDelivery const& delivery, ReadyCopy const& copy, Sound sound,
               Notices const& notices);

// Messages too long for Telegram become several, so that a copy has as many parts as it has artefacts.
auto split_messages(std::vector<store::NewArtefact> artefacts) -> std::vector<store::NewArtefact>;

}  // namespace pb::reports
