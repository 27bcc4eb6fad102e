#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telegram/simulator/parameters.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=edge";

TEST(MultipartBody, fields_and_files_are_told_apart_by_the_file_name) {
  auto const body =
      "--edge\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n"
      "--edge\r\nContent-Disposition: form-data; name=\"document\"; filename=\"plan.csv\"\r\n"
      "Content-Type: text/csv\r\n\r\na;b\r\n1;2\r\n\r\n--edge--\r\n";

  auto const parts = parse_multipart(body, kType);

  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->fields.size(), 1u);
  EXPECT_EQ(parts->fields.at("chat_id"), "7");
  ASSERT_EQ(parts->files.size(), 1u);
  auto const& file = parts->files.at("document");
  EXPECT_EQ(file.file_name, "plan.csv");
  EXPECT_EQ(file.content_type, "text/csv");
  EXPECT_EQ(file.bytes, "a;b\r\n1;2\r\n");
}

TEST(MultipartBody, any_bytes_may_stand_in_a_part_but_the_boundary) {
  std::string const bytes("\0\r\n--edg\r\n-\xFF", 12);
  auto const body =
      "--edge\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n" + bytes + "\r\n--edge--";

  auto const parts = parse_multipart(body, kType);

  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->files.at("f").bytes, bytes);
}

TEST(MultipartBody, header_names_are_read_in_any_case_and_boundaries_in_quotes) {
  auto const body = "--a b\r\ncontent-disposition: FORM-DATA; NAME=\"x\"\r\n\r\ny\r\n--a b--";

  auto const parts = parse_multipart(body, "Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"");

  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->fields.at("x"), "y");
}

TEST(MultipartBody, quotes_in_names_are_escaped_with_a_backslash_or_percent) {
  auto const body =
      "--edge\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\\\"b; name=z.txt\"\r\n\r\n.\r\n"
      "--edge\r\nContent-Disposition: form-data; name=\"g\"; filename=\"a%22b.txt\"\r\n\r\n.\r\n--edge--";

  auto const parts = parse_multipart(body, kType);

  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->files.at("f").file_name, "a\"b; name=z.txt");
  EXPECT_EQ(parts->files.at("g").file_name, "a\"b.txt");
}

TEST(MultipartBody, the_name_of_a_part_is_not_looked_for_inside_its_file_name) {
  auto const body =
      "--edge\r\nContent-Disposition: form-data; filename=\"x; name=wrong\"; "
      "name=\"right\"\r\n\r\n.\r\n--edge--";

  auto const parts = parse_multipart(body, kType);

  ASSERT_TRUE(parts);
  EXPECT_TRUE(parts->files.contains("right"));
}

TEST(MultipartBody, what_stands_before_and_after_the_parts_is_passed_over) {
  auto const body =
      "preamble\r\n--edge\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--edge--\r\nepilogue";

  auto const parts = parse_multipart(body, kType);

  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->fields.at("x"), "y");
}

TEST(MultipartBody, an_empty_field_and_an_empty_file_are_there) {
  auto const body =
      "--edge\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n"
      "--edge\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n--edge--";

  auto const parts = parse_multipart(body, kType);

  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->fields.at("x"), "");
  EXPECT_EQ(parts->files.at("f").bytes, "");
}

TEST(MultipartBody, a_part_without_name_is_passed_over) {
  auto const body = "--edge\r\nX-Other: 1\r\n\r\ny\r\n--edge\r\n\r\nz\r\n--edge--";

  auto const parts = parse_multipart(body, kType);

  ASSERT_TRUE(parts);
  EXPECT_TRUE(parts->fields.empty());
}

TEST(MultipartBody, a_form_without_parts_is_empty) {
  auto const parts = parse_multipart("--edge--\r\n", kType);

  ASSERT_TRUE(parts);
  EXPECT_TRUE(parts->fields.empty());
}

TEST(MultipartBody, what_is_cut_short_is_none) {
  std::string const whole = "--edge\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--edge--";

  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(parse_multipart(std::string_view(whole).substr(0, length), kType)) << length;
  }
}

TEST(MultipartBody, without_a_boundary_it_is_none) {
  EXPECT_FALSE(parse_multipart("--edge--", "multipart/form-data"));
  EXPECT_FALSE(parse_multipart("--edge--", "multipart/form-data; boundary="));
  EXPECT_FALSE(parse_multipart("----", "multipart/form-data; boundary=\"\""));
}

TEST(MultipartBody, too_many_parts_are_refused) {
  std::string body;
  for (int i = 0; i < 10'000; ++i)
    body += "--edge\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n";

  EXPECT_FALSE(parse_multipart(body + "--edge--", kType));
}

}  // namespace
}  // namespace pb::telegram::simulator
