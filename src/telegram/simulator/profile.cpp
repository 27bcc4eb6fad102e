#include <fmt/format.h>

#include "telegram/simulator/methods.h"
#include "telegram/simulator/shapes.h"
#include "telegram/simulator/targets.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

// One of the texts on a bot's page, which it may have in every language.
struct ProfileText {
  char const* name;
  std::size_t limit_units;
  char const* too_long;
};
constexpr ProfileText kName{"name", 64, "NAME_TOO_LONG"};
constexpr ProfileText kDescription{"description", 512, "BOT_DESCRIPTION_TOO_LONG"};
constexpr ProfileText kShortDescription{"short_description", 120, "BOT_ABOUT_TOO_LONG"};

auto key(ProfileText const& text, std::string_view language) -> std::string {
  return fmt::format("{}/{}", text.name, language);
}

auto set(Call const& call, ProfileText const& text) -> Outcome {
  auto const value = call.parameters.text(text.name).value_or("");
  if (utf16_length(value) > text.limit_units) return bad_request(text.too_long);
  auto const place = key(text, call.parameters.text("language_code").value_or(""));
  if (value.empty()) {
    call.bot.profile.erase(place);
  } else {
    call.bot.profile.insert_or_assign(place, std::string(value));
  }
  return true;
}

// In the language asked for, else for all, else what it was born with.
auto get(Call const& call, ProfileText const& text, std::string_view otherwise) -> Outcome {
  for (auto const language : {call.parameters.text("language_code").value_or(""), std::string_view()}) {
    auto const found = call.bot.profile.find(key(text, language));
    if (found != call.bot.profile.end()) return json::object{{text.name, found->second}};
  }
  return json::object{{text.name, otherwise}};
}

// Where the menu button is kept: one chat's, or that of all chats.
auto menu_button_place(Call const& call) -> std::expected<json::value*, ApiError> {
  if (!call.parameters.text("chat_id")) return &call.bot.menu_button;
  auto const chat = known_chat(call);
  if (!chat) return std::unexpected(chat.error());
  if (!(*chat)->is_private()) return bad_request("chat must be private");
  return &(*chat)->menu_button;
}

}  // namespace

auto get_me(Call const& call) -> Outcome {
  auto shape = user_shape(call.bot.account);
  shape["can_join_groups"] = true;
  shape["can_read_all_group_messages"] = call.bot.account.reads_all_group_messages;
  shape["supports_inline_queries"] = false;
  shape["can_connect_to_business"] = false;
  shape["has_main_web_app"] = false;
  return shape;
}

auto set_my_name(Call const& call) -> Outcome {
  return set(call, kName);
}
auto get_my_name(Call const& call) -> Outcome {
  return get(call, kName, call.bot.account.first_name);
}
auto set_my_description(Call const& call) -> Outcome {
  return set(call, kDescription);
}
auto get_my_description(Call const& call) -> Outcome {
  return get(call, kDescription, "");
}
auto set_my_short_description(Call const& call) -> Outcome {
  return set(call, kShortDescription);
}
auto get_my_short_description(Call const& call) -> Outcome {
  return get(call, kShortDescription, "");
}

auto set_chat_menu_button(Call const& call) -> Outcome {
  auto const place = menu_button_place(call);
  if (!place) return std::unexpected(place.error());
  auto button = call.parameters.object("menu_button").value_or(json::object{{"type", "default"}});
  Parameters members;
  members.add_object(button);
  auto const type = members.text("type").value_or("");
  if (type == "default") {
    **place = nullptr;
  } else if (type == "commands" || (type == "web_app" && members.text("text") && members.object("web_app"))) {
    **place = std::move(button);
  } else {
    return bad_request("can't parse MenuButton: Unsupported type specified");
  }
  return true;
}

auto get_chat_menu_button(Call const& call) -> Outcome {
  auto const place = menu_button_place(call);
  if (!place) return std::unexpected(place.error());
  if (!(*place)->is_null()) return **place;
  if (!call.bot.menu_button.is_null()) return call.bot.menu_button;
  return json::object{{"type", "default"}};
}

// Both are about moving a bot between servers of the Bot API; here there is only one.
auto log_out(Call const&) -> Outcome {
  return true;
}
auto close_bot(Call const&) -> Outcome {
  return true;
}

}  // namespace pb::telegram::simulator
