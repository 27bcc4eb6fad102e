#include "telegram/simulator/methods.h"

#include <unordered_map>

namespace pb::telegram::simulator {

auto find_method(std::string_view lower_case_name) -> Method {
  static std::unordered_map<std::string_view, Method> const methods{
      {"answercallbackquery", answer_callback_query},
      {"close", close_bot},
      {"copymessage", copy_message},
      {"createforumtopic", create_forum_topic},
      {"deletemessage", delete_message},
      {"deletemessages", delete_messages},
      {"deletemycommands", delete_my_commands},
      {"deletewebhook", delete_webhook},
      {"editmessagecaption", edit_message_caption},
      {"editmessagemedia", edit_message_media},
      {"editmessagereplymarkup", edit_message_reply_markup},
      {"editmessagetext", edit_message_text},
      {"forwardmessage", forward_message},
      {"getchat", get_chat},
      {"getchatadministrators", get_chat_administrators},
      {"getchatmember", get_chat_member},
      {"getchatmembercount", get_chat_member_count},
      {"getchatmemberscount", get_chat_member_count},  // its former name, still served
      {"getchatmenubutton", get_chat_menu_button},
      {"getfile", get_file},
      {"getme", get_me},
      {"getmycommands", get_my_commands},
      {"getmydescription", get_my_description},
      {"getmyname", get_my_name},
      {"getmyshortdescription", get_my_short_description},
      {"getwebhookinfo", get_webhook_info},
      {"leavechat", leave_chat},
      {"logout", log_out},
      {"pinchatmessage", pin_chat_message},
      {"sendaudio", send_audio},
      {"sendchataction", send_chat_action},
      {"senddocument", send_document},
      {"sendmediagroup", send_media_group},
      {"sendmessage", send_message},
      {"sendphoto", send_photo},
      {"sendvoice", send_voice},
      {"setchatmenubutton", set_chat_menu_button},
      {"setmycommands", set_my_commands},
      {"setmydescription", set_my_description},
      {"setmyname", set_my_name},
      {"setmyshortdescription", set_my_short_description},
      {"setwebhook", set_webhook},
      {"unpinchatmessage", unpin_chat_message},
  };
  auto const found = methods.find(lower_case_name);
  return found == methods.end() ? nullptr : found->second;
}

}  // namespace pb::telegram::simulator
