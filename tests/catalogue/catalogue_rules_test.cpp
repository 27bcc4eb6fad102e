#include "catalogue/catalogue_rules.h"

#include <gmock/gmock.h>

// Each rule is broken on purpose, to see that it notices.
namespace pb::catalogue {
namespace {

using i18n::Language;
using testing::ElementsAre;
using testing::IsEmpty;

auto in_uk_and_en(std::string const& uk, std::string const& en) -> Catalogues {
  return {{Language::uk, {{"home.title", uk}}}, {Language::en, {{"home.title", en}}}};
}

auto code(std::string const& text) -> std::vector<Source> {
  return {{"src/bot/home.cpp", text}};
}

TEST(CatalogueRules, notice_a_key_that_one_language_lacks) {
  Catalogues const all{{Language::uk, {{"a.b", "x"}}}, {Language::en, {{"a.c", "x"}}}};

  EXPECT_THAT(differences(all), ElementsAre("en lacks a.b", "en alone has a.c"));
}

TEST(CatalogueRules, notice_other_placeholders) {
  EXPECT_THAT(differences(in_uk_and_en("{name}, {day}", "{name}")),
              ElementsAre("en, home.title: other placeholders"));
  EXPECT_THAT(differences(in_uk_and_en("{n, number, percent}", "{n}")),
              ElementsAre("en, home.title: other placeholders"));
  EXPECT_THAT(differences(in_uk_and_en("{a, select, x {{b}} other {}}", "{a, select, x {} other {}}")),
              ElementsAre("en, home.title: other placeholders"));
  EXPECT_THAT(differences(in_uk_and_en("{a} {b}", "{b} {a}")), IsEmpty());
}

TEST(CatalogueRules, notice_other_choices_and_other_tags) {
  EXPECT_THAT(differences(in_uk_and_en("{a, select, x {} other {}}", "{a, select, y {} other {}}")),
              ElementsAre("en, home.title: other choices"));
  EXPECT_THAT(differences(in_uk_and_en("<b>a</b>", "<i>a</i>")), ElementsAre("en, home.title: other tags"));
  EXPECT_THAT(differences(in_uk_and_en("{a, select, x {<b>a</b>} other {}}", "{a, select, x {a} other {}}")),
              ElementsAre("en, home.title: other tags"));
}

TEST(CatalogueRules, notice_what_is_no_message_format) {
  EXPECT_THAT(malformed({{Language::uk, {{"a.b", "{name"}, {"a.c", "{n, plural, one {x}}"}}}}),
              ElementsAre("uk, a.b: no MessageFormat", "uk, a.c: no MessageFormat"));
}

TEST(CatalogueRules, notice_a_plural_that_a_language_has_and_a_text_has_not) {
  EXPECT_THAT(malformed({{Language::uk, {{"a.b", "{n, plural, one {#} few {#} other {#}}"}}}}),
              ElementsAre("uk, a.b: n lacks the plural many"));
  EXPECT_THAT(malformed({{Language::en, {{"a.b", "{n, plural, other {#}}"}}}}),
              ElementsAre("en, a.b: n lacks the plural one"));
}

TEST(CatalogueRules, notice_tags_that_do_not_match) {
  EXPECT_THAT(malformed({{Language::en, {{"a.b", "<b>x"}}}}), ElementsAre("en, a.b: <b> stays open"));
  EXPECT_THAT(malformed({{Language::en, {{"a.b", "<b>x</i></b>"}}}}),
              ElementsAre("en, a.b: </i> closes nothing"));
  EXPECT_THAT(malformed({{Language::en, {{"a.b", "<h1>x</h1>"}}}}),
              ElementsAre("en, a.b: <h1> is no tag that Telegram knows",
                          "en, a.b: </h1> is no tag that Telegram knows"));
  EXPECT_THAT(malformed({{Language::en, {{"a.b", "<b>{n, select, x {</b>} other {}}"}}}}),
              ElementsAre("en, a.b: </b> closes nothing", "en, a.b: <b> stays open"));
}

TEST(CatalogueRules, find_keys_in_code) {
  Texts const texts{{"home.title", "x"}, {"home.old", "x"}};
  auto const sources = code(R"(
    // "home.comment" is none
    #include "home.h"
    voice.html("home.title"); voice.plain(seen ? "home.new" : "home.title");
    log::warn("home.failed", {{"reason", '"'}});)");

  EXPECT_THAT(missing(texts, sources), ElementsAre("src/bot/home.cpp:4: \"home.new\""));
  EXPECT_THAT(unused(texts, sources), ElementsAre("home.old"));
}

TEST(CatalogueRules, tell_keys_from_events_outside_of_the_bot) {
  std::vector<Source> const sources = {
      {"src/people/a.cpp",
       R"(record(unit, "user.added"); fail(code, Message("user.title")); refuse("error.no"))"}};

  EXPECT_THAT(missing({}, sources),
              ElementsAre("src/people/a.cpp:1: \"user.title\"", "src/people/a.cpp:1: \"error.no\""));
}

TEST(CatalogueRules, find_texts_in_the_bots_code) {
  EXPECT_THAT(texts_in_code(code(R"(f("Saved"), f("two words"), f("так"), f("✅"), page.line("saved"))")),
              ElementsAre("src/bot/home.cpp:1: \"Saved\"", "src/bot/home.cpp:1: \"two words\"",
                          "src/bot/home.cpp:1: \"так\"", "src/bot/home.cpp:1: \"✅\"",
                          "src/bot/home.cpp:1: \"saved\""));
}

TEST(CatalogueRules, let_the_words_of_code_be) {
  EXPECT_THAT(
      texts_in_code(code(R"(Route("plan_set", {"old"}), f("home.title"), f("Europe/Kyiv"), button("UAH"),
                                    f(" · "), f("‹ "), f("{:02}:{:02}"), f("https://t.me/"), f("?start="))")),
      IsEmpty());
}

}  // namespace
}  // namespace pb::catalogue
