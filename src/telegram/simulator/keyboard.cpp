#include "telegram/simulator/keyboard.h"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::size_t kMarkupByteLimit = 10'000;

using Checked = std::expected<json::object, ApiError>;
using ButtonCheck = Checked (*)(json::value const&, Limits const&);

auto text_of(json::object const& object, char const* name) -> std::string_view {
  auto const* const value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return {value->get_string().data(), value->get_string().size()};
}

bool is_web_address(std::string_view url) {
  auto const rest = url.starts_with("http://")    ? url.substr(7)
                    : url.starts_with("https://") ? url.substr(8)
                    : url.starts_with("tg://")    ? url.substr(5)
                                                  : url;
  bool const has_scheme = rest.size() != url.size();
  return !rest.empty() && rest.find(' ') == std::string_view::npos &&
         (has_scheme || rest.find('.') != std::string_view::npos);
}

auto check_inline_button(json::value const& value, Limits const& limits) -> Checked {
  auto const* const button = value.if_object();
  if (button == nullptr)
    return bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
  auto const* const text = button->if_contains("text");
  if (text == nullptr) return bad_request("can't parse inline keyboard button: Can't find field \"text\"");
  if (!text->is_string())
    return bad_request("can't parse inline keyboard button: Field \"text\" must be of type String");
  if (text->get_string().empty()) return bad_request("inline keyboard button text must be non-empty");

  json::object clean{{"text", *text}};
  if (button->contains("url")) {
    auto const url = text_of(*button, "url");
    if (!is_web_address(url)) {
      return bad_request("inline keyboard button URL '" + std::string(url) + "' is invalid: Wrong HTTP URL");
    }
    clean["url"] = url;
  } else if (button->contains("callback_data")) {
    auto const data = text_of(*button, "callback_data");
    if (data.empty() || data.size() > limits.callback_data_bytes) return bad_request("BUTTON_DATA_INVALID");
    clean["callback_data"] = data;
  } else {
    static constexpr std::array kOthers = {
        "web_app",   "login_url", "switch_inline_query", "switch_inline_query_current_chat",
        "copy_text", "pay"};
    for (auto const* const name : kOthers) {
      if (auto const* const member = button->if_contains(name); member != nullptr) clean[name] = *member;
    }
    if (clean.size() == 1) {
      return bad_request(
          "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
  }
  return clean;
}

auto check_reply_button(json::value const& value, Limits const&) -> Checked {
  if (value.is_string()) return json::object{{"text", value}};
  auto const* const button = value.if_object();
  if (button == nullptr) return bad_request("can't parse keyboard button: KeyboardButton must be an Object");
  if (text_of(*button, "text").empty())
    return bad_request("can't parse keyboard button: Field \"text\" must be of type String");
  return *button;
}

auto check_rows(json::value const& value, Limits const& limits, ButtonCheck check)
    -> std::expected<json::array, ApiError> {
  auto const* const rows = value.if_array();
  if (rows == nullptr)
    return bad_request("can't parse reply markup: Field \"keyboard\" must be of type Array");
  json::array clean;
  std::size_t buttons = 0;
  for (auto const& row : *rows) {
    auto const* const cells = row.if_array();
    if (cells == nullptr)
      return bad_request("can't parse reply markup: Expected an Array of Array of buttons");
    if (cells->size() > limits.keyboard_row_buttons) return bad_request("REPLY_MARKUP_TOO_LONG");
    json::array clean_row;
    for (auto const& cell : *cells) {
      auto button = check(cell, limits);
      if (!button) return std::unexpected(button.error());
      if (++buttons > limits.keyboard_buttons) return bad_request("REPLY_MARKUP_TOO_LONG");
      clean_row.push_back(std::move(*button));
    }
    if (!clean_row.empty()) clean.push_back(std::move(clean_row));
  }
  return clean;
}

}  // namespace

auto parse_reply_markup(std::string_view text, Limits const& limits) -> std::expected<ReplyMarkup, ApiError> {
  if (text.empty()) return ReplyMarkup{};
  boost::system::error_code problem;
  auto const parsed = json::parse(json::string_view(text.data(), text.size()), problem);
  if (problem) return bad_request("can't parse reply keyboard markup JSON object");
  auto const* const object = parsed.if_object();
  if (object == nullptr) return bad_request("object expected as reply markup");

  if (auto const* const keyboard = object->if_contains("inline_keyboard"); keyboard != nullptr) {
    auto rows = check_rows(*keyboard, limits, check_inline_button);
    if (!rows) return std::unexpected(rows.error());
    if (text.size() > kMarkupByteLimit) return bad_request("REPLY_MARKUP_TOO_LONG");
    if (rows->empty()) return ReplyMarkup{};
    return ReplyMarkup{ReplyMarkup::Kind::inline_keyboard,
                       json::object{{"inline_keyboard", std::move(*rows)}}};
  }
  if (auto const* const keyboard = object->if_contains("keyboard"); keyboard != nullptr) {
    auto rows = check_rows(*keyboard, limits, check_reply_button);
    if (!rows) return std::unexpected(rows.error());
    auto value = *object;
    value["keyboard"] = std::move(*rows);
    return ReplyMarkup{ReplyMarkup::Kind::reply_keyboard, std::move(value)};
  }
  if (object->contains("remove_keyboard")) return ReplyMarkup{ReplyMarkup::Kind::remove_keyboard, *object};
  if (object->contains("force_reply")) return ReplyMarkup{ReplyMarkup::Kind::force_reply, *object};
  return ReplyMarkup{};
}

bool has_callback_data(json::value const& inline_keyboard, std::string_view data) {
  if (!inline_keyboard.is_object()) return false;
  auto const* const rows = inline_keyboard.get_object().if_contains("inline_keyboard");
  if (rows == nullptr) return false;
  for (auto const& row : rows->as_array()) {
    for (auto const& button : row.as_array()) {
      auto const* const found = button.as_object().if_contains("callback_data");
      if (found != nullptr && std::string_view(found->as_string()) == data) return true;
    }
  }
  return false;
}

}  // namespace pb::telegram::simulator
