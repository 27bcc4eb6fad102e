#include "http/url.h"

#include <gmock/gmock.h>

namespace pb::http {
namespace {

TEST(Url, is_understood_as_the_client_will) {
  auto const host_of = [](std::string_view text) { return parse_url(text).value().host; };

  EXPECT_EQ(host_of("https://example.com/hook?key=1"), "example.com");
  EXPECT_EQ(host_of("http://[2001:db8::1]:8080/"), "2001:db8::1");
  EXPECT_EQ(host_of("http://127.1/"), "127.0.0.1");
  EXPECT_EQ(host_of("http://0x7f000001/"), "127.0.0.1");
  EXPECT_EQ(host_of("http://2130706433/"), "127.0.0.1");
  EXPECT_EQ(parse_url("https://example.com/hook#part")->text, "https://example.com/hook");
}

TEST(Url, is_nothing_where_the_client_could_not_or_should_not_go) {
  for (auto const* const text :
       {"", "example.com", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "https://",
        "https://user:password@example.com/", "https://user@example.com/", "https://exa mple.com/",
        "https://example.com/\n", "https://приклад.укр/", "http://example.com:99999/"})
    EXPECT_FALSE(parse_url(text)) << text;
}

TEST(Url, addresses_of_a_host_are_found) {
  EXPECT_THAT(resolve("127.0.0.1"), testing::ElementsAre("127.0.0.1"));
  EXPECT_THAT(resolve("localhost"), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(resolve("no-such-host.invalid"), testing::IsEmpty());
}

}  // namespace
}  // namespace pb::http
