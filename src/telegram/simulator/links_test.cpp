#include "telegram/simulator/links.h"

#include <gtest/gtest.h>

namespace pb::telegram::simulator {
namespace {

TEST(Links, are_completed_and_their_hosts_written_small) {
  EXPECT_EQ(checked_link("example.com"), "http://example.com/");
  EXPECT_EQ(checked_link("HTTPS://Example.COM/Path?Query#Part"), "https://example.com/Path?Query#Part");
  EXPECT_EQ(checked_link("https://example.com?a=1"), "https://example.com/?a=1");
  EXPECT_EQ(checked_link("http://user@example.com:8080/"), "http://user@example.com:8080/");
  EXPECT_EQ(checked_link("tg://user?id=7"), "tg://user?id=7");
  EXPECT_EQ(checked_link("tg:resolve?domain=x"), "tg://resolve?domain=x");
}

TEST(Links, what_has_no_host_with_a_dot_is_none) {
  for (auto const* const text :
       {"", "nowhere", "http://", "http://localhost/", "https:///a.b", "a b.com", ".com", "ftp://example.com",
        "tg://", "/example.com", "javascript:alert(1)"}) {
    EXPECT_EQ(checked_link(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace pb::telegram::simulator
