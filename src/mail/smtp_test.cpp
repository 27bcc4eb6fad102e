#include "mail/smtp.h"

#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "crypto/hash.h"
#include "mail/email_message.h"
#include "mail/test_certificate.h"
#include "mail/test_mail_server.h"

namespace pb::mail {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr auto kFrom = "reports@example.com";

auto a_mail(std::string const& to = "director@example.com") -> EmailMessage {
  return {.from = {"Звіти", kFrom},
          .to = to,
          .subject = "Місячний звіт",
          .message_id = "report-1@example.com",
          .date = Instant(std::chrono::sys_days(std::chrono::year(2026) / 2 / 1)),
          .text = "План виконано.\n"};
}

auto plain(TestMailServer const& server) -> SmtpServer {
  return {.url = server.url(), .starttls = StartTls::never, .our_name = "shop.example.com"};
}

auto send(Smtp& smtp, std::string const& to = "director@example.com") -> Answer {
  return smtp.send(kFrom, to, to_mime(a_mail(to)));
}

TEST(Smtp, hands_a_mail_over) {
  TestMailServer server;
  Smtp smtp(plain(server));

  auto const answer = send(smtp);

  EXPECT_EQ(answer.end, End::accepted) << answer.words;
  auto const mail = server.next();
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->at("from"), kFrom);
  EXPECT_EQ(mail->at("to"), boost::json::parse(R"(["director@example.com"])"));
  EXPECT_EQ(mail->at("client"), "shop.example.com");
  EXPECT_EQ(mail->at("subject"), "Місячний звіт");
  EXPECT_EQ(mail->at("text"), "План виконано.\n");
  EXPECT_EQ(mail->at("tls"), false);
}

TEST(Smtp, keeps_the_connection_for_the_next_mail) {
  TestMailServer server;
  Smtp smtp(plain(server));

  send(smtp);
  send(smtp, "refused@example.com");
  send(smtp);
  send(smtp);

  auto const first = server.next();
  auto const second = server.next();
  auto const third = server.next();
  ASSERT_TRUE(third);
  EXPECT_EQ(second->at("connection"), third->at("connection"));
}

struct Trouble {
  std::string local_part;
  End end;
  std::string words;
};
class SmtpTrouble : public testing::TestWithParam<Trouble> {};

TEST_P(SmtpTrouble, is_told_apart) {
  TestMailServer server;
  auto settings = plain(server);
  settings.answer_deadline = 1s;
  Smtp smtp(settings);

  auto const answer = send(smtp, GetParam().local_part + "@example.com");

  EXPECT_EQ(answer.end, GetParam().end) << answer.words;
  EXPECT_THAT(answer.words, HasSubstr(GetParam().words));
  EXPECT_EQ(send(smtp).end, End::accepted) << "the next mail finds a sound connection";
}

INSTANTIATE_TEST_SUITE_P(Kinds, SmtpTrouble,
                         testing::Values(Trouble{"refused", End::refused, "550 5.1.1 no such user"},
                                         Trouble{"busy", End::later, "451 4.3.0 try again later"},
                                         Trouble{"late-refused", End::refused, "554 5.7.1 looks like spam"},
                                         Trouble{"late-busy", End::later, "452 4.3.1 no space"},
                                         Trouble{"hang", End::uncertain, ""},
                                         Trouble{"drop", End::uncertain, ""},
                                         Trouble{"drop-early", End::unreachable, ""}),
                         [](auto const& one) {
                           auto name = one.param.local_part;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Smtp, nobody_there_is_no_fault_of_the_mail) {
  Smtp smtp({.url = "smtp://127.0.0.1:1", .starttls = StartTls::never});
  EXPECT_EQ(send(smtp).end, End::unreachable);
  EXPECT_TRUE(smtp.check());
}

TEST(Smtp, speaks_tls_when_it_must) {
  TestCertificate const certificate;
  TestMailServer server({{"cert", certificate.file()}, {"key", certificate.key_file()}});
  auto settings = plain(server);
  settings.starttls = StartTls::required;
  settings.ca_file = certificate.file();
  Smtp smtp(settings);

  EXPECT_EQ(send(smtp).end, End::accepted);
  auto const mail = server.next();
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->at("tls"), true);
}

TEST(Smtp, speaks_tls_from_the_first_byte) {
  TestCertificate const certificate;
  TestMailServer server({{"cert", certificate.file()}, {"key", certificate.key_file()}, {"secure", true}});
  Smtp smtp({.url = "smtps://" + server.host(), .ca_file = certificate.file(), .our_name = "localhost"});

  EXPECT_EQ(send(smtp).end, End::accepted);
  EXPECT_FALSE(smtp.check());
}

TEST(Smtp, trusts_no_server_that_it_cannot_know) {
  TestCertificate const certificate;
  TestMailServer server({{"cert", certificate.file()}, {"key", certificate.key_file()}});
  auto settings = plain(server);
  settings.starttls = StartTls::required;
  Smtp smtp(settings);

  EXPECT_EQ(send(smtp).end, End::unreachable);
  EXPECT_THAT(smtp.check().value_or(""), HasSubstr("certificate"));
}

TEST(Smtp, says_no_word_in_the_open_where_tls_must_be) {
  TestMailServer server;
  auto settings = plain(server);
  settings.starttls = StartTls::required;
  Smtp smtp(settings);

  EXPECT_EQ(send(smtp).end, End::unreachable);
  EXPECT_FALSE(server.next(200ms));
}

TEST(Smtp, signs_in) {
  TestMailServer server({{"user", "bot"}, {"password", "right"}});
  auto settings = plain(server);
  settings.user = "bot";
  settings.password = Secret("right");
  Smtp smtp(settings);

  EXPECT_EQ(send(smtp).end, End::accepted);
  auto const mail = server.next();
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->at("user"), "bot");

  settings.password = Secret("wrong");
  Smtp stranger(settings);
  EXPECT_EQ(send(stranger).end, End::unreachable);
  EXPECT_THAT(stranger.check().value_or(""), HasSubstr("535"));
}

TEST(Smtp, five_hundred_mails_at_once_arrive_once_each) {
  TestMailServer server;
  Smtp smtp(plain(server));
  std::atomic<int> accepted = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&smtp, &accepted, thread] {
        for (int index = 0; index < 125; ++index) {
          auto mail = a_mail();
          mail.message_id = std::to_string(thread * 125 + index) + "@example.com";
          if (smtp.send(kFrom, mail.to, to_mime(mail)).end == End::accepted) ++accepted;
        }
      });
    std::set<std::string> ids;
    for (int count = 0; count < 500; ++count) {
      auto const mail = server.next();
      ASSERT_TRUE(mail);
      ids.emplace(mail->at("message_id").as_string());
    }
    EXPECT_EQ(ids.size(), 500U);
  }
  EXPECT_EQ(accepted, 500);
  EXPECT_FALSE(server.next(100ms));
}

TEST(Smtp, ten_megabytes_arrive_whole) {
  TestMailServer server;
  Smtp smtp(plain(server));
  auto mail = a_mail();
  std::string bytes(10'000'000, '\0');
  for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<char>(at * 7919 % 251);
  mail.attachments.push_back({"звіт.xlsx", "application/octet-stream", bytes});

  EXPECT_EQ(smtp.send(kFrom, mail.to, to_mime(mail)).end, End::accepted);

  auto const received = server.next();
  ASSERT_TRUE(received);
  auto const& file = received->at("files").as_array().at(0).as_object();
  EXPECT_EQ(file.at("name"), "звіт.xlsx");
  EXPECT_EQ(text_of(file.at("sha256")), crypto::sha256_hex(bytes));
}

TEST(Smtp, lines_that_begin_with_a_dot_keep_it) {
  TestMailServer server;
  Smtp smtp(plain(server));
  auto mail = a_mail();
  mail.text = ".\n..two\n.end\n";

  smtp.send(kFrom, mail.to, to_mime(mail));

  auto const received = server.next();
  ASSERT_TRUE(received);
  EXPECT_EQ(text_of(received->at("text")), mail.text);
}

TEST(Smtp, stopping_ends_what_hangs) {
  TestMailServer server;
  Smtp smtp(plain(server));
  std::jthread const stopper([&smtp] {
    std::this_thread::sleep_for(300ms);
    smtp.stop();
  });
  auto const begun = std::chrono::steady_clock::now();

  EXPECT_EQ(send(smtp, "hang@example.com").end, End::uncertain);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
  EXPECT_EQ(send(smtp).end, End::unreachable);
}

}  // namespace
}  // namespace pb::mail
