#include "domain/network.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

TEST(Network, holds_the_addresses_that_begin_alike) {
  auto const office = Network::parse("192.0.2.0/24");
  ASSERT_TRUE(office);
  EXPECT_TRUE(office->holds("192.0.2.0"));
  EXPECT_TRUE(office->holds("192.0.2.255"));
  EXPECT_TRUE(office->holds("::ffff:192.0.2.7"));
  EXPECT_FALSE(office->holds("192.0.3.0"));
  EXPECT_FALSE(office->holds("2001:db8::1"));
  EXPECT_FALSE(office->holds("office"));
  auto const odd = Network::parse("10.0.0.128/25");
  EXPECT_TRUE(odd->holds("10.0.0.200"));
  EXPECT_FALSE(odd->holds("10.0.0.127"));
  auto const six = Network::parse("2001:db8::/33");
  EXPECT_TRUE(six->holds("2001:db8:7fff::1"));
  EXPECT_FALSE(six->holds("2001:db8:8000::1"));
  EXPECT_TRUE(Network::parse("0.0.0.0/0")->holds("8.8.8.8"));
  EXPECT_FALSE(Network::parse("0.0.0.0/0")->holds("2001:db8::1"));
}

TEST(Network, one_address_is_a_network_of_itself) {
  auto const one = Network::parse("2001:db8::1");
  EXPECT_TRUE(one->holds("2001:db8:0::1"));
  EXPECT_FALSE(one->holds("2001:db8::2"));
  EXPECT_EQ(one->text(), "2001:db8::1");
  EXPECT_EQ(Network::parse("::ffff:192.0.2.1")->text(), "192.0.2.1");
  EXPECT_EQ(Network::parse("192.0.2.0/24")->text(), "192.0.2.0/24");
  EXPECT_EQ(Network::parse("2001:DB8::/32")->text(), "2001:db8::/32");
}

TEST(Network, anything_else_is_none) {
  for (auto const* const text :
       {"", "/", "/24", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/24x", "192.0.2.1/24",
        "192.0.2/24", "2001:db8::/129", "2001:db8::1/64", "office", "1.2.3.4/24/24", "300.0.0.1",
        "192.0.2.0 /24", "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0001"})
    EXPECT_FALSE(Network::parse(text)) << text;
}

}  // namespace
}  // namespace pb
