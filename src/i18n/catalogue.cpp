#include "i18n/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <span>
#include <stdexcept>

#include "base/embedded.h"
#include "base/enum_name.h"

namespace pb::embedded {

std::span<EmbeddedFile const> locales();

}  // namespace pb::embedded

namespace pb::i18n {

auto catalogue_file(Language language) -> std::string_view {
  auto const name = fmt::format("{}.json", enum_name(language));
  auto const files = embedded::locales();
  auto const found = std::ranges::find(files, std::string_view(name), &EmbeddedFile::name);
  if (found == files.end()) throw std::runtime_error(fmt::format("the catalogue {} is missing", name));
  return found->bytes;
}

auto read_catalogue(std::string_view json) -> std::vector<std::pair<std::string, std::string>> {
  boost::json::error_code problem;
  auto const parsed = boost::json::parse(json, problem);
  if (problem) throw std::runtime_error(problem.message());
  auto const* const entries = parsed.if_object();
  if (entries == nullptr) throw std::runtime_error("a catalogue is an object of texts");
  std::vector<std::pair<std::string, std::string>> texts;
  texts.reserve(entries->size());
  for (auto const& [key, value] : *entries) {
    auto const* const text = value.if_string();
    if (text == nullptr) throw std::runtime_error(fmt::format("{} is no text", std::string_view(key)));
    texts.emplace_back(key, *text);
  }
  return texts;
}

}  // namespace pb::i18n
