#include "i18n/pattern.h"

#include <gtest/gtest.h>
#include <unicode/msgfmt.h>

#include "base/enum_name.h"
#include "i18n/utf16.h"

namespace pb::i18n {
namespace {

using Args = std::vector<MessageArg>;

auto render(std::string_view pattern, Args const& args = {}, Language language = Language::uk)
    -> std::string {
  std::string text;
  Pattern(pattern, language).render(text, args, Reader{.language = language});
  return text;
}

TEST(Pattern, puts_values_where_they_are_named) {
  EXPECT_EQ(
      render("{territory}: {amount}", {{"amount", Money{1'200'000}}, {"territory", std::string("Київ")}}),
      "Київ: 12\u00A0000\u00A0₴");
  EXPECT_EQ(render("{a}{b}{a}", {{"a", std::int64_t{1}}, {"b", std::int64_t{2}}}), "121");
  EXPECT_EQ(render("без значень"), "без значень");
  EXPECT_EQ(render(""), "");
}

TEST(Pattern, keeps_a_value_that_looks_like_a_pattern_as_it_is) {
  EXPECT_EQ(render("{name}!", {{"name", std::string("{name} '{' # |")}}), "{name} '{' # |!");
}

TEST(Pattern, shows_the_name_of_a_missing_value) {
  EXPECT_EQ(render("{name}, {amount}", {{"amount", std::int64_t{5}}}), "{name}, 5");
}

TEST(Pattern, speaks_plurals_of_each_language) {
  auto const days = [](std::int64_t count) {
    return render("{count, plural, one {# день} few {# дні} many {# днів} other {# дня}}",
                  {{"count", count}});
  };

  EXPECT_EQ(days(1), "1 день");
  EXPECT_EQ(days(3), "3 дні");
  EXPECT_EQ(days(11), "11 днів");
  EXPECT_EQ(days(21), "21 день");
  EXPECT_EQ(days(1'112), "1\u00A0112 днів");
  EXPECT_EQ(render("{n, plural, one {#} few {# дні} many {#} other {# дня}}", {{"n", 1.5}}), "1,5 дня");
}

TEST(Pattern, takes_the_other_branch_where_a_choice_has_no_value) {
  EXPECT_EQ(render("{n, plural, one {один} other {# інше}}"), "# інше");
  EXPECT_EQ(render("{state, select, on {так} other {ні}}"), "ні");
  EXPECT_EQ(render("{state, select, on {так} other {ні}}", {{"state", std::int64_t{3}}}), "ні");
}

TEST(Pattern, writes_dates_and_numbers_in_the_style_that_is_asked_for) {
  auto const day = *parse_day("2026-11-24");
  Instant const at = Instant(std::chrono::days(day.days)) + std::chrono::minutes(16 * 60 + 50);

  EXPECT_EQ(render("{at, time, short}", {{"at", at}}), "18:50");
  EXPECT_EQ(render("{day, date, ::EEEE}", {{"day", day}}), "вівторок");
  EXPECT_EQ(render("{day, date, short}", {{"day", day}}), "24.11.2026");
  EXPECT_EQ(render("{day, date, long}", {{"day", day}}, Language::en), "24 November 2026");
  EXPECT_EQ(render("{month, date, ::LLLL}", {{"month", Month::of(day)}}), "листопад");
  EXPECT_EQ(render("{share, number, percent}", {{"share", 0.976}}), "98%");
  EXPECT_EQ(render("{share, number, ::percent .0}", {{"share", 0.976}}), "97,6%");
  EXPECT_EQ(render("{share, number, ::percent .# +?}", {{"share", -0.5}}, Language::en), "\u221250%");
  EXPECT_EQ(render("{value}", {{"value", 1234.5678}}), "1\u00A0234,568");
  EXPECT_EQ(render("{value, number, integer}", {{"value", std::int64_t{12'345}}}), "12\u00A0345");
  EXPECT_EQ(render("{delta, number, ::+?}", {{"delta", Money{50'000}}}), "+500\u00A0₴");
  EXPECT_EQ(render("{sum, number, ::.00}", {{"sum", Money{50'000}}}), "500,00\u00A0₴");
  EXPECT_EQ(render("{name, number}", {{"name", std::string("словом")}}), "словом");
}

TEST(Pattern, that_cannot_be_used_says_why) {
  for (auto const* text :
       {"{", "{name", "{a b}", "{n, plural, one {x}}", "{n, choice, 0#a|1#b}", "{n, spellout}",
        "{n, number, ::no-such-word}", "{n, number, currency}", "{d, date, brief}", "{n, select, a {x}}"}) {
    EXPECT_THROW(Pattern(text, Language::uk), std::invalid_argument) << text;
  }
}

// The tree must say what ICU's own formatter says, for counts and words.
class PatternAgainstIcu : public testing::TestWithParam<std::string> {};

TEST_P(PatternAgainstIcu, says_the_same_for_every_count_and_word) {
  for (auto const language : kLanguages) {
    UErrorCode problem = U_ZERO_ERROR;
    icu::MessageFormat const icu(from_utf8(GetParam()), icu::Locale(locale_name(language)), problem);
    ASSERT_TRUE(U_SUCCESS(problem)) << GetParam();
    for (std::int64_t count = 1; count < 130; ++count) {  // ICU writes a hyphen for minus
      for (auto const* word : {"head", "manager", ""}) {
        icu::UnicodeString const names[] = {u"count", u"word"};
        icu::Formattable const values[] = {icu::Formattable(count), icu::Formattable(from_utf8(word))};
        icu::UnicodeString expected;
        icu.format(names, values, 2, expected, problem);

        auto const text = render(GetParam(), {{"count", count}, {"word", std::string(word)}}, language);

        ASSERT_EQ(text, to_utf8(expected)) << enum_name(language) << " " << count << " " << word;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, PatternAgainstIcu,
    testing::Values(
        "plain", "It''s {count} '{quoted}' {word}", "don't {word}",
        "{count, plural, =0 {none} one {# one} few {# few} many {# many} other {# other}}",
        "{count, plural, offset:1 =1 {you} one {you and # more} few {#f} many {#m} other {you and #}}",
        "{count, selectordinal, one {#st} two {#nd} few {#rd} many {#m} other {#th}}",
        "{word, select, head {{count, plural, one {# a} few {# b} many {# c} other {# d}}} other {x}}",
        "{count, plural, one {{word, select, head {#} other {-#-}}} other {'#' #}}", "  {count}  {word}  ",
        "a{count, number}b{count, number, integer}c"));

}  // namespace
}  // namespace pb::i18n
