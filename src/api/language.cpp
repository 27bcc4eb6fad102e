#include "api/language.h"

#include <algorithm>
#include <charconv>

namespace pb::api {
namespace {

auto trimmed(std::string_view text) -> std::string_view {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

// ";q=0.5"; 1 where it is not said, 0 (not wanted) where it cannot be read.
auto quality_of(std::string_view parameters) -> double {
  parameters = trimmed(parameters);
  if (parameters.empty()) return 1;
  if (!parameters.starts_with("q=")) return 0;
  parameters.remove_prefix(2);
  double quality = 0;
  auto const [end, problem] =
      std::from_chars(parameters.data(), parameters.data() + parameters.size(), quality);
  return problem == std::errc{} && end == parameters.data() + parameters.size() && quality <= 1 ? quality : 0;
}

}  // namespace

auto accepted_language(std::string_view header) -> std::optional<i18n::Language> {
  std::optional<i18n::Language> best;
  double best_quality = 0;
  while (!header.empty()) {
    auto const end = std::min(header.find(','), header.size());
    auto const item = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    auto const semicolon = std::min(item.find(';'), item.size());
    auto const language = i18n::language_from_code(trimmed(item.substr(0, semicolon)));
    auto const quality = quality_of(item.substr(std::min(semicolon + 1, item.size())));
    if (language && quality > best_quality) {
      best = language;
      best_quality = quality;
    }
  }
  return best;
}

}  // namespace pb::api
