#include "i18n/translator.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>

#include "base/enum_name.h"
#include "base/log.h"
#include "i18n/catalogue.h"

namespace pb::i18n {
namespace {

constexpr std::size_t kUsualLength = 160;

void log_unknown_once(std::string const& key) {
  constexpr std::size_t kKeysTold = 1'000;
  static std::mutex mutex;
  static std::set<std::string> told;
  std::scoped_lock const lock(mutex);
  if (told.size() < kKeysTold && told.insert(key).second) log::error("i18n.unknown_key", {{"key", key}});
}

}  // namespace

Translator::Translator() {
  for (auto const language : kLanguages) {
    auto const texts = read_catalogue(catalogue_file(language));
    auto& catalogue = catalogues_[static_cast<std::size_t>(language)];
    catalogue.reserve(texts.size());
    for (auto const& [key, text] : texts) {
      try {
        catalogue.emplace(key, Pattern(text, language));
      } catch (std::invalid_argument const& problem) {
        throw std::runtime_error(
            fmt::format("locales/{}.json, {}: {}", enum_name(language), key, problem.what()));
      }
    }
  }
}

auto Translator::find(std::string_view key, Language language) const -> Pattern const* {
  auto const& catalogue = catalogues_[static_cast<std::size_t>(language)];
  auto const found = catalogue.find(key);
  return found == catalogue.end() ? nullptr : &found->second;
}

bool Translator::has(std::string_view key, Language language) const {
  return find(key, language) != nullptr;
}

auto Translator::keys(Language language) const -> std::vector<std::string> {
  std::vector<std::string> keys;
  for (auto const& [key, pattern] : catalogues_[static_cast<std::size_t>(language)]) keys.push_back(key);
  std::ranges::sort(keys);
  return keys;
}

auto Translator::render(Message const& message, Reader const& reader) const -> std::string {
  auto const* const pattern = find(message.key, reader.language);
  if (pattern == nullptr) {
    log_unknown_once(message.key);
    return message.key;
  }
  std::string text;
  text.reserve(kUsualLength);
  pattern->render(text, message.args, reader);
  return text;
}

auto Translator::money(Money amount, Reader const& reader) const -> std::string {
  return format_money(amount, reader.currency, reader.language);
}

}  // namespace pb::i18n
