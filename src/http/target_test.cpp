#include "http/target.h"

#include <gtest/gtest.h>

namespace pb::http {
namespace {

using Fields = std::multimap<std::string, std::string>;

TEST(Target, path_and_query_are_decoded) {
  auto const target = parse_target("/people/%D0%9E%D0%BB%D1%8F%20K?name=a+b&name=%26&empty=&alone");

  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/people/Оля K");
  EXPECT_EQ(target->query, (Fields{{"name", "a b"}, {"name", "&"}, {"empty", ""}, {"alone", ""}}));
}

TEST(Target, a_plus_is_a_blank_in_the_query_only) {
  auto const target = parse_target("/a+b?c+d=e+f");

  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a+b");
  EXPECT_EQ(target->query, (Fields{{"c d", "e f"}}));
}

TEST(Target, an_escaped_slash_is_a_slash) {
  EXPECT_EQ(parse_target("/file/documents%2Ffile_1.txt")->path, "/file/documents/file_1.txt");
}

TEST(Target, what_is_no_path_or_is_badly_escaped_is_refused) {
  for (auto const* text : {"", "*", "a/b", "http://host/a", "?a=1", "/%", "/%2", "/%zz", "/a?b=%", "/a?b=%4",
                           "/%00", "/a%00b", "/%FF", "/%C3", "/%C0%AF"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(Target, a_query_may_hold_any_bytes) {
  EXPECT_EQ(parse_target("/a?text=%FF%00")->query.find("text")->second, std::string("\xFF\0", 2));
}

TEST(Form, fields_keep_their_order_and_empty_ones_are_left_out) {
  EXPECT_EQ(*parse_form("a=1&&a=2&b=x=y&"), (Fields{{"a", "1"}, {"a", "2"}, {"b", "x=y"}}));
  EXPECT_EQ(*parse_form(""), Fields{});
  EXPECT_EQ(*parse_form("=v"), (Fields{{"", "v"}}));
  EXPECT_FALSE(parse_form("a=%g1"));
}

TEST(Target, what_is_encoded_reads_back) {
  EXPECT_EQ(percent_encoded("a-b_c.d~1"), "a-b_c.d~1");
  EXPECT_EQ(percent_encoded("a b/ї?&="), "a%20b%2F%D1%97%3F%26%3D");
  auto const form = parse_form("x=" + percent_encoded("100 % & +"));
  ASSERT_TRUE(form);
  EXPECT_EQ(form->find("x")->second, "100 % & +");
}

}  // namespace
}  // namespace pb::http
