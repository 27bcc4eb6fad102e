#include "telegram/decode.h"

#include <boost/json.hpp>

#include "base/utf8.h"

namespace pb::telegram {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepthLimit = 64;

auto member(json::object const& object, std::string_view name) -> json::value const* {
  return object.if_contains(name);
}

auto integer(json::object const& object, std::string_view name) -> std::optional<std::int64_t> {
  auto const* const value = member(object, name);
  if (value == nullptr) return std::nullopt;
  if (auto const* number = value->if_int64()) return *number;
  return std::nullopt;
}

auto text(json::object const& object, std::string_view name) -> std::optional<std::string> {
  auto const* const value = member(object, name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  // JSON can carry a NUL, which no database takes.
  std::string_view const string = value->as_string();
  return string.find('\0') == std::string_view::npos ? std::string(string) : as_sound_text(string);
}

auto object_at(json::object const& object, std::string_view name) -> json::object const* {
  auto const* const value = member(object, name);
  return value != nullptr ? value->if_object() : nullptr;
}

auto decode_user(json::object const* object) -> std::optional<User> {
  if (object == nullptr) return std::nullopt;
  auto const id = integer(*object, "id");
  if (!id) return std::nullopt;
  auto const* const bot = member(*object, "is_bot");
  return User{.id = *id,
              .is_bot = bot != nullptr && bot->is_bool() && bot->as_bool(),
              .first_name = text(*object, "first_name").value_or(""),
              .last_name = text(*object, "last_name"),
              .username = text(*object, "username"),
              .language_code = text(*object, "language_code")};
}

auto decode_chat(json::object const* object) -> std::optional<Chat> {
  if (object == nullptr) return std::nullopt;
  auto const id = integer(*object, "id");
  if (!id) return std::nullopt;
  return Chat{.id = *id, .type = text(*object, "type").value_or(""), .title = text(*object, "title")};
}

auto decode_file(json::object const* object) -> std::optional<FileRef> {
  if (object == nullptr) return std::nullopt;
  auto const id = text(*object, "file_id");
  if (!id) return std::nullopt;
  return FileRef{.file_id = *id, .file_name = text(*object, "file_name")};
}

// Answers in an ordinary supergroup have a thread too, but nothing can be sent into it.
auto topic_of(json::object const& message) -> std::optional<std::int64_t> {
  auto const* const in_topic = member(message, "is_topic_message");
  if (in_topic == nullptr || !in_topic->is_bool() || !in_topic->as_bool()) return std::nullopt;
  return integer(message, "message_thread_id");
}

auto decode_message(json::object const* object) -> std::optional<Message> {
  if (object == nullptr) return std::nullopt;
  auto const id = integer(*object, "message_id");
  auto chat = decode_chat(object_at(*object, "chat"));
  if (!id || !chat) return std::nullopt;
  return Message{.message_id = *id,
                 .date = integer(*object, "date").value_or(0),
                 .chat = std::move(*chat),
                 .from = decode_user(object_at(*object, "from")),
                 .message_thread_id = topic_of(*object),
                 .text = text(*object, "text"),
                 .voice = decode_file(object_at(*object, "voice")),
                 .document = decode_file(object_at(*object, "document")),
                 .migrate_to_chat_id = integer(*object, "migrate_to_chat_id")};
}

auto decode_callback(json::object const* object) -> std::optional<CallbackQuery> {
  if (object == nullptr) return std::nullopt;
  auto id = text(*object, "id");
  auto from = decode_user(object_at(*object, "from"));
  if (!id || !from) return std::nullopt;
  return CallbackQuery{.id = std::move(*id),
                       .from = std::move(*from),
                       .message = decode_message(object_at(*object, "message")),
                       .data = text(*object, "data")};
}

auto decode_membership(json::object const* object) -> std::optional<ChatMemberUpdated> {
  if (object == nullptr) return std::nullopt;
  auto chat = decode_chat(object_at(*object, "chat"));
  auto from = decode_user(object_at(*object, "from"));
  auto const* const now = object_at(*object, "new_chat_member");
  if (!chat || !from || now == nullptr) return std::nullopt;
  auto const* const before = object_at(*object, "old_chat_member");
  return ChatMemberUpdated{
      .chat = std::move(*chat),
      .from = std::move(*from),
      .new_status = text(*now, "status").value_or(""),
      .old_status = before != nullptr ? text(*before, "status").value_or("") : std::string()};
}

}  // namespace

auto decode_update(json::value const& value) -> std::optional<Update> {
  auto const* const object = value.if_object();
  auto const id = object != nullptr ? integer(*object, "update_id") : std::nullopt;
  if (!id) return std::nullopt;
  return Update{.update_id = *id,
                .message = decode_message(object_at(*object, "message")),
                .callback_query = decode_callback(object_at(*object, "callback_query")),
                .my_chat_member = decode_membership(object_at(*object, "my_chat_member"))};
}

auto decode_update(std::string_view body) -> std::optional<Update> {
  json::parse_options options;
  options.max_depth = kDepthLimit;
  boost::system::error_code problem;
  auto const value = json::parse(body, problem, {}, options);
  return problem ? std::nullopt : decode_update(value);
}

}  // namespace pb::telegram
