#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/message.h"
#include "i18n/pattern.h"
#include "i18n/reader.h"

namespace pb::i18n {

// The catalogues of all languages. Thread-safe after construction.
class Translator {
 public:
  // From the catalogues in the binary. Throws std::runtime_error that names the file and key that cannot be
  // used.
  Translator();

  // The text for this reader. Values go in as they are: whoever writes HTML escapes them first. An unknown
  // key is shown as it is, and logged once.
  [[nodiscard]] auto render(Message const& message, Reader const& reader) const -> std::string;
  [[nodiscard]] auto money(Money amount, Reader const& reader) const -> std::string;

  // Whether the language has a text for the key; all its keys, sorted.
  [[nodiscard]] bool has(std::string_view key, Language language) const;
  [[nodiscard]] auto keys(Language language) const -> std::vector<std::string>;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Catalogue = std::unordered_map<std::string, Pattern, TextHash, std::equal_to<>>;

  [[nodiscard]] auto find(std::string_view key, Language language) const -> Pattern const*;

  std::array<Catalogue, kLanguages.size()> catalogues_;
};

}  // namespace pb::i18n
