#include "http/public_address.h"

#include <gtest/gtest.h>

namespace pb::http {
namespace {

TEST(PublicAddress, is_one_of_the_internet) {
  for (auto const* const address :
       {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2a00:1450:4001::1", "2606:4700::1111",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"})
    EXPECT_TRUE(is_public_address(address)) << address;
}

TEST(PublicAddress, is_none_of_our_own_and_none_that_hides_one) {
  for (auto const* const address : {"0.0.0.0",
                                    "10.0.0.1",
                                    "100.64.0.1",
                                    "127.0.0.1",
                                    "127.1.2.3",
                                    "169.254.169.254",
                                    "172.16.0.1",
                                    "172.31.255.255",
                                    "192.0.0.1",
                                    "192.0.2.1",
                                    "192.168.1.1",
                                    "198.18.0.1",
                                    "198.19.255.255",
                                    "198.51.100.1",
                                    "203.0.113.1",
                                    "224.0.0.1",
                                    "239.255.255.255",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "::127.0.0.1",
                                    "::8.8.8.8",
                                    "::ffff:127.0.0.1",
                                    "::ffff:10.0.0.1",
                                    "::ffff:a9fe:a9fe",
                                    "64:ff9b::10.0.0.1",
                                    "64:ff9b:1::1",
                                    "100::1",
                                    "2001::1",
                                    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                                    "2001:2::1",
                                    "2001:db8::1",
                                    "2002:7f00:1::1",
                                    "2002:a00:1::1",
                                    "3fff::1",
                                    "fc00::1",
                                    "fd12:3456::1",
                                    "fe80::1",
                                    "febf::1",
                                    "fec0::1",
                                    "ff02::1"})
    EXPECT_FALSE(is_public_address(address)) << address;
}

TEST(PublicAddress, is_nothing_else) {
  for (auto const* const text :
       {"", "localhost", "127.1", "0x7f000001", "2130706433", "1.2.3.4.5", "[::1]", "::g"})
    EXPECT_FALSE(is_public_address(text)) << text;
}

TEST(PublicAddress, a_name_leads_where_its_addresses_lie) {
  EXPECT_FALSE(leads_outside("localhost"));
  EXPECT_FALSE(leads_outside("127.1")) << "as resolvers read it";
  EXPECT_FALSE(leads_outside("0x7f000001"));
  EXPECT_FALSE(leads_outside("2130706433"));
  EXPECT_FALSE(leads_outside("::1"));
  EXPECT_TRUE(leads_outside("8.8.8.8"));
}

}  // namespace
}  // namespace pb::http
