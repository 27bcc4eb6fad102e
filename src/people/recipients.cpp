#include "people/recipients.h"

#include "domain/time_zone.h"
#include "store/users.h"

namespace pb::people {
namespace {

auto recipient_of(store::User user, Instant now) -> Recipient {
  auto const preferences = store::preferences_from_json(user.preferences);
  bool const silent = preferences.quiet_at(local_minute(now, user.time_zone));
  return {.user = user.id,
          .tg_id = user.tg_id.value_or(0),
          .name = std::move(user.name),
          .language = std::move(user.language),
          .time_zone = std::move(user.time_zone),
          .preferences = preferences,
          .silent = silent,
          .email = std::move(user.email)};
}

// Somebody without an address gets in Telegram what was to be mailed.
auto channel_of(Recipient const& one, store::Notice notice) -> store::NoticeChannel {
  auto const channel = one.preferences.channel(notice);
  return channel == store::NoticeChannel::email && !one.email ? store::NoticeChannel::telegram : channel;
}

auto wanting(std::vector<store::User> users, store::Notice notice, Instant now,
             store::NoticeChannel channel = store::NoticeChannel::telegram) -> std::vector<Recipient> {
  std::vector<Recipient> found;
  for (auto& user : users) {
    auto one = recipient_of(std::move(user), now);
    if (channel_of(one, notice) == channel) found.push_back(std::move(one));
  }
  return found;
}

}  // namespace

auto recipients(store::Unit& unit, store::Notice notice) -> std::vector<Recipient> {
  return wanting(store::active_admins(unit.sql), notice, unit.now);
}

auto mail_recipients(store::Unit& unit, store::Notice notice) -> std::vector<Recipient> {
  return wanting(store::active_admins(unit.sql), notice, unit.now, store::NoticeChannel::email);
}

auto heads_or_admins(store::Unit& unit, store::Notice notice, OfficeId office) -> std::vector<Recipient> {
  auto heads = store::active_heads(unit.sql, office);
  if (heads.empty()) return recipients(unit, notice);
  return wanting(std::move(heads), notice, unit.now);
}

auto recipient(store::Unit& unit, UserId user) -> std::optional<Recipient> {
  auto found = store::find_user(unit.sql, user);
  bool const can_be_told =
      found && found->tg_id && found->reachable && found->status == store::UserStatus::active;
  if (!can_be_told) return std::nullopt;
  return recipient_of(std::move(*found), unit.now);
}

auto digest_groups(store::Unit& unit) -> std::vector<store::GroupChat> {
  return store::digest_group_chats(unit.sql);
}

}  // namespace pb::people
