#include "telegram/simulator/person_view.h"

#include <boost/json/array.hpp>
#include <ranges>

#include "telegram/simulator/entities.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

auto kind_name(Attachment::Kind kind) -> std::string_view {
  switch (kind) {
    case Attachment::Kind::photo:
      return "photo";
    case Attachment::Kind::document:
      return "document";
    case Attachment::Kind::voice:
      return "voice";
    case Attachment::Kind::audio:
      return "audio";
  }
  return "document";
}

auto service_name(ServiceNote::Kind kind) -> std::string_view {
  switch (kind) {
    case ServiceNote::Kind::joined:
      return "joined";
    case ServiceNote::Kind::left:
      return "left";
    case ServiceNote::Kind::migrated_to:
    case ServiceNote::Kind::migrated_from:
      return "migrated";
  }
  return "joined";
}

// A file that has been forgotten shows its kind alone.
auto attachment_view(World& world, Attachment const& attachment) -> json::object {
  json::object view{{"kind", kind_name(attachment.kind)},
                    {"file_id", attachment.file_id},
                    {"width", attachment.width},
                    {"height", attachment.height},
                    {"duration", attachment.duration_s}};
  if (auto const* const file = world.files().find(attachment.file_id); file != nullptr) {
    view["file_name"] = file->file_name;
    view["content_type"] = file->content_type;
    view["size"] = file->bytes->size();
  }
  return view;
}

auto title_of(World& world, Chat const& chat) -> std::string {
  if (!chat.is_private()) return chat.title;
  auto const* const bot = world.bot(chat.key.bot);
  return bot == nullptr ? "" : bot->account.first_name;
}

auto newest(Chat const& chat) -> Message const* {
  for (auto const& [id, message] : std::ranges::reverse_view(chat.messages)) {
    if (!message.deleted) return &message;
  }
  return nullptr;
}

}  // namespace

auto message_view(World& world, Message const& message) -> json::object {
  json::object view{{"id", message.id},
                    {"from", message.from},
                    {"is_bot", world.bot(message.from) != nullptr},
                    {"date", to_iso(message.date)},
                    {"edited", message.edited.has_value()},
                    {"version", message.version}};
  if (!message.text.text.empty()) view["text"] = message.text.text;
  if (!message.text.entities.empty()) view["entities"] = to_json(message.text.entities);
  if (message.attachment) view["attachment"] = attachment_view(world, *message.attachment);
  if (message.inline_keyboard.is_object()) {
    view["inline_keyboard"] = message.inline_keyboard.get_object().at("inline_keyboard");
  }
  if (message.reply_to) view["reply_to"] = *message.reply_to;
  if (message.thread) view["thread"] = *message.thread;
  if (message.service) {
    view["service"] = service_name(message.service->kind);
    view["whom"] = message.service->whom;
  }
  return view;
}

auto chat_line(World& world, Chat const& chat) -> json::object {
  json::object line{
      {"id", chat.key.id}, {"type", chat.type}, {"title", title_of(world, chat)}, {"version", chat.version}};
  auto const* const last = newest(chat);
  if (last == nullptr) return line;
  line["last_date"] = to_iso(last->date);
  auto const* const file = last->attachment ? world.files().find(last->attachment->file_id) : nullptr;
  line["last_text"] = last->text.text.empty() && file != nullptr ? file->file_name : last->text.text;
  return line;
}

auto chat_view(World& world, Chat const& chat, std::uint64_t after) -> json::object {
  bool const is_of_this_run = after >= world.first_version() && after <= world.version();
  auto const since = is_of_this_run ? after : 0;
  json::array messages;
  json::array deleted;
  for (auto const& [id, message] : chat.messages) {
    if (message.version <= since) continue;
    if (!message.deleted) {
      messages.push_back(message_view(world, message));
    } else if (since > 0) {
      deleted.push_back(id);
    }
  }
  json::object view{{"version", chat.version},
                    {"first_version", world.first_version()},
                    {"type", chat.type},
                    {"title", title_of(world, chat)},
                    {"blocked", chat.blocked},
                    {"messages", std::move(messages)},
                    {"deleted", std::move(deleted)},
                    {"reply_keyboard", chat.reply_keyboard}};
  if (auto const* const action = present_action(world, chat); action != nullptr) {
    view["action"] = action->action;
  }
  if (chat.migrated_to) view["migrated_to"] = *chat.migrated_to;
  return view;
}

auto unopened_view(World& world, Bot const& bot) -> json::object {
  Chat const nothing{.key = {.bot = bot.id}, .version = world.first_version()};
  return chat_view(world, nothing, 0);
}

auto present_action(World& world, Chat const& chat) -> ChatAction const* {
  return chat.action && world.steady_now() < chat.action->until ? &*chat.action : nullptr;
}

}  // namespace pb::telegram::simulator
