#include "mail/address.h"

#include <gmock/gmock.h>

namespace pb::mail {
namespace {

TEST(Address, is_stored_in_one_form) {
  EXPECT_EQ(parse_address("  Olena.K+reports@Example.COM\n"), "Olena.K+reports@example.com");
  EXPECT_EQ(parse_address("a@приклад.укр"), "a@xn--80aikifvh.xn--j1amh");
  EXPECT_EQ(parse_address("o'neil@a-b.example"), "o'neil@a-b.example");
}

TEST(Address, others_are_refused_by_name) {
  for (auto const* const text : {"",
                                 "@",
                                 "a@",
                                 "@example.com",
                                 "a",
                                 "a b@example.com",
                                 ".a@example.com",
                                 "a.@example.com",
                                 "a..b@example.com",
                                 "a@example",
                                 "a@-example.com",
                                 "a@example-.com",
                                 "a@exa mple.com",
                                 "a@127.0.0.1",
                                 "a@[127.0.0.1]",
                                 "\"a b\"@example.com",
                                 "олена@example.com",
                                 "a@example.com>\r\nRCPT TO:<b@example.com",
                                 "a\r\nb@example.com",
                                 "a@b@example.com",
                                 "a@example..com",
                                 "a@exam_ple.com",
                                 "a@example.com,b@example.com"}) {
    auto const address = parse_address(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().message.key, "error.mail.address");
  }
  EXPECT_FALSE(parse_address(std::string(65, 'a') + "@example.com"));
  EXPECT_TRUE(parse_address(std::string(64, 'a') + "@example.com"));
  EXPECT_FALSE(parse_address("a@" + std::string(64, 'b') + ".com"));
  std::string const long_host =
      std::string(60, 'b') + "." + std::string(60, 'b') + "." + std::string(60, 'b') + ".com";
  EXPECT_FALSE(parse_address(std::string(64, 'a') + "@" + long_host + "." + std::string(20, 'c')));
}

TEST(Mailbox, has_a_name_or_none) {
  EXPECT_EQ(parse_mailbox("bot@example.com"), (Mailbox{"", "bot@example.com"}));
  EXPECT_EQ(parse_mailbox("Profit Bot <bot@example.com>"), (Mailbox{"Profit Bot", "bot@example.com"}));
  EXPECT_EQ(parse_mailbox("\"Звіти, щодня\" <bot@example.com>"),
            (Mailbox{"Звіти, щодня", "bot@example.com"}));
  EXPECT_EQ(parse_mailbox("<bot@example.com>"), (Mailbox{"", "bot@example.com"}));
  for (auto const* const text : {"Bot bot@example.com", "Bot <bot@example.com", "B\"ot <bot@example.com>",
                                 "Bot\r\nBcc: x <bot@example.com>", "Bot <<bot@example.com>",
                                 "Bo\x7Ft <bot@example.com>", "Bot \xFF <bot@example.com>"})
    EXPECT_FALSE(parse_mailbox(text)) << text;
}

}  // namespace
}  // namespace pb::mail
