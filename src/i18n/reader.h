#pragma once

#include <string>

#include "i18n/language.h"

namespace pb::i18n {

// Who reads: the language, and what amounts and moments are written by.
struct Reader {
  Language language = kDefaultLanguage;
  std::string currency = "UAH";           // ISO 4217
  std::string time_zone = "Europe/Kyiv";  // IANA; an unknown one is read as UTC
};

}  // namespace pb::i18n
