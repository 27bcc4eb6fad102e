#include "app/mailer.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/examine_mail.h"
#include "app/report_mail.h"
#include "app/unsubscribe.h"
#include "mail/test_certificate.h"
#include "mail/test_mail_server.h"
#include "reports/html.h"

namespace pb::app {
namespace {

using mail::text_of;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

constexpr Instant kNow{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)};

auto by(mail::TestMailServer const& server) -> Settings {
  Settings settings;
  settings.mail.url = server.url();
  settings.mail.starttls = mail::StartTls::never;
  settings.mail.from = "Profit Bot <reports@example.com>";
  return settings;
}

auto a_report() -> reports::MailToSend {
  using store::ArtefactRole;
  auto const html =
      "<html><body><img src=\"cid:chart-1\">" + std::string(reports::kMailEnd) + "</body></html>";
  return {.address = "olena@example.com",
          .delivery = {17},
          .title = "Monthly report · January 2026",
          .language = i18n::Language::en,
          .parts = {{ArtefactRole::mail_html, "mail.html", "text/html", html},
                    {ArtefactRole::mail_text, "mail.txt", "text/plain", "On plan.\n"},
                    {ArtefactRole::mail_inline, "chart-1", "image/png", "picture"},
                    {ArtefactRole::document, "report.pdf", "application/pdf", "%PDF"}}};
}

class MailerTest : public testing::Test {
 protected:
  auto refusal(Settings const& settings) -> std::string {
    try {
      (void)make_mailer(settings, clock_);
    } catch (BadSetting const& problem) {
      return problem.what();
    }
    return "";
  }
  auto message(std::string const& url = "https://bot.example.com/unsubscribe/7.x") -> mail::EmailMessage {
    return report_message(a_report(), {"Profit Bot", "reports@example.com"}, kNow, translator_, url);
  }

  ManualClock clock_{kNow};
  i18n::Translator translator_;
};

TEST_F(MailerTest, is_none_where_none_is_configured) {
  EXPECT_EQ(make_mailer({}, clock_), nullptr);
}

TEST_F(MailerTest, sends_a_report_with_all_of_its_parts_and_its_signature) {
  mail::TestCertificate const certificate;
  mail::TestMailServer server({{"dkim", {{"bot._domainkey.example.com", "unknown"}}}});
  auto settings = by(server);
  settings.mail.dkim_key_file = certificate.rsa_key_file();
  settings.mail.dkim_selector = "bot";

  auto const mailer = make_mailer(settings, clock_);
  EXPECT_EQ(mailer->send(message()).end, mail::End::accepted);

  auto const mail = server.next().value();
  EXPECT_EQ(text_of(mail.at("subject")), "Monthly report · January 2026");
  EXPECT_EQ(mail.at("files").as_array().size(), 2U);
  EXPECT_THAT(text_of(mail.at("html")), HasSubstr("Unsubscribe"));
  EXPECT_THAT(text_of(mail.at("text")), HasSubstr("On plan.\n\nThis report comes to you by a schedule."));
  EXPECT_THAT(text_of(mail.at("headers").at("dkim-signature")), HasSubstr("list-unsubscribe-post"));
}

TEST_F(MailerTest, has_the_same_message_id_for_every_try_and_others_for_others) {
  EXPECT_EQ(message().message_id, message().message_id);
  auto other = a_report();
  other.delivery = {18};
  EXPECT_NE(report_message(other, {"", "reports@example.com"}, kNow, translator_, "").message_id,
            message().message_id);
}

TEST_F(MailerTest, without_a_public_address_a_mail_has_no_link) {
  auto const mail = message("");
  EXPECT_THAT(mail.html, Not(HasSubstr("Unsubscribe")));
  EXPECT_THAT(mail.html, HasSubstr("by a schedule"));
}

TEST_F(MailerTest, refuses_settings_that_do_not_fit) {
  mail::TestMailServer const server;
  auto settings = by(server);
  settings.mail.from = "nobody";
  EXPECT_THAT(refusal(settings), HasSubstr("MAIL_FROM"));

  settings = by(server);
  settings.mail.user = "bot";
  EXPECT_THAT(refusal(settings), HasSubstr("together"));
  settings.mail.password = Secret("secret");
  EXPECT_EQ(refusal(settings), "") << "a server on this computer";
  settings.mail.url = "smtp://mail.example.com:587";
  EXPECT_THAT(refusal(settings), HasSubstr("SMTP_STARTTLS"));
  EXPECT_THAT(refusal(settings), Not(HasSubstr("secret")));

  settings = by(server);
  settings.mail.dkim_key_file = "/nowhere.pem";
  EXPECT_THAT(refusal(settings), HasSubstr("DKIM_SELECTOR"));
  settings.mail.dkim_selector = "bot";
  EXPECT_THAT(refusal(settings), HasSubstr("/nowhere.pem cannot be read"));
  settings.mail.dkim_key_file = "README.md";
  EXPECT_THAT(refusal(settings), HasSubstr("private key"));
}

TEST_F(MailerTest, previews_are_files_that_open_in_a_browser_and_a_mail_program) {
  std::string pattern = testing::TempDir() + "profitbot_mails_XXXXXX";
  std::filesystem::path const folder = ::mkdtemp(pattern.data());

  auto const mailer = make_preview_mailer(folder);
  mailer->send(message());
  mailer->send(message());

  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  ASSERT_EQ(files.size(), 2U);
  auto const html = std::ranges::find(files, ".html", [](auto const& path) { return path.extension(); });
  std::ifstream file(*html);
  std::string const text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_THAT(text, HasSubstr("src=\"data:image/png;base64,cGljdHVyZQ==\""));
  std::filesystem::remove_all(folder);
}

TEST_F(MailerTest, the_doctor_says_whether_the_server_lets_us_in) {
  EXPECT_THAT(examine_mail({}, clock_), Contains(Field(&Finding::verdict, Verdict::fine)));

  mail::TestMailServer const server({{"user", "bot"}, {"password", "right"}});
  auto settings = by(server);
  settings.mail.user = "bot";
  settings.mail.password = Secret("right");
  auto findings = examine_mail(settings, clock_);
  EXPECT_THAT(findings.front().found, HasSubstr("takes mails from reports@example.com"));
  EXPECT_EQ(findings.back().verdict, Verdict::warning) << "no address for unsubscribing";

  settings.public_url = "https://bot.example.com";
  settings.mail.password = Secret("wrong");
  findings = examine_mail(settings, clock_);
  EXPECT_EQ(findings.front().verdict, Verdict::broken);
  EXPECT_THAT(findings.front().found, HasSubstr("535"));
  EXPECT_EQ(findings.back().verdict, Verdict::fine);

  mail::TestCertificate const certificate;
  settings.mail.dkim_key_file = certificate.rsa_key_file();
  settings.mail.dkim_selector = "bot";
  EXPECT_THAT(
      examine_mail(settings, clock_),
      Contains(Field(&Finding::found,
                     HasSubstr("bot._domainkey.example.com must have the TXT record v=DKIM1; k=rsa; p="))));
}

TEST(UnsubscribeLinksTest, are_only_of_whom_they_were_made_for) {
  UnsubscribeLinks const links(Secret("123:TOKEN"), "https://bot.example.com");
  auto const link = links.link_of({7});
  ASSERT_TRUE(link.starts_with("https://bot.example.com/unsubscribe/7."));
  auto const token = link.substr(link.rfind('/') + 1);

  EXPECT_EQ(links.recipient_of(token), store::ReportRecipientId{7});
  EXPECT_EQ(links.recipient_of("8" + token.substr(1)), std::nullopt);
  EXPECT_EQ(links.recipient_of(token + "x"), std::nullopt);
  EXPECT_EQ(links.recipient_of("07" + token.substr(1)), std::nullopt);
  EXPECT_EQ(links.recipient_of(""), std::nullopt);
  EXPECT_EQ(UnsubscribeLinks(Secret("456:OTHER"), "").recipient_of(token), std::nullopt);
  EXPECT_EQ(UnsubscribeLinks(Secret("123:TOKEN"), "").link_of({7}), "");
}

}  // namespace
}  // namespace pb::app
