#include "telegram/simulator/files.h"

#include <gtest/gtest.h>

namespace pb::telegram::simulator {
namespace {

using namespace std::string_view_literals;

auto size_of(std::string_view bytes) -> std::string {
  auto const size = picture_size(bytes);
  return size ? std::to_string(size->width) + "x" + std::to_string(size->height) : "none";
}

TEST(StoredFiles, are_found_by_id_and_by_path) {
  FileStore store(1000);
  auto const added = store.add("documents", "план.csv", "text/csv", "a;b");

  auto const* const by_id = store.find(added.id);
  auto const* const by_path = store.find_by_path(added.path);

  ASSERT_NE(by_id, nullptr);
  EXPECT_EQ(by_id, by_path);
  EXPECT_EQ(*by_id->bytes, "a;b");
  EXPECT_EQ(by_id->file_name, "план.csv");
  EXPECT_EQ(by_id->content_type, "text/csv");
  EXPECT_TRUE(added.path.starts_with("documents/")) << added.path;
  EXPECT_TRUE(added.path.ends_with(".csv")) << added.path;
  EXPECT_EQ(store.find("other"), nullptr);
  EXPECT_EQ(store.find_by_path("other"), nullptr);
}

TEST(StoredFiles, of_the_same_name_are_kept_apart) {
  FileStore store(1000);
  auto const first = store.add("documents", "a.txt", "text/plain", "1");
  auto const second = store.add("documents", "a.txt", "text/plain", "2");

  EXPECT_NE(first.id, second.id);
  EXPECT_NE(first.unique_id, second.unique_id);
  EXPECT_EQ(*store.find(first.id)->bytes, "1");
}

TEST(StoredFiles, a_name_never_becomes_part_of_the_path_but_for_its_ending) {
  FileStore store(1000);

  for (auto const* const name : {"../../etc/passwd", "a./../b", "..", "a.b/c", "no_ending", "x.\\..\\y"}) {
    auto const path = store.add("documents", name, "", "x").path;
    EXPECT_EQ(path.find(".."), std::string::npos) << path;
    EXPECT_EQ(path.find('/', sizeof("documents")), std::string::npos) << path;
    EXPECT_EQ(path.find('\\'), std::string::npos) << path;
  }
}

TEST(StoredFiles, the_oldest_go_when_there_is_too_much) {
  FileStore store(10);
  auto const first = store.add("photos", "a", "", "12345");
  auto const second = store.add("photos", "b", "", "12345");
  auto const third = store.add("photos", "c", "", "1");

  EXPECT_EQ(store.find(first.id), nullptr);
  EXPECT_EQ(store.find_by_path(first.path), nullptr);
  EXPECT_NE(store.find(second.id), nullptr);
  EXPECT_NE(store.find(third.id), nullptr);
}

TEST(Pictures, are_told_by_their_first_bytes) {
  EXPECT_EQ(picture_type("\x89PNG\r\n\x1a\n..."), "image/png");
  EXPECT_EQ(picture_type("\xFF\xD8\xFF\xE0"), "image/jpeg");
  EXPECT_EQ(picture_type("GIF89a"), "image/gif");
  EXPECT_EQ(picture_type("RIFF....WEBPVP8 ...."), "image/webp");
  EXPECT_EQ(picture_type("%PDF"), "");
  EXPECT_EQ(picture_type(""), "");
}

TEST(Pictures, have_the_size_in_their_header) {
  EXPECT_EQ(size_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x90"sv), "640x400");
  EXPECT_EQ(size_of("GIF89a\x80\x02\x90\x01"sv), "640x400");
  EXPECT_EQ(size_of("\xFF\xD8\xFF\xE0\0\x04xx\xFF\xC0\0\x11\x08\x01\x90\x02\x80\x03"sv), "640x400");
  EXPECT_EQ(size_of("RIFF....WEBPVP8X....\0\0\0\0\x7F\x02\0\x8F\x01\0"sv), "640x400");
}

TEST(Pictures, larger_than_a_webp_header_can_say_in_two_bytes) {
  EXPECT_EQ(size_of("RIFF....WEBPVP8X....\0\0\0\0\0\0\x01\x01\0\x02"sv), "65537x131074");
}

TEST(Pictures, of_more_than_65535_pixels_are_measured_in_full) {
  EXPECT_EQ(size_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\x01\0\0\0\x05"sv), "65537x5");
}

TEST(Pictures, cut_short_or_without_extent_have_no_size) {
  std::string_view const jpeg = "\xFF\xD8\xFF\xE0\0\x04xx\xFF\xC0\0\x11\x08\x01\x90\x02\x80"sv;
  for (std::size_t length = 0; length < jpeg.size(); ++length)
    EXPECT_EQ(size_of(jpeg.substr(0, length)), "none");
  EXPECT_EQ(size_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\x90"sv), "none");
  EXPECT_EQ(size_of("\xFF\xD8\xFF\xE0\0\0\0\0\0\0\0\0\0\0"sv), "none");
}

}  // namespace
}  // namespace pb::telegram::simulator
