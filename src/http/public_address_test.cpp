#include "http/public_address.h"

#include <gmock/gmock.h>

namespace pb::http {
namespace {

struct Row {
  std::string_view address;
  bool is_public;
};

constexpr bool kPublic = true;
constexpr bool kInternal = false;

// Both ends of every reserved block, and their neighbours outside.
constexpr std::array kTable4{
    Row{"0.0.0.0", kInternal},         Row{"0.255.255.255", kInternal},   Row{"1.0.0.0", kPublic},
    Row{"1.1.1.1", kPublic},           Row{"8.8.8.8", kPublic},           Row{"9.255.255.255", kPublic},
    Row{"10.0.0.0", kInternal},        Row{"10.255.255.255", kInternal},  Row{"11.0.0.0", kPublic},
    Row{"100.63.255.255", kPublic},    Row{"100.64.0.0", kInternal},      Row{"100.127.255.255", kInternal},
    Row{"100.128.0.0", kPublic},       Row{"126.255.255.255", kPublic},   Row{"127.0.0.0", kInternal},
    Row{"127.0.0.1", kInternal},       Row{"127.255.255.255", kInternal}, Row{"128.0.0.0", kPublic},
    Row{"169.253.255.255", kPublic},   Row{"169.254.0.0", kInternal},     Row{"169.254.169.254", kInternal},
    Row{"169.254.255.255", kInternal}, Row{"169.255.0.0", kPublic},       Row{"172.15.255.255", kPublic},
    Row{"172.16.0.0", kInternal},      Row{"172.31.255.255", kInternal},  Row{"172.32.0.0", kPublic},
    Row{"191.255.255.255", kPublic},   Row{"192.0.0.0", kInternal},       Row{"192.0.0.255", kInternal},
    Row{"192.0.1.0", kPublic},         Row{"192.0.2.0", kInternal},       Row{"192.0.2.255", kInternal},
    Row{"192.0.3.0", kPublic},         Row{"192.88.98.255", kPublic},     Row{"192.88.99.0", kInternal},
    Row{"192.88.99.255", kInternal},   Row{"192.88.100.0", kPublic},      Row{"192.167.255.255", kPublic},
    Row{"192.168.0.0", kInternal},     Row{"192.168.255.255", kInternal}, Row{"192.169.0.0", kPublic},
    Row{"198.17.255.255", kPublic},    Row{"198.18.0.0", kInternal},      Row{"198.19.255.255", kInternal},
    Row{"198.20.0.0", kPublic},        Row{"198.51.99.255", kPublic},     Row{"198.51.100.0", kInternal},
    Row{"198.51.100.255", kInternal},  Row{"198.51.101.0", kPublic},      Row{"203.0.112.255", kPublic},
    Row{"203.0.113.0", kInternal},     Row{"203.0.113.255", kInternal},   Row{"203.0.114.0", kPublic},
    Row{"223.255.255.255", kPublic},   Row{"224.0.0.0", kInternal},       Row{"239.255.255.255", kInternal},
    Row{"240.0.0.0", kInternal},       Row{"255.255.255.255", kInternal},
};

constexpr std::array kTable6{
    Row{"::", kInternal},
    Row{"::1", kInternal},
    Row{"::8.8.8.8", kInternal},                 // IPv4-compatible
    Row{"::ffff:8.8.8.8", kInternal},            // IPv4-mapped: a resolver has no reason to say this
    Row{"::ffff:10.0.0.1", kInternal},           //
    Row{"::ffff:7f00:1", kInternal},             // the same form, of 127.0.0.1
    Row{"::ffff:0:8.8.8.8", kInternal},          // translated
    Row{"64:ff9a:ffff::", kInternal},            //
    Row{"64:ff9b::8.8.8.8", kPublic},            // NAT64 of a public address
    Row{"64:ff9b::10.0.0.1", kInternal},         // of private ones
    Row{"64:ff9b::169.254.169.254", kInternal},  //
    Row{"64:ff9b::7f00:1", kInternal},           //
    Row{"64:ff9b:0:0:0:1:808:808", kInternal},   // behind the prefix
    Row{"64:ff9b:1::8.8.8.8", kInternal},        // of local use
    Row{"100::1", kInternal},                    // discard-only
    Row{"1fff:ffff::1", kInternal},
    Row{"2000::1", kPublic},
    Row{"2001::1", kInternal},  // Teredo
    Row{"2001:0:4136:e378:8000:63bf:3fff:fdd2", kInternal},
    Row{"2001:2::1", kInternal},   // benchmark
    Row{"2001:10::1", kInternal},  // ORCHID
    Row{"2001:20::1", kInternal},
    Row{"2001:1ff:ffff::1", kInternal},
    Row{"2001:200::1", kPublic},
    Row{"2001:4860:4860::8888", kPublic},
    Row{"2001:db7:ffff::1", kPublic},
    Row{"2001:db8::1", kInternal},  // documentation
    Row{"2001:db8:ffff::1", kInternal},
    Row{"2001:db9::1", kPublic},
    Row{"2002::1", kInternal},  // 6to4
    Row{"2002:808:808::1", kInternal},
    Row{"2002:ffff::1", kInternal},
    Row{"2003::1", kPublic},
    Row{"2606:4700:4700::1111", kPublic},
    Row{"2a00:1450:4001::1", kPublic},
    Row{"3ffe:ffff::1", kPublic},
    Row{"3fff::1", kInternal},  // documentation
    Row{"3fff:fff:ffff::1", kInternal},
    Row{"3fff:1000::1", kPublic},
    Row{"4000::1", kInternal},
    Row{"5f00::1", kInternal},
    Row{"fbff::1", kInternal},
    Row{"fc00::1", kInternal},  // unique-local
    Row{"fd12:3456:789a::1", kInternal},
    Row{"fe80::1", kInternal},  // link-local
    Row{"febf::1", kInternal},
    Row{"fec0::1", kInternal},  // site-local
    Row{"ff02::1", kInternal},  // multicast
    Row{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kInternal},
};

TEST(PublicAddress, is_told_for_every_block_of_ipv4) {
  for (auto const& [address, expected] : kTable4) EXPECT_EQ(is_public_address(address), expected) << address;
}

TEST(PublicAddress, is_told_for_every_block_of_ipv6) {
  for (auto const& [address, expected] : kTable6) EXPECT_EQ(is_public_address(address), expected) << address;
}

TEST(PublicAddress, is_not_what_is_no_address) {
  using namespace std::literals;
  for (auto const text : {""sv, "localhost"sv, "8.8.8"sv, "0x8.8.8.8"sv, "134744072"sv, "8.8.8.8:80"sv,
                          "[2000::1]"sv, "2000::1%eth0"sv, " 8.8.8.8"sv, "8.8.8.8\0"sv, "8.8.8.256"sv})
    EXPECT_FALSE(is_public_address(text)) << text;
}

}  // namespace
}  // namespace pb::http
