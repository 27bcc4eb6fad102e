#include "webhooks/place.h"

#include <gmock/gmock.h>

namespace pb::webhooks {
namespace {

auto checked(std::string_view url, std::vector<std::string> const& addresses, Reach const& reach = Reach())
    -> std::string {
  auto const place = check_place(url, reach, [&](std::string const&) { return addresses; });
  return place ? place->url() : place.error().message.key;
}

TEST(Place, is_a_web_address_whose_host_is_public) {
  EXPECT_EQ(checked("https://example.com/hook?x=1", {"93.184.215.14"}), "https://example.com/hook?x=1");
  EXPECT_EQ(checked("http://example.com", {"2606:4700::1"}), "http://example.com/");
}

TEST(Place, is_refused_where_all_addresses_of_its_host_are_internal) {
  EXPECT_EQ(checked("https://example.com/", {"10.0.0.1", "::1", "fe80::1%eth0", "::ffff:10.0.0.1"}),
            "error.webhook.internal");
  EXPECT_EQ(checked("https://example.com/", {"169.254.169.254"}), "error.webhook.internal");
}

// The client passes over the internal ones.
TEST(Place, is_taken_where_one_address_of_its_host_is_public) {
  EXPECT_EQ(checked("https://example.com/", {"10.0.0.1", "93.184.215.14"}), "https://example.com/");
}

TEST(Place, configuration_can_allow_networks) {
  Reach const office(std::vector{*Network::parse("10.1.0.0/16"), *Network::parse("fd00::/8")});

  EXPECT_EQ(checked("http://crm.local/", {"10.1.2.3"}, office), "http://crm.local/");
  EXPECT_EQ(checked("http://crm.local/", {"fd00::7"}, office), "http://crm.local/");
  EXPECT_EQ(checked("http://crm.local/", {"10.2.2.3"}, office), "error.webhook.internal");
}

TEST(Place, is_refused_where_nobody_knows_the_host_or_it_is_no_web_address) {
  EXPECT_EQ(checked("https://example.com/", {}), "error.webhook.unresolved");
  EXPECT_EQ(checked("ftp://example.com/", {"93.184.215.14"}), "error.webhook.url");
  EXPECT_EQ(checked("https://user:pass@example.com/", {"93.184.215.14"}), "error.webhook.url");
  EXPECT_EQ(checked("https://example.com/" + std::string(kUrlLimitBytes, 'x'), {"93.184.215.14"}),
            "error.webhook.url");
}

TEST(Place, the_systems_resolver_is_asked) {
  EXPECT_EQ(check_place("http://localhost/", Reach()).error().message.key, "error.webhook.internal");
  EXPECT_EQ(check_place("http://127.1:8080/", Reach()).error().message.key, "error.webhook.internal");
}

}  // namespace
}  // namespace pb::webhooks
