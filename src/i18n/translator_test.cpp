#include "i18n/translator.h"

#include <gtest/gtest.h>

#include <thread>

#include "i18n/catalogue.h"

namespace pb::i18n {
namespace {

TEST(Translator, speaks_the_readers_language) {
  Translator const translator;

  EXPECT_EQ(translator.render(Message("button.no"), {.language = Language::uk}), "Ні");
  EXPECT_EQ(translator.render(Message("button.no"), {.language = Language::ru}), "Нет");
  EXPECT_EQ(translator.render(Message("button.no"), {.language = Language::en}), "No");
}

TEST(Translator, writes_values_by_the_reader) {
  Translator const translator;
  Message const saved("plan.saved_short",
                      {{"territory", std::string("Львів")}, {"amount", Money{1'200'050}}});

  EXPECT_EQ(translator.render(saved, {.language = Language::uk}), "✅ Львів: 12\u00A0000,50\u00A0₴");
  EXPECT_EQ(translator.render(saved, {.language = Language::en, .currency = "EUR"}), "✅ Львів: €12,000.50");
}

TEST(Translator, shows_an_unknown_key_as_it_is) {
  Translator const translator;

  EXPECT_EQ(translator.render(Message("no.such.key"), {}), "no.such.key");
  EXPECT_FALSE(translator.has("no.such.key", Language::uk));
}

TEST(Translator, may_be_asked_by_many_threads_at_once) {
  Translator const translator;
  Message const left("home.open_left", {{"count", std::int64_t{3}}});
  auto const expected = translator.render(left, {});

  std::vector<std::string> last(8);
  std::vector<std::jthread> threads;
  for (auto& text : last) {
    threads.emplace_back([&] {
      for (int round = 0; round < 2'000; ++round) text = translator.render(left, {});
    });
  }
  threads.clear();

  for (auto const& text : last) EXPECT_EQ(text, expected);
}

TEST(Catalogue, that_is_no_flat_object_of_texts_is_refused) {
  EXPECT_THROW((void)read_catalogue("{"), std::runtime_error);
  EXPECT_THROW((void)read_catalogue("[]"), std::runtime_error);
  EXPECT_THROW((void)read_catalogue(R"({"a": 1})"), std::runtime_error);
  EXPECT_EQ(read_catalogue(R"({"a": "b"})").at(0).second, "b");
}

TEST(Language, is_found_in_what_telegram_and_browsers_send) {
  EXPECT_EQ(language_from_code("uk"), Language::uk);
  EXPECT_EQ(language_from_code("en-GB"), Language::en);
  EXPECT_EQ(language_from_code("ru_RU"), Language::ru);
  EXPECT_EQ(language_from_code("fr"), std::nullopt);
  EXPECT_EQ(language_or_default(""), Language::uk);
}

}  // namespace
}  // namespace pb::i18n
