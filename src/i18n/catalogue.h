#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "i18n/language.h"

namespace pb::i18n {

// One language's texts as written: a flat JSON object, key to ICU MessageFormat pattern. It is embedded in
// the binary, and valid for as long as the program runs.
[[nodiscard]] auto catalogue_file(Language language) -> std::string_view;

// The entries in the order of the file. Throws std::runtime_error for what is no such file.
[[nodiscard]] auto read_catalogue(std::string_view json) -> std::vector<std::pair<std::string, std::string>>;

}  // namespace pb::i18n
