#include "catalogue/catalogue_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <stdexcept>

#include "base/enum_name.h"
#include "catalogue/source_literals.h"
#include "catalogue/text_shape.h"

namespace pb::catalogue {
namespace {

using i18n::Language;

auto categories(Language language) -> std::set<std::string> {
  if (language == Language::en) return {"one", "other"};
  return {"one", "few", "many", "other"};
}

bool in_bot(Source const& source) {
  return source.path.starts_with("src/bot/");
}

bool names_a_log_line(Literal const& literal) {
  static std::regex const call(R"(log::\w+\($)");
  return std::regex_search(literal.before, call);
}

bool looks_like_a_key(std::string const& text) {
  static std::regex const shape(R"([a-z][a-z_0-9]*(\.[a-z][a-z_0-9]*)+)");
  return std::regex_match(text, shape);
}

bool is_key(Source const& source, Literal const& literal) {
  if (!looks_like_a_key(literal.text) || names_a_log_line(literal)) return false;
  return in_bot(source) || literal.text.starts_with("error.") || literal.before.ends_with("Message(");
}

bool goes_to_a_screen(Literal const& literal) {
  static std::regex const call(R"((line|button|beside|link|say|warn)\($)");
  return std::regex_search(literal.before, call);
}

// What is no letter: the fields of a format, escapes, and signs that say nothing in any language. Whatever
// else is above ASCII is a letter or a picture.
bool has_a_letter(std::string const& literal) {
  static std::regex const harmless(R"(\{[a-z0-9:]*\}|\\[nt]|‹|›|▓|░|▁|▂|▃|▅|▇|…|·|−|–|—|•)");
  return std::ranges::any_of(std::regex_replace(literal, harmless, ""),
                             [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

bool is_word_of_code(Literal const& literal) {
  static std::regex const currency("[A-Z]{3}");
  static std::regex const word("[a-z][a-z0-9_]*|/[a-z]+ ?|</?[a-z]+>");
  static std::regex const zone("[A-Z][a-z]+/[A-Z][a-z]+");
  static std::regex const link(R"(https://t\.me/[a-z/]*(\?url=)?|\?[a-z]+=[a-z]*)");
  static std::regex const code_for_support(R"([A-Z]\{\})");
  static std::regex const cron(R"((\{\}| |\*|L|[0-9])+)");
  auto const& text = literal.text;
  if (goes_to_a_screen(literal)) return std::regex_match(text, currency);
  bool const names_a_method =
      literal.before.ends_with("client_.call(") || literal.before.ends_with(".method=");
  if (names_a_method) return true;
  return std::ranges::any_of(std::array{&currency, &word, &zone, &link, &code_for_support, &cron},
                             [&](auto const* shape) { return std::regex_match(text, *shape); });
}

auto place(Source const& source, Literal const& literal) -> std::string {
  return fmt::format("{}:{}: \"{}\"", source.path, literal.line, literal.text);
}

// Complaints about one language's text beside the first language's.
void compare(Complaints& complaints, std::string const& where, TextShape const& ours,
             TextShape const& theirs) {
  if (ours.placeholders != theirs.placeholders) complaints.push_back(where + ": other placeholders");
  if (ours.choices != theirs.choices) complaints.push_back(where + ": other choices");
  if (ours.tags != theirs.tags || ours.all_tags != theirs.all_tags)
    complaints.push_back(where + ": other tags");
}

// Nothing for what malformed() complains about.
auto readable(std::string const& text) -> std::optional<TextShape> {
  try {
    return shape_of(text);
  } catch (std::invalid_argument const&) {
    return std::nullopt;
  }
}

}  // namespace

auto differences(Catalogues const& catalogues) -> Complaints {
  Complaints complaints;
  auto const& first = catalogues.begin()->second;
  for (auto const& [language, texts] : catalogues) {
    auto const name = std::string(enum_name(language));
    for (auto const& [key, text] : first) {
      auto const other = texts.find(key);
      if (other == texts.end()) {
        complaints.push_back(name + " lacks " + key);
        continue;
      }
      auto const ours = readable(other->second);
      auto const theirs = readable(text);
      if (ours && theirs) compare(complaints, fmt::format("{}, {}", name, key), *ours, *theirs);
    }
    for (auto const& [key, text] : texts) {
      if (!first.contains(key)) complaints.push_back(name + " alone has " + key);
    }
  }
  return complaints;
}

auto malformed(Catalogues const& catalogues) -> Complaints {
  Complaints complaints;
  for (auto const& [language, texts] : catalogues) {
    for (auto const& [key, text] : texts) {
      auto const where = fmt::format("{}, {}: ", enum_name(language), key);
      auto const shape = readable(text);
      if (!shape) {
        complaints.push_back(where + "no MessageFormat");
        continue;
      }
      for (auto const& problem : shape->problems) complaints.push_back(where + problem);
      for (auto const& [name, keywords] : shape->plurals) {
        auto wanted = categories(language);
        for (auto const& keyword : keywords) wanted.erase(keyword);
        for (auto const& lacking : wanted)
          complaints.push_back(where + name + " lacks the plural " + lacking);
      }
    }
  }
  return complaints;
}

auto missing(Texts const& texts, std::vector<Source> const& sources) -> Complaints {
  Complaints complaints;
  for (auto const& source : sources) {
    for (auto const& literal : literals_of(source.text)) {
      if (is_key(source, literal) && !texts.contains(literal.text))
        complaints.push_back(place(source, literal));
    }
  }
  return complaints;
}

auto unused(Texts const& texts, std::vector<Source> const& sources) -> Complaints {
  std::set<std::string> mentioned;
  for (auto const& source : sources) {
    for (auto const& literal : literals_of(source.text)) mentioned.insert(literal.text);
  }
  Complaints complaints;
  for (auto const& [key, text] : texts) {
    if (!mentioned.contains(key)) complaints.push_back(key);
  }
  return complaints;
}

auto texts_in_code(std::vector<Source> const& sources) -> Complaints {
  Complaints complaints;
  for (auto const& source : sources) {
    if (!in_bot(source)) continue;
    for (auto const& literal : literals_of(source.text)) {
      bool const harmless =
          !has_a_letter(literal.text) || looks_like_a_key(literal.text) || is_word_of_code(literal);
      if (!harmless) complaints.push_back(place(source, literal));
    }
  }
  return complaints;
}

}  // namespace pb::catalogue
