#include "reports/built_in.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "base/embedded.h"
#include "reports/definition_json.h"

namespace pb::embedded {
std::span<EmbeddedFile const> built_in_reports();
}

namespace pb::reports {
namespace {

constexpr std::array<std::string_view, 11> kOrder{"digest",     "weekly",   "monthly",   "quarterly",
                                                  "year",       "office",   "geo",       "manager",
                                                  "discipline", "forecast", "comparison"};

auto read_all() -> std::vector<Definition> {
  std::vector<Definition> definitions;
  for (auto const& file : embedded::built_in_reports()) {
    auto definition = parse_definition(file.bytes);
    if (!definition)
      throw std::logic_error(std::string(file.name) + definition.error().field + ": " +
                             definition.error().message.key);
    definitions.push_back(std::move(*definition));
  }
  std::ranges::sort(definitions, {}, [](Definition const& definition) {
    return std::ranges::find(kOrder, definition.name) - kOrder.begin();
  });
  return definitions;
}

}  // namespace

auto built_in_definitions() -> std::vector<Definition> const& {
  static auto const definitions = read_all();
  return definitions;
}

auto built_in_definition(std::string_view name) -> Definition const* {
  auto const& all = built_in_definitions();
  auto const found = std::ranges::find(all, name, &Definition::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace pb::reports
