#include "telegram/simulator/bot_fixture.h"

namespace pb::telegram::simulator {
namespace {

// As much of a PNG as tells its size.
auto png(unsigned width, unsigned height) -> std::string {
  std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  for (auto const side : {width, height}) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(side >> shift & 0xFF);
  }
  return bytes;
}

class Media : public BotFixture {
 protected:
  explicit Media(Limits limits = generous()) : BotFixture(limits) { says(kAnna, "/start"); }

  auto download(std::string_view path) -> http::ClientResult {
    return client_.send_and_wait({.method = "GET",
                                  .url = "http://127.0.0.1:" + std::to_string(server_->port()) +
                                         "/simulator/file/bot" + std::string(kToken) + "/" +
                                         std::string(path)});
  }
};

TEST_F(Media, a_document_can_be_had_back_byte_by_byte) {
  std::string const bytes("PK\0\r\n--boundary\xFF", 16);

  auto const told = upload("sendDocument", "document", "план.xlsx", bytes,
                           {{"chat_id", "7"}, {"caption", "<b>Plan</b>"}, {"parse_mode", "HTML"}});

  ASSERT_TRUE(told.ok()) << told.error();
  auto const& document = told.result().at("document");
  EXPECT_EQ(document.at("file_name").as_string(), "план.xlsx");
  EXPECT_EQ(document.at("file_size").to_number<std::size_t>(), bytes.size());
  EXPECT_EQ(told.result().at("caption").as_string(), "Plan");
  auto const file = call("getFile", {{"file_id", document.at("file_id")}});
  ASSERT_TRUE(file.ok()) << file.error();
  auto const got = download(file.result().at("file_path").as_string());
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, bytes);
}

TEST_F(Media, a_file_sent_once_can_be_sent_again_by_its_id) {
  auto const first = upload("sendDocument", "document", "a.txt", "bytes", {{"chat_id", "7"}});
  auto const id = first.result().at("document").at("file_id");

  auto const again = call("sendDocument", {{"chat_id", kAnna}, {"document", id}});

  EXPECT_EQ(again.result().at("document").at("file_id"), id);
}

TEST_F(Media, a_photo_shows_its_size) {
  auto const told = upload("sendPhoto", "photo", "a.png", png(640, 400), {{"chat_id", "7"}});

  ASSERT_TRUE(told.ok()) << told.error();
  EXPECT_EQ(told.result().at("photo").at(0).at("width").as_int64(), 640);
  EXPECT_EQ(told.result().at("photo").at(0).at("height").as_int64(), 400);
}

TEST_F(Media, what_is_no_good_photo_is_refused) {
  auto const send = [&](std::string bytes) {
    return upload("sendPhoto", "photo", "a.png", std::move(bytes), {{"chat_id", "7"}}).error();
  };

  EXPECT_EQ(send("text"), "Bad Request: IMAGE_PROCESS_FAILED");
  EXPECT_EQ(send(png(9'000, 1'001)), "Bad Request: PHOTO_INVALID_DIMENSIONS");
  EXPECT_EQ(send(png(2'100, 100)), "Bad Request: PHOTO_INVALID_DIMENSIONS");
  EXPECT_EQ(
      send(png(10, 10) + std::string(10u * 1024 * 1024, 'x')),
      "Bad Request: file of size 10485784 bytes is too big for a photo; the maximum size is 10485760 bytes");
}

TEST_F(Media, a_voice_note_has_a_duration) {
  auto const told = upload("sendVoice", "voice", "a.ogg", "OggS", {{"chat_id", "7"}, {"duration", "12"}});

  ASSERT_TRUE(told.ok()) << told.error();
  EXPECT_EQ(told.result().at("voice").at("duration").as_int64(), 12);
}

TEST_F(Media, a_missing_or_unknown_file_is_refused) {
  EXPECT_EQ(call("sendDocument", {{"chat_id", kAnna}}).error(),
            "Bad Request: there is no document in the request");
  EXPECT_EQ(call("sendDocument", {{"chat_id", kAnna}, {"document", "nonsense"}}).error(),
            "Bad Request: wrong file identifier/HTTP URL specified");
  EXPECT_EQ(call("sendDocument", {{"chat_id", kAnna}, {"document", "https://localhost/a.pdf"}}).error(),
            "Bad Request: failed to get HTTP URL content");
  EXPECT_EQ(upload("sendDocument", "document", "a.txt", "", {{"chat_id", "7"}}).error(),
            "Bad Request: file must be non-empty");
  EXPECT_EQ(call("getFile", {{"file_id", "nonsense"}}).error(),
            "Bad Request: wrong file_id or the file is temporarily unavailable");
  EXPECT_EQ(download("documents/none.txt")->status, 404);
}

TEST_F(Media, an_album_comes_as_one) {
  auto const told =
      begin(
          {.url = url("sendMediaGroup"),
           .fields =
               {{"chat_id", "7"},
                {"media",
                 R"([{"type":"photo","media":"attach://one","caption":"Both"},{"type":"photo","media":"attach://two"}])"}},
           .files =
               {{.field = "one", .file_name = "1.png", .content_type = "image/png", .bytes = png(10, 20)},
                {.field = "two", .file_name = "2.png", .content_type = "image/png", .bytes = png(30, 40)}}})
          .get();

  ASSERT_TRUE(told.ok()) << told.error();
  auto const& messages = told.result().as_array();
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].at("caption").as_string(), "Both");
  EXPECT_EQ(messages[1].at("photo").at(0).at("width").as_int64(), 30);
  EXPECT_EQ(messages[0].at("media_group_id"), messages[1].at("media_group_id"));
}

TEST_F(Media, another_file_can_take_the_place_of_one) {
  auto const sent_id = upload("sendDocument", "document", "a.txt", "old", {{"chat_id", "7"}})
                           .result()
                           .at("message_id")
                           .as_int64();

  auto const told = upload("editMessageMedia", "new", "b.png", png(5, 6),
                           {{"chat_id", "7"},
                            {"message_id", std::to_string(sent_id)},
                            {"media", R"({"type":"photo","media":"attach://new","caption":"Chart"})"}});

  ASSERT_TRUE(told.ok()) << told.error();
  EXPECT_EQ(told.result().at("photo").at(0).at("width").as_int64(), 5);
  EXPECT_EQ(told.result().at("caption").as_string(), "Chart");
}

class SmallMedia : public Media {
 protected:
  SmallMedia() : Media({.upload_bytes = 100, .download_bytes = 10}) {}
};

TEST_F(SmallMedia, files_over_the_limits_are_refused) {
  auto const told = upload("sendDocument", "document", "a.bin", std::string(100, 'x'), {{"chat_id", "7"}});

  EXPECT_EQ(call("getFile", {{"file_id", told.result().at("document").at("file_id")}}).error(),
            "Bad Request: file is too big");
  EXPECT_EQ(upload("sendDocument", "document", "a.bin", std::string(101, 'x'), {{"chat_id", "7"}}).status,
            413);
}

}  // namespace
}  // namespace pb::telegram::simulator
