#include "store/schema.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <vector>

#include "base/embedded.h"

namespace pb::embedded {
std::span<EmbeddedFile const> migrations();
}

namespace pb::store {
namespace {

// "0002_organisation.sql" is step 2 with the name "organisation".
auto migration_of(EmbeddedFile const& file) -> sql::Migration {
  constexpr std::string_view kEnding = ".sql";
  auto const separator = file.name.find('_');
  int number = 0;
  auto const parsed = std::from_chars(file.name.data(), file.name.data() + file.name.size(), number);
  if (separator == std::string_view::npos || parsed.ptr != file.name.data() + separator ||
      !file.name.ends_with(kEnding))
    throw std::logic_error("a migration is named NNNN_name.sql: " + std::string(file.name));
  auto const name = file.name.substr(separator + 1, file.name.size() - separator - 1 - kEnding.size());
  return {.number = number, .name = name, .sql = file.bytes};
}

}  // namespace

auto migrations() -> std::span<sql::Migration const> {
  static auto const steps = [] {
    std::vector<sql::Migration> all;
    for (auto const& file : embedded::migrations()) all.push_back(migration_of(file));
    std::ranges::sort(all, {}, &sql::Migration::number);
    return all;
  }();
  return steps;
}

}  // namespace pb::store
