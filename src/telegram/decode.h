#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string_view>

#include "telegram/types.h"

namespace pb::telegram {

// An update as it came: what we understand of it, or nothing but its id where it is of a kind we do not use
// or not of the documented shape. Nothing where there is no id. Unknown fields are ignored. Texts are UTF-8
// without NUL.
[[nodiscard]] auto decode_update(boost::json::value const& value) -> std::optional<Update>;
// Of a webhook's body. Nothing where it is no JSON or has no update_id.
[[nodiscard]] auto decode_update(std::string_view body) -> std::optional<Update>;

}  // namespace pb::telegram
