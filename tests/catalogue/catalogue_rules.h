#pragma once

#include <map>
#include <string>
#include <vector>

#include "i18n/language.h"

// The rules that hold catalogues and code together, each as a function that lists what breaks it.
namespace pb::catalogue {

using Texts = std::map<std::string, std::string>;  // key to pattern
using Catalogues = std::map<i18n::Language, Texts>;
struct Source {
  std::string path;  // from the top folder: "src/bot/home.cpp"
  std::string text;
};
using Complaints = std::vector<std::string>;

// Every language has the same keys, with the same placeholders, the same choices and the same HTML tags.
auto differences(Catalogues const& catalogues) -> Complaints;
// Every text is MessageFormat with balanced tags of Telegram's, and each plural has all of its language's
// categories.
auto malformed(Catalogues const& catalogues) -> Complaints;

// A key is a dotted lower-case literal: in `bot` every one that is not the name of a log line; elsewhere what
// starts with "error." or is given to Message(). The names of events look alike, so they do not count.
auto missing(Texts const& texts, std::vector<Source> const& sources) -> Complaints;
// Keys that no source mentions.
auto unused(Texts const& texts, std::vector<Source> const& sources) -> Complaints;

// In `bot`, a literal is a key, a lower-case word (a verb, a name of an argument or a choice), a currency, a
// time zone, a method of the Bot API, a cron expression or part of a link. Anything else with a letter in it
// is a text, and belongs into the catalogues; so does any word that goes to a screen directly.
auto texts_in_code(std::vector<Source> const& sources) -> Complaints;

}  // namespace pb::catalogue
