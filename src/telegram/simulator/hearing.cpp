#include "telegram/simulator/hearing.h"

#include <algorithm>

#include "base/ascii.h"
#include "telegram/simulator/shapes.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

auto words_of(FormattedText const& text, Entity const& entity) -> std::string_view {
  auto const rest = std::string_view(text.text).substr(bytes_of_units(text.text, entity.offset));
  return rest.substr(0, bytes_of_units(rest, entity.length));
}

bool addresses(FormattedText const& text, Entity const& entity, std::string_view username) {
  auto const words = words_of(text, entity);
  auto const at = words.find('@');
  if (at == std::string_view::npos) return entity.type == "bot_command";
  bool const names_somebody = entity.type == "bot_command" || entity.type == "mention";
  return names_somebody && lower_case(words.substr(at + 1)) == lower_case(username);
}

bool hears(Bot const& bot, Chat const& chat, Message const& message) {
  if (chat.is_private() || message.service || bot.account.reads_all_group_messages) return true;
  auto const* const replied = message.reply_to ? chat.find(*message.reply_to) : nullptr;
  if (replied != nullptr && replied->from == bot.id) return true;
  return std::ranges::any_of(message.text.entities, [&](Entity const& entity) {
    return addresses(message.text, entity, bot.account.username);
  });
}

}  // namespace

void tell_bots(World& world, Chat const& chat, Message const& message) {
  for (auto const& [id, membership] : chat.bots) {
    auto* const bot = world.bot(id);
    if (bot == nullptr || membership != Membership::member || !hears(*bot, chat, message)) continue;
    world.push_update(*bot, "message", chat.key.id, message_shape(world, chat, message));
  }
}

}  // namespace pb::telegram::simulator
