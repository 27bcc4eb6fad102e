#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <string_view>

#include "telegram/simulator/api_error.h"
#include "telegram/simulator/limits.h"

namespace pb::telegram::simulator {

// The reply_markup of a message, checked. Inline keyboards belong to the message, the others to the chat.
struct ReplyMarkup {
  enum class Kind { none, inline_keyboard, reply_keyboard, remove_keyboard, force_reply };
  Kind kind = Kind::none;
  boost::json::value value{};  // as the API shows it; null for none
};

[[nodiscard]] auto parse_reply_markup(std::string_view text, Limits const& limits)
    -> std::expected<ReplyMarkup, ApiError>;

// True when a button of this inline keyboard carries the data.
[[nodiscard]] bool has_callback_data(boost::json::value const& inline_keyboard, std::string_view data);

}  // namespace pb::telegram::simulator
