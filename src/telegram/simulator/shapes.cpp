#include "telegram/simulator/shapes.h"

#include <boost/json/array.hpp>

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

void add_names(Person const& person, json::object& shape) {
  shape["first_name"] = person.first_name;
  if (person.last_name) shape["last_name"] = *person.last_name;
  if (person.username) shape["username"] = *person.username;
}

void add_service_note(World& world, ServiceNote const& note, json::object& shape) {
  switch (note.kind) {
    case ServiceNote::Kind::joined:
      shape["new_chat_participant"] = user_shape(world, note.whom);
      shape["new_chat_member"] = user_shape(world, note.whom);
      shape["new_chat_members"] = json::array{user_shape(world, note.whom)};
      return;
    case ServiceNote::Kind::left:
      shape["left_chat_participant"] = user_shape(world, note.whom);
      shape["left_chat_member"] = user_shape(world, note.whom);
      return;
    case ServiceNote::Kind::migrated_to:
      shape["migrate_to_chat_id"] = note.whom;
      return;
    case ServiceNote::Kind::migrated_from:
      shape["migrate_from_chat_id"] = note.whom;
      return;
  }
}

void add_text(Message const& message, json::object& shape) {
  if (message.text.text.empty()) return;
  shape[message.attachment ? "caption" : "text"] = message.text.text;
  if (message.text.entities.empty()) return;
  shape[message.attachment ? "caption_entities" : "entities"] = to_json(message.text.entities);
}

auto member_status(Membership membership) -> std::string_view {
  switch (membership) {
    case Membership::member:
      return "member";
    case Membership::kicked:
      return "kicked";
    case Membership::left:
    case Membership::never:
      return "left";
  }
  return "left";
}

}  // namespace

auto unix_seconds(Instant instant) -> std::int64_t {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

auto user_shape(Person const& person) -> json::object {
  json::object shape{{"id", person.id}, {"is_bot", false}};
  add_names(person, shape);
  if (person.language_code) shape["language_code"] = *person.language_code;
  return shape;
}

auto user_shape(BotAccount const& account) -> json::object {
  return {{"id", bot_id_of(account.token.reveal()).value_or(0)},
          {"is_bot", true},
          {"first_name", account.first_name},
          {"username", account.username}};
}

auto user_shape(World& world, std::int64_t id) -> json::object {
  if (auto const* const person = world.person(id); person != nullptr) return user_shape(*person);
  if (auto const* const bot = world.bot(id); bot != nullptr) return user_shape(bot->account);
  return {{"id", id}, {"is_bot", false}, {"first_name", ""}};
}

auto chat_shape(World& world, Chat const& chat) -> json::object {
  json::object shape{{"id", chat.key.id}, {"type", chat.type}};
  if (!chat.is_private()) {
    shape["title"] = chat.title;
    if (!chat.topics.empty()) shape["is_forum"] = true;
    return shape;
  }
  if (auto const* const person = world.person(chat.key.id); person != nullptr) add_names(*person, shape);
  return shape;
}

auto message_shape(World& world, Chat const& chat, Message const& message, ReplyDepth depth) -> json::object {
  json::object shape{{"message_id", message.id},
                     {"from", user_shape(world, message.from)},
                     {"chat", chat_shape(world, chat)},
                     {"date", unix_seconds(message.date)}};
  if (message.edited) shape["edit_date"] = unix_seconds(*message.edited);
  if (message.thread) {
    shape["message_thread_id"] = *message.thread;
    shape["is_topic_message"] = true;
  }
  if (message.forwarded_from) {
    shape["forward_origin"] = json::object{{"type", "user"},
                                           {"sender_user", user_shape(world, *message.forwarded_from)},
                                           {"date", unix_seconds(message.date)}};
    shape["forward_date"] = unix_seconds(message.date);
  }
  if (message.reply_to && depth == ReplyDepth::with_reply) {
    auto const* const replied = chat.find(*message.reply_to);
    if (replied != nullptr) {
      shape["reply_to_message"] = message_shape(world, chat, *replied, ReplyDepth::without_reply);
    }
  }
  if (!message.media_group.empty()) shape["media_group_id"] = message.media_group;
  if (message.attachment) add_attachment(world, *message.attachment, shape);
  if (message.service) add_service_note(world, *message.service, shape);
  add_text(message, shape);
  if (!message.inline_keyboard.is_null()) shape["reply_markup"] = message.inline_keyboard;
  return shape;
}

void add_attachment(World& world, Attachment const& attachment, json::object& message) {
  auto const* const file = world.files().find(attachment.file_id);
  if (file == nullptr) return;
  json::object shape{
      {"file_id", file->id}, {"file_unique_id", file->unique_id}, {"file_size", file->bytes->size()}};
  if (attachment.kind == Attachment::Kind::photo) {
    shape["width"] = attachment.width;
    shape["height"] = attachment.height;
    message["photo"] = json::array{std::move(shape)};
    return;
  }
  shape["mime_type"] = file->content_type;
  switch (attachment.kind) {
    case Attachment::Kind::voice:
      shape["duration"] = attachment.duration_s;
      message["voice"] = std::move(shape);
      return;
    case Attachment::Kind::audio:
      shape["duration"] = attachment.duration_s;
      shape["file_name"] = file->file_name;
      message["audio"] = std::move(shape);
      return;
    case Attachment::Kind::document:
    case Attachment::Kind::photo:
      shape["file_name"] = file->file_name;
      message["document"] = std::move(shape);
      return;
  }
}

auto membership_shape(World& world, std::int64_t id, Membership membership) -> json::object {
  json::object shape{{"user", user_shape(world, id)}, {"status", member_status(membership)}};
  if (membership == Membership::kicked) shape["until_date"] = 0;
  return shape;
}

}  // namespace pb::telegram::simulator
