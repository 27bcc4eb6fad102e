#include <gmock/gmock.h>

#include "telegram/simulator/person_fixture.h"

namespace pb::telegram::simulator {
namespace {

using namespace std::string_literals;

auto const kPicture = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x90"s;

class PersonSendsFiles : public PersonFixture {
 protected:
  auto send(std::vector<std::pair<std::string, std::string>> fields, http::FilePart file) -> Answered {
    fields.emplace_back("from", "7");
    return ask({.url = api(chat(kAnna, "/messages")),
                .fields = std::move(fields),
                .files = {std::move(file)}})
        .get();
  }
  auto next_message() -> json::object { return updates().at(0).at("message").as_object(); }
};

TEST_F(PersonSendsFiles, a_voice_note_has_its_duration) {
  auto const answer =
      send({{"kind", "voice"}, {"duration", "3"}}, {"file", "note.ogg", "audio/ogg", "OggS..."});

  EXPECT_EQ(answer.status, 200);
  auto const voice = next_message().at("voice").as_object();
  EXPECT_EQ(voice.at("duration"), 3);
  EXPECT_EQ(voice.at("mime_type"), "audio/ogg");
  EXPECT_EQ(voice.at("file_size"), 7);
  auto const& seen = answer.at("attachment").as_object();
  EXPECT_EQ(seen.at("kind"), "voice");
  EXPECT_EQ(seen.at("file_id"), voice.at("file_id"));
  EXPECT_EQ(seen.at("duration"), 3);
}

TEST_F(PersonSendsFiles, a_document_has_its_name_and_a_caption_with_entities) {
  auto const answer =
      send({{"kind", "document"}, {"caption", "/plan табл."}}, {"file", "план.csv", "text/csv", "a;b"});

  auto const message = next_message();
  EXPECT_EQ(message.at("document").as_object().at("file_name"), "план.csv");
  EXPECT_EQ(message.at("caption"), "/plan табл.");
  EXPECT_EQ(json::serialize(message.at("caption_entities")),
            R"([{"type":"bot_command","offset":0,"length":5}])");
  EXPECT_EQ(answer.at("text"), "/plan табл.");
  EXPECT_EQ(answer.at("attachment").as_object().at("size"), 3);
}

TEST_F(PersonSendsFiles, a_photo_has_its_size_whatever_type_the_form_says) {
  auto const answer = send({{"kind", "photo"}}, {"file", "a", "text/html", kPicture});

  auto const& seen = answer.at("attachment").as_object();
  EXPECT_EQ(seen.at("width"), 640);
  EXPECT_EQ(seen.at("height"), 400);
  EXPECT_EQ(seen.at("content_type"), "image/png");
  EXPECT_EQ(next_message().at("photo").as_array().at(0).as_object().at("width"), 640);
}

TEST_F(PersonSendsFiles, what_is_no_file_of_its_kind_is_refused) {
  EXPECT_EQ(send({{"kind", "photo"}}, {"file", "a.png", "image/png", "no picture"}).status, 400);
  EXPECT_EQ(send({{"kind", "film"}}, {"file", "a", "", "x"}).error(),
            "\"kind\" must be photo, document, voice or audio");
  EXPECT_EQ(send({{"kind", "voice"}}, {"other", "a", "", "x"}).error(), "there is no \"file\" in the form");
  EXPECT_EQ(send({{"kind", "voice"}}, {"file", "a", "", ""}).error(), "the file is empty");
  EXPECT_EQ(send({{"kind", "document"}, {"caption", std::string(1025, 'x')}}, {"file", "a", "", "x"}).error(),
            "\"caption\" is too long");
  EXPECT_TRUE(updates().empty());
}

TEST_F(PersonSendsFiles, its_bytes_come_back_with_type_and_name) {
  auto const answer = send({{"kind", "photo"}}, {"file", "план \"1\".png", "image/png", kPicture});
  auto const id = std::string(answer.at("attachment").as_object().at("file_id").as_string());

  auto const file = get("/files/" + id);

  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.text, kPicture);
  EXPECT_EQ(http::find_header(file.headers, "Content-Type"), "image/png");
  EXPECT_EQ(http::find_header(file.headers, "Content-Disposition"),
            "inline; filename*=UTF-8''%D0%BF%D0%BB%D0%B0%D0%BD%20%221%22.png");
}

TEST_F(PersonSendsFiles, a_page_is_saved_not_shown_so_that_it_cannot_act_for_the_reader) {
  auto const answer = send({{"kind", "document"}}, {"file", "a.html", "text/html", "<script>1</script>"});
  auto const id = std::string(answer.at("attachment").as_object().at("file_id").as_string());

  auto const file = get("/files/" + id);

  EXPECT_EQ(http::find_header(file.headers, "Content-Disposition"), "attachment; filename*=UTF-8''a.html");
  EXPECT_EQ(http::find_header(file.headers, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(http::find_header(file.headers, "Content-Security-Policy"), "sandbox");
}

TEST_F(PersonSendsFiles, a_list_of_chats_names_a_file_without_words) {
  send({{"kind", "document"}}, {"file", "plan.csv", "text/csv", "a;b"});

  EXPECT_EQ(get("/people/7/chats?bot=123456").at("chats").as_array().at(0).as_object().at("last_text"),
            "plan.csv");
}

}  // namespace
}  // namespace pb::telegram::simulator
