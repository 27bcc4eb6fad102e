#include "telegram/simulator/methods.h"

#include <unordered_map>

#include "telegram/simulator/shapes.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

auto find_method(std::string_view lower_case_name) -> Method {
  static std::unordered_map<std::string_view, Method> const kMethods{
      {"getme", get_me},
      {"sendmessage", send_message},
  };
  auto const found = kMethods.find(lower_case_name);
  return found == kMethods.end() ? nullptr : found->second;
}

auto get_me(Call const& call) -> Outcome {
  auto shape = user_shape(call.bot.account);
  shape["can_join_groups"] = true;
  shape["can_read_all_group_messages"] = call.bot.account.reads_all_group_messages;
  shape["supports_inline_queries"] = false;
  shape["can_connect_to_business"] = false;
  shape["has_main_web_app"] = false;
  return shape;
}

}  // namespace pb::telegram::simulator
