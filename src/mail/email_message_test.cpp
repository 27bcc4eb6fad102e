#include "mail/email_message.h"

#include <gmock/gmock.h>

#include <random>

#include "crypto/hash.h"
#include "mail/dkim.h"
#include "mail/encoding.h"
#include "mail/smtp.h"
#include "mail/test_mail_server.h"

namespace pb::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

auto full_mail() -> EmailMessage {
  return {
      .from = {"Profit Bot, звіти", "reports@example.com"},
      .to = "director@example.com",
      .subject = "Місячний звіт · січень 2026 · дуже довга назва, якої не вмістити в один рядок заголовка",
      .message_id = "report-17@example.com",
      .date = Instant(std::chrono::sys_days(std::chrono::year(2026) / 2 / 1)) + std::chrono::hours(7),
      .language = "uk",
      .text = "План виконано на 92 %.\n\nОдеса відстає.\n",
      .html = "<p>План виконано на <b>92 %</b>.</p><img src=\"cid:chart-1\" alt=\"Одеса\">",
      .pictures = {{"chart-1", "image/png", std::string("\x89PNG\r\n\x1a\n\0 not really", 21)}},
      .attachments = {{"Місячний звіт, січень 2026.pdf", "application/pdf", "%PDF-1.7 not really"},
                      {"numbers.csv", "text/csv; charset=utf-8", "Офіс,План\r\nОдеса,1\r\n"}},
      .unsubscribe_url = "https://bot.example.com/unsubscribe/7.abc"};
}

// What a stranger's parser makes of it.
class Received : public testing::Test {
 protected:
  auto received(EmailMessage const& mail) -> boost::json::object {
    auto const answer = smtp_.send(mail.from.address, mail.to, to_mime(mail));
    EXPECT_EQ(answer.end, End::accepted) << answer.words;
    return server_.next().value();
  }
  TestMailServer server_;
  Smtp smtp_{{.url = server_.url(), .starttls = StartTls::never, .our_name = "example.com"}};
};

TEST_F(Received, all_of_it_is_read_as_it_was_written) {
  auto const mail = full_mail();

  auto const read = received(mail);

  EXPECT_EQ(text_of(read.at("subject")), mail.subject);
  EXPECT_EQ(read.at("message_id"), "<report-17@example.com>");
  EXPECT_EQ(read.at("date"), "2026-02-01T07:00:00.000Z");
  auto const& author = read.at("author").as_array().at(0).as_object();
  EXPECT_EQ(text_of(author.at("name")), mail.from.name);
  EXPECT_EQ(text_of(author.at("address")), mail.from.address);
  EXPECT_EQ(text_of(read.at("text")), mail.text);
  EXPECT_THAT(text_of(read.at("html")), HasSubstr("План виконано на <b>92 %</b>."));
  auto const& files = read.at("files").as_array();
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0].at("inline"), true);
  EXPECT_EQ(files[0].at("id"), "chart-1");
  EXPECT_EQ(text_of(files[0].at("sha256")), crypto::sha256_hex(mail.pictures[0].bytes));
  EXPECT_EQ(text_of(files[1].at("name")), mail.attachments[0].file_name);
  EXPECT_EQ(files[1].at("type"), "application/pdf");
  EXPECT_EQ(text_of(files[2].at("sha256")), crypto::sha256_hex(mail.attachments[1].bytes));
  EXPECT_EQ(read.at("headers").at("list-unsubscribe-post"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  EXPECT_EQ(read.at("headers").at("auto-submitted"), "Auto-Submitted: auto-generated");
}

TEST_F(Received, lines_are_short_and_of_ascii) {
  auto const mail = full_mail();
  auto const bytes = to_mime(mail);

  EXPECT_TRUE(std::ranges::all_of(
      bytes, [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\r' || c == '\n' || c == '\t'; }));
  EXPECT_LE(received(mail).at("longest_line").as_int64(), 78);
}

TEST_F(Received, a_subject_cannot_add_a_header) {
  auto mail = full_mail();
  mail.subject = "Report\r\nBcc: everybody@example.com";
  mail.attachments[0].file_name = "a\"\r\nX-Evil: yes\r\n.pdf";

  auto const read = received(mail);

  EXPECT_EQ(read.at("subject"), "Report  Bcc: everybody@example.com");
  EXPECT_FALSE(read.at("headers").as_object().contains("bcc"));
  EXPECT_FALSE(read.at("headers").as_object().contains("x-evil"));
}

TEST_F(Received, random_texts_come_back) {
  std::mt19937 random(17);
  std::vector<std::string> const pieces{"a",  "Ж",  "€",  "🙂", " ", "=", ".",     "\n",
                                        "\t", "\"", "?=", "=?", "%", "'", "слово", "word"};
  auto const drawn = [&](std::size_t count, bool lines) {
    std::string text;
    while (count-- > 0) {
      auto const& piece = pieces[random() % pieces.size()];
      if (lines || (piece != "\n" && piece != "\t")) text += piece;
    }
    return text;
  };
  for (int round = 0; round < 60; ++round) {
    auto mail = full_mail();
    mail.html.clear();
    mail.pictures.clear();
    mail.text = drawn(random() % 400, true) + "end\n";
    mail.subject = "x" + drawn(random() % 120, false) + "x";
    mail.attachments[0].file_name = "x" + drawn(random() % 80, false) + "x.pdf";
    auto const read = received(mail);
    EXPECT_EQ(text_of(read.at("text")), mail.text);
    EXPECT_EQ(text_of(read.at("subject")), mail.subject);
    EXPECT_EQ(text_of(read.at("files").at(0).at("name")), mail.attachments[0].file_name);
  }
}

TEST(EmailMessage, equal_messages_are_equal_bytes) {
  EXPECT_EQ(to_mime(full_mail()), to_mime(full_mail()));
}

TEST(EmailMessage, headers_have_no_trailing_or_missing_parts) {
  EmailMessage mail = full_mail();
  mail.unsubscribe_url.clear();
  mail.language.clear();
  auto const bytes = to_mime(mail);
  EXPECT_THAT(bytes, Not(HasSubstr("List-Unsubscribe")));
  EXPECT_THAT(bytes, Not(HasSubstr("Content-Language")));
}

TEST(Encoding, quoted_printable_saves_blanks_at_the_end_of_lines) {
  EXPECT_EQ(quoted_printable("a \nb\t\r\nc= ж"), "a=20\r\nb=09\r\nc=3D =D0=B6\r\n");
}

class Dkim : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Algorithms, Dkim, testing::Values("RSA -pkeyopt rsa_keygen_bits:2048", "ED25519"),
                         [](auto const& one) { return one.param.substr(0, 3); });

auto made_key(std::string const& algorithm) -> crypto::SigningKey {
  auto* const pipe = ::popen(("openssl genpkey 2>/dev/null -algorithm " + algorithm).c_str(), "r");
  std::string pem;
  for (int c = ::fgetc(pipe); c != EOF; c = ::fgetc(pipe)) pem += static_cast<char>(c);
  ::pclose(pipe);
  return crypto::SigningKey(Secret(pem));
}

TEST_P(Dkim, a_stranger_finds_the_signature_good) {
  DkimKey const key{"example.com", "bot", made_key(GetParam())};
  TestMailServer server({{"dkim", {{"bot._domainkey.example.com", dkim_record(key)}}}});
  Smtp smtp({.url = server.url(), .starttls = StartTls::never, .our_name = "example.com"});
  auto mail = full_mail();
  mail.text += "  blanks   in \t between \n\n\n";

  auto const whole = dkim_signed(to_mime(mail), key, mail.date);
  smtp.send(mail.from.address, mail.to, whole);
  EXPECT_EQ(server.next().value().at("dkim"), "pass");

  auto changed = whole;
  changed.replace(changed.find("From:"), 12, "From: \"Evil ");
  smtp.send(mail.from.address, mail.to, changed);
  EXPECT_EQ(server.next().value().at("dkim"), "fail");

  auto second_from = whole;
  second_from.insert(second_from.find("Subject:"), "From: boss@example.com\r\n");
  smtp.send(mail.from.address, mail.to, second_from);
  EXPECT_EQ(server.next().value().at("dkim"), "fail");
}

TEST(SigningKey, says_what_it_takes) {
  EXPECT_THROW(crypto::SigningKey(Secret("nonsense")), std::invalid_argument);
  EXPECT_THROW(made_key("RSA -pkeyopt rsa_keygen_bits:1024"), std::invalid_argument);
  EXPECT_THROW(made_key("EC -pkeyopt ec_paramgen_curve:P-256"), std::invalid_argument);
}

}  // namespace
}  // namespace pb::mail
