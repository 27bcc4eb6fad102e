#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <sstream>

#include "analytics/query/table_json.h"
#include "analytics/query/test_numbers.h"
#include "app/query_command.h"

// docs/query.md says what it says: each of its questions is answered, and the answer compared with what
// stands below it.
namespace pb::app {
namespace {

using analytics::day_of;

struct Block {
  std::string kind;
  std::string text;
};

// What stands between fences.
auto blocks_of(std::string const& path) -> std::vector<Block> {
  constexpr std::string_view kFence = "```";
  std::ifstream file(path);
  std::vector<Block> blocks;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(kFence)) {
      inside = !inside;
      if (inside) blocks.push_back({line.substr(kFence.size()), {}});
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
}

// The company that the document speaks of.
class DocumentCompany : public analytics::TestNumbers {
 public:
  DocumentCompany() {
    auto const lviv = office("Lviv");
    auto const odesa = office("Odesa");
    auto const poland = geo("Poland");
    auto const spain = geo("Spain");
    auto const lviv_poland = territory(lviv, poland);
    auto const lviv_spain = territory(lviv, spain);
    auto const odesa_poland = territory(odesa, poland);
    auto const olena = manager("Olena");
    auto const taras = manager("Taras");
    auto const iryna = manager("Iryna");
    for (unsigned month = 1; month <= 3; ++month) {
      plan(lviv_poland, day_of(2025, month, 5), 120'000 + 10'000 * month, olena);
      plan(lviv_spain, day_of(2025, month, 10), 60'000, taras);
      plan(odesa_poland, day_of(2025, month, 12), 90'000 + 20'000 * month, iryna);
    }
    plan(lviv_poland, day_of(2025, 2, 20), 80'000, olena);
    fact(lviv_poland, Month::from(2025, 1), 142'500, olena);
    fact(lviv_spain, Month::from(2025, 1), 48'000, taras);
    fact(odesa_poland, Month::from(2025, 1), 99'000, iryna);
    fact(lviv_poland, Month::from(2025, 2), 231'000, olena);
    fact(odesa_poland, Month::from(2025, 2), 117'000, iryna);
    target({.office = lviv, .first = Month::from(2025, 1), .amount = 200'000});
    target({.office = odesa, .geo = poland, .first = Month::from(2025, 1), .amount = 90'000});
  }

  // As the command prints it.
  [[nodiscard]] auto in_words(std::string const& question) const -> std::string {
    auto const table = ask(question);
    if (table) return table_in_words(*table);
    return table.error().field + ": " +
           i18n::Translator().render(table.error().message, {.language = i18n::Language::en}) + "\n";
  }
  [[nodiscard]] auto in_json(std::string const& question) const -> boost::json::value {
    return analytics::to_json(ask(question).value());
  }
};

TEST(QueryDocument, every_example_is_answered_as_it_says) {
  auto const blocks = blocks_of("docs/query.md");
  DocumentCompany const company;

  std::size_t answered = 0;
  for (std::size_t at = 0; at + 1 < blocks.size(); at += 2) {
    auto const& question = blocks[at];
    auto const& answer = blocks[at + 1];
    ASSERT_EQ(question.kind, "json");
    if (answer.kind == "json answer") {
      EXPECT_EQ(company.in_json(question.text), boost::json::parse(answer.text)) << question.text;
    } else {
      EXPECT_EQ(company.in_words(question.text), answer.text) << question.text;
    }
    ++answered;
  }
  EXPECT_GE(answered, 8U);
}

}  // namespace
}  // namespace pb::app
