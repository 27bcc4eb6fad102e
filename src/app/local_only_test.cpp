#include "app/local_only.h"

#include <gmock/gmock.h>

namespace pb::app {
namespace {

auto status_of(http::Headers headers, std::string method = "GET") -> int {
  auto const refusal =
      refuse_other_sites({.method = std::move(method), .path = "/", .headers = std::move(headers)});
  return refusal ? refusal->status : 200;
}

TEST(LocalOnly, serves_this_computer_by_all_its_names) {
  for (auto const* const host :
       {"localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    EXPECT_EQ(status_of({{"Host", host}}), 200) << host;
}

TEST(LocalOnly, refuses_a_name_that_only_leads_here) {
  for (auto const* const host :
       {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "[::2]:80"})
    EXPECT_EQ(status_of({{"Host", host}}), 403) << host;
  EXPECT_EQ(status_of({}), 403);
}

TEST(LocalOnly, refuses_what_another_sites_page_sends) {
  EXPECT_EQ(status_of({{"Host", "localhost:8080"}, {"Origin", "https://evil.example"}}, "POST"), 403);
  EXPECT_EQ(status_of({{"Host", "localhost:8080"}, {"Origin", "http://localhost:3000"}}, "POST"), 403);
  EXPECT_EQ(status_of({{"Host", "localhost:8080"}, {"Origin", "null"}}, "POST"), 403);
  EXPECT_EQ(status_of({{"Host", "localhost:8080"}, {"Origin", "http://localhost:8080"}}, "POST"), 200);
}

TEST(LocalOnly, lets_a_link_lead_here_and_nothing_else_of_another_site) {
  http::Headers const link{
      {"Host", "localhost"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}};
  http::Headers const picture{
      {"Host", "localhost"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}};
  http::Headers const own{
      {"Host", "localhost"}, {"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Mode", "cors"}};

  EXPECT_EQ(status_of(link), 200);
  EXPECT_EQ(status_of(link, "POST"), 403);
  EXPECT_EQ(status_of(picture), 403);
  EXPECT_EQ(status_of(own), 200);
}

}  // namespace
}  // namespace pb::app
