#include "app/examine_mail.h"

#include <fmt/format.h>

#include "app/mailer.h"

namespace pb::app {
namespace {

constexpr auto kMail = "E-mail";

auto examine_links(Settings const& settings) -> Finding {
  if (settings.public_url.starts_with("https://"))
    return {"Unsubscribing", Verdict::fine, "one click, by " + settings.public_url, ""};
  return {"Unsubscribing", Verdict::warning,
          settings.public_url.empty() ? "mails have no link to unsubscribe"
                                      : "mail programs offer one click for https:// alone",
          "set PROFITBOT_PUBLIC_URL to the https:// address of this program"};
}

auto examine_signature(mail::DkimKey const& key) -> Finding {
  return {"DKIM", Verdict::fine,
          fmt::format("mails are signed; {}._domainkey.{} must have the TXT record {}", key.selector,
                      key.domain, mail::dkim_record(key)),
          ""};
}

}  // namespace

auto examine_mail(Settings const& settings, Clock const& clock) -> Findings {
  try {
    auto const mailer = make_mailer(settings, clock);
    if (!mailer) return {{kMail, Verdict::fine, "not set up (SMTP_URL): reports go to Telegram alone", ""}};
    Findings findings;
    if (auto const problem = mailer->check()) {
      findings.push_back({kMail, Verdict::broken, fmt::format("{}: {}", settings.mail.url, *problem),
                          "look at SMTP_URL, SMTP_USER, SMTP_PASSWORD, SMTP_STARTTLS and SMTP_CA_FILE"});
    } else {
      findings.push_back({kMail, Verdict::fine,
                          fmt::format("{} takes mails from {}", settings.mail.url, mailer->from().address),
                          ""});
    }
    if (auto const key = dkim_key(settings.mail, mailer->from())) findings.push_back(examine_signature(*key));
    findings.push_back(examine_links(settings));
    return findings;
  } catch (BadSetting const& problem) {
    return {{kMail, Verdict::broken, problem.what(), "`profitbot settings` lists what can be set"}};
  }
}

}  // namespace pb::app
