#include "telegram/api.h"

#include <boost/json.hpp>

namespace pb::telegram {
namespace {

namespace json = boost::json;

auto scope_json(CommandScope const& scope) -> json::object {
  switch (scope.kind) {
    case CommandScope::Kind::everybody:
      return {{"type", "default"}};
    case CommandScope::Kind::private_chats:
      return {{"type", "all_private_chats"}};
    case CommandScope::Kind::groups:
      return {{"type", "all_group_chats"}};
    case CommandScope::Kind::chat:
      return {{"type", "chat"}, {"chat_id", scope.chat_id}};
  }
  return {};
}

auto with_scope(CommandScope const& scope, std::string_view language_code) -> json::object {
  json::object body{{"scope", scope_json(scope)}};
  if (!language_code.empty()) body["language_code"] = language_code;
  return body;
}

auto succeeded(Reply reply) -> Answer<void> {
  if (reply.kind != ReplyKind::ok) return std::unexpected(std::move(reply));
  return {};
}

// The result as an object; an answer of another shape is as good as none.
auto object_of(Reply reply) -> Answer<json::object> {
  if (reply.kind != ReplyKind::ok) return std::unexpected(std::move(reply));
  boost::system::error_code problem;
  auto value = json::parse(reply.result, problem);
  if (problem || !value.is_object())
    return std::unexpected(
        Reply{.kind = ReplyKind::server_error, .description = "an answer of an unknown shape"});
  return std::move(value.as_object());
}

auto text(json::object const& object, std::string_view name) -> std::string {
  auto const* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

auto number(json::object const& object, std::string_view name) -> std::int64_t {
  auto const* const value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->as_int64() : 0;
}

}  // namespace

auto Api::get_me() -> Answer<User> {
  auto const me = object_of(client_.call_and_wait("getMe", "{}"));
  if (!me) return std::unexpected(me.error());
  return User{.id = number(*me, "id"),
              .is_bot = true,
              .first_name = text(*me, "first_name"),
              .last_name = {},
              .username = text(*me, "username"),
              .language_code = {}};
}

auto Api::set_my_commands(std::span<BotCommand const> commands, CommandScope scope,
                          std::string_view language_code) -> Answer<void> {
  auto body = with_scope(scope, language_code);
  json::array list;
  for (auto const& [command, description] : commands)
    list.push_back({{"command", command}, {"description", description}});
  body["commands"] = std::move(list);
  return succeeded(client_.call_and_wait("setMyCommands", json::serialize(body)));
}

auto Api::set_webhook(std::string_view url, Secret const& secret) -> Answer<void> {
  json::object const body{
      {"url", url}, {"secret_token", secret.reveal()}, {"allowed_updates", json::parse(kAllowedUpdates)}};
  return succeeded(client_.call_and_wait("setWebhook", json::serialize(body)));
}

auto Api::delete_webhook() -> Answer<void> {
  return succeeded(client_.call_and_wait("deleteWebhook", "{}"));
}

auto Api::get_webhook_info() -> Answer<WebhookInfo> {
  auto const info = object_of(client_.call_and_wait("getWebhookInfo", "{}"));
  if (!info) return std::unexpected(info.error());
  return WebhookInfo{.url = text(*info, "url"),
                     .pending_updates = number(*info, "pending_update_count"),
                     .last_error = text(*info, "last_error_message")};
}

auto Api::send_document(std::int64_t chat_id, SentFile file, std::string_view caption_html)
    -> Answer<std::int64_t> {
  std::vector<std::pair<std::string, std::string>> fields{{"chat_id", std::to_string(chat_id)}};
  if (!caption_html.empty()) {
    fields.emplace_back("caption", caption_html);
    fields.emplace_back("parse_mode", "HTML");
  }
  auto reply = client_.upload_and_wait("sendDocument", std::move(fields),
                                       {.field = "document",
                                        .file_name = std::move(file.file_name),
                                        .content_type = std::move(file.content_type),
                                        .bytes = std::move(file.bytes)});
  if (reply.kind != ReplyKind::ok) return std::unexpected(std::move(reply));
  return reply.message_id.value_or(0);
}

auto Api::download(std::string_view file_id) -> Answer<std::string> {
  auto const file =
      object_of(client_.call_and_wait("getFile", json::serialize(json::object{{"file_id", file_id}})));
  if (!file) return std::unexpected(file.error());
  auto response = client_.download_and_wait(text(*file, "file_path"));
  if (!response)
    return std::unexpected(
        Reply{.kind = ReplyKind::not_sent, .description = std::move(response.error().reason)});
  if (response->status != 200)
    return std::unexpected(
        Reply{.kind = ReplyKind::bad_request,
              .description = "the file cannot be had, status " + std::to_string(response->status)});
  return std::move(response->body);
}

}  // namespace pb::telegram
