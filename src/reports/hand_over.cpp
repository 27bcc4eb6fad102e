#include "reports/hand_over.h"

#include "delivery/outbox.h"
#include "reports/delivery_jobs.h"
#include "reports/receipts.h"
#include "store/group_chats.h"
#include "store/users.h"
#include "telegram/html.h"

namespace pb::reports {
namespace {

struct Chat {
  std::int64_t id = 0;
  std::int64_t topic = 0;
};

// Where it goes as things stand now; nothing where it cannot.
auto chat_of(store::Unit& unit, store::ReportDelivery const& delivery) -> std::optional<Chat> {
  if (delivery.kind == store::ReportRecipientKind::chat) {
    // A group that has moved since is known by its new number alone.
    auto const recipient =
        delivery.recipient ? store::find_report_recipient(unit.sql, *delivery.recipient) : std::nullopt;
    auto const id = recipient ? recipient->chat_id : delivery.chat_id;
    auto const topic = delivery.topic_id.value_or(0);
    if (!id || !store::find_group_chat(unit.sql, *id, topic)) return std::nullopt;
    return Chat{*id, topic};
  }
  auto const user = store::find_user(unit.sql, delivery.user.value_or(UserId{}));
  if (!user || !user->tg_id || user->status != store::UserStatus::active) return std::nullopt;
  return Chat{*user->tg_id, 0};
}

void queue_parts(store::Unit& unit, store::ReportDelivery const& delivery, ReadyCopy const& copy, Chat chat,
                 Sound sound) {
  bool const by_hand = delivery.asked_by.has_value();
  auto const priority = by_hand ? store::kInteractive : store::kBroadcast;
  auto const notification =
      sound == Sound::silent ? telegram::Notification::silent : telegram::Notification::sound;
  auto message = copy.messages.begin();
  std::string caption = copy.messages.empty() ? "<b>" + telegram::escape_html(copy.title) + "</b>" : "";
  for (auto const& artefact : copy.artefacts) {
    if (artefact.role == store::ArtefactRole::message) {
      delivery::enqueue(unit, {.chat_id = chat.id,
                               .topic_id = chat.topic,
                               .html = *message++,
                               .priority = priority,
                               .notification = notification,
                               .receipt = delivery.id.value});
      continue;
    }
    bool const photo = artefact.role == store::ArtefactRole::photo;
    delivery::enqueue(
        unit, delivery::TelegramFile{.chat_id = chat.id,
                                     .topic_id = chat.topic,
                                     .kind = photo ? telegram::FileKind::photo : telegram::FileKind::document,
                                     .artefact = artefact.id,
                                     .caption_html = std::exchange(caption, {}),
                                     .priority = priority,
                                     .notification = notification,
                                     .receipt = delivery.id.value});
  }
}

}  // namespace

auto ready_copy(sql::Session& session, store::ReportCopy const& copy) -> ReadyCopy {
  ReadyCopy ready{.title = copy.title, .artefacts = store::list_artefacts(session, copy.id)};
  for (auto const& artefact : ready.artefacts) {
    if (artefact.role == store::ArtefactRole::message)
      ready.messages.push_back(store::read_artefact(session, artefact.id)->bytes);
  }
  return ready;
}

void hand_over(store::Unit& unit, store::ReportDelivery const& delivery, ReadyCopy const& copy, Sound sound,
               Notices const& notices) {
  if (delivery.address) return send_mail_soon(unit, delivery.id);
  auto const chat = chat_of(unit, delivery);
  if (!chat) return fail_delivery(unit, delivery.id, "report.reason.unreachable", notices);
  auto const parts = static_cast<std::int64_t>(copy.artefacts.size());
  if (!store::begin_sending(unit.sql, delivery.id, parts)) return;
  queue_parts(unit, delivery, copy, *chat, sound);
}

auto split_messages(std::vector<store::NewArtefact> artefacts) -> std::vector<store::NewArtefact> {
  std::vector<store::NewArtefact> all;
  for (auto& artefact : artefacts) {
    bool const fits =
        artefact.role != store::ArtefactRole::message || artefact.bytes.size() <= telegram::kMessageLimit;
    if (fits) {
      all.push_back(std::move(artefact));
      continue;
    }
    for (auto& part : telegram::split_message(artefact.bytes))
      all.push_back({artefact.role, artefact.file_name, artefact.content_type, std::move(part)});
  }
  return all;
}

}  // namespace pb::reports
