#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/embedded.h"
#include "base/message.h"
#include "i18n/pattern.h"

namespace pb::i18n {

// Who reads: the language, and what amounts and moments are written by.
struct Reader {
  Language language = kDefaultLanguage;
  std::string currency = "UAH";           // ISO 4217
  std::string time_zone = "Europe/Kyiv";  // IANA
};

// The catalogues of all languages. Thread-safe after construction.
class Translator {
 public:
  // From the catalogues in the binary. Throws std::runtime_error that names a file and key that cannot be
  // used.
  Translator();

  // The text for this reader. An unknown key is shown as it is, and logged once.
  [[nodiscard]] auto render(Message const& message, Reader const& reader) const -> std::string;
  [[nodiscard]] auto money(Money amount, Reader const& reader) const -> std::string;

  [[nodiscard]] auto find(std::string_view key, Language language) const -> Pattern const*;
  [[nodiscard]] auto keys(Language language) const -> std::vector<std::string>;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Catalogue = std::unordered_map<std::string, Pattern, TextHash, std::equal_to<>>;
  std::array<Catalogue, kLanguages.size()> catalogues_;
};

}  // namespace pb::i18n
