#pragma once

#include <optional>
#include <string_view>

#include "i18n/language.h"

namespace pb::api {

// The language of ours that an Accept-Language header prefers (RFC 9110, 12.5.4); nothing where it names none
// of them.
[[nodiscard]] auto accepted_language(std::string_view header) -> std::optional<i18n::Language>;

}  // namespace pb::api
