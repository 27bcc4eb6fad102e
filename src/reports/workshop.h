#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "mail/answer.h"
#include "reports/copy_request.h"
#include "store/report_copies.h"
#include "store/report_deliveries.h"
#include "store/unit.h"
#include "store/users.h"

// What deliveries need from around them; set once at the start.
namespace pb::reports {

struct MadeCopy {
  std::string title{};  // "Monthly report · January 2026", in its language
  std::vector<store::NewArtefact> artefacts{};
};

struct MailToSend {
  std::string address{};
  store::ReportDeliveryId delivery{};                   // part of its Message-ID: the same for every try
  std::optional<store::ReportRecipientId> recipient{};  // of a schedule, who may unsubscribe
  std::string title{};
  i18n::Language language = i18n::kDefaultLanguage;
  std::vector<store::NewArtefact> parts{};
};

struct Workshop {
  // Builds and renders. `unavailable` is tried again later; any other error is the receipt's reason.
  std::function<Result<MadeCopy>(CopyRequest const&)> make;
  // Fact / plan of what the request asks for, in basis points; nothing where there is no data.
  std::function<std::optional<std::int64_t>(CopyRequest const&)> attainment;
  // Left empty: no e-mail is set up.
  std::function<mail::Answer(MailToSend const&)> send_mail;
};

// What people are told besides their reports; in the unit of what it is about. Any may be left empty.
struct Notices {
  // To the owner of the schedule, once: this recipient gets nothing any more.
  std::function<void(store::Unit&, store::ReportSchedule const&, store::ReportRecipient const&,
                     std::string const& reason)>
      recipient_paused{};
  // To the owner: a recipient has unsubscribed.
  std::function<void(store::Unit&, store::ReportSchedule const&, store::ReportRecipient const&)>
      recipient_left{};
  // To those who administer: a schedule whose owner is gone has been paused.
  std::function<void(store::Unit&, store::ReportSchedule const&)> schedule_orphaned{};
  // To somebody whose quiet hours are over: these reports follow.
  std::function<void(store::Unit&, store::User const&, std::vector<std::string> const& titles)> after_quiet{};
};

}  // namespace pb::reports
