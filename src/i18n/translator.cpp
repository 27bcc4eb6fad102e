#include "i18n/translator.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <mutex>
#include <set>
#include <stdexcept>

#include "base/enum_name.h"
#include "base/log.h"
#include "i18n/format.h"

namespace pb::embedded {

std::span<EmbeddedFile const> locales();

}  // namespace pb::embedded

namespace pb::i18n {
namespace {

auto catalogue_text(Language language) -> std::string_view {
  auto const name = fmt::format("{}.json", enum_name(language));
  auto const files = embedded::locales();
  auto const found = std::ranges::find(files, std::string_view(name), &EmbeddedFile::name);
  if (found == files.end()) throw std::runtime_error(fmt::format("the catalogue {} is missing", name));
  return found->bytes;
}

void log_unknown_once(std::string const& key) {
  static std::mutex mutex;
  static std::set<std::string> told;
  std::scoped_lock const lock(mutex);
  if (told.insert(key).second) log::error("i18n.unknown_key", {{"key", key}});
}

// Writes one value in the reader's manner.
struct ValueWriter {
  Reader const& reader;

  auto operator()(std::int64_t value) const -> std::string { return format_integer(value, reader.language); }
  auto operator()(double value) const -> std::string { return fmt::format("{}", value); }
  auto operator()(std::string const& value) const -> std::string { return value; }
  auto operator()(Money value) const -> std::string {
    return format_money(value, reader.currency, reader.language);
  }
  auto operator()(Day value) const -> std::string { return format_day(value, reader.language); }
  auto operator()(Month value) const -> std::string { return format_month(value, reader.language); }
  auto operator()(Instant value) const -> std::string {
    return format_instant(value, reader.time_zone, reader.language);
  }
};

}  // namespace

Translator::Translator() {
  for (auto const language : kLanguages) {
    auto& catalogue = catalogues_[static_cast<std::size_t>(language)];
    for (auto const& [key, text] : boost::json::parse(catalogue_text(language)).as_object()) {
      try {
        catalogue.emplace(std::string(key), Pattern(std::string_view(text.as_string()), language));
      } catch (std::invalid_argument const& problem) {
        throw std::runtime_error(fmt::format("locales/{}.json, {}: {}", enum_name(language),
                                             std::string_view(key), problem.what()));
      }
    }
  }
}

auto Translator::find(std::string_view key, Language language) const -> Pattern const* {
  auto const& catalogue = catalogues_[static_cast<std::size_t>(language)];
  auto const found = catalogue.find(key);
  return found == catalogue.end() ? nullptr : &found->second;
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
  return pattern->render(message.args,
                         [&](MessageValue const& value) { return std::visit(ValueWriter{reader}, value); });
}

auto Translator::money(Money amount, Reader const& reader) const -> std::string {
  return format_money(amount, reader.currency, reader.language);
}

}  // namespace pb::i18n
