#include "delivery/settlement.h"

#include <algorithm>

#include "base/log.h"
#include "store/conversations.h"
#include "store/group_chats.h"
#include "store/users.h"
#include "telegram/encode.h"

namespace pb::delivery {
namespace {

using store::Outgoing;
using store::Uncertainty;
using telegram::ReplyKind;

constexpr std::int64_t kAttemptsLimit = 400;  // with the growing pauses, about a day

// A unit in which ends are written down, and who else is told of them.
struct Settling {
  store::Unit& unit;
  ReceiptListener const& receipts;

  void tell(Outgoing const& message, ReceiptEnd end, telegram::Reply const& reply) const {
    auto const receipt = receipt_of(message);
    if (receipt != 0 && receipts)
      receipts(unit, {.receipt = receipt,
                      .end = end,
                      .message_id = reply.message_id,
                      .reason = end == ReceiptEnd::confirmed ? std::string() : reply.description});
  }
};

void confirm(Settling const& settling, Outgoing const& message, telegram::Reply const& reply) {
  auto& unit = settling.unit;
  if (store::mark_sent(unit.sql, message.id, reply.message_id, unit.now))
    settling.tell(message, ReceiptEnd::confirmed, reply);
  if (message.slot == "screen" && message.method == "sendMessage" && reply.message_id) {
    store::save_living_message(unit.sql, message.chat_id, *reply.message_id, unit.now);
  }
}

void give_up(Settling const& settling, Outgoing const& message, telegram::Reply const& reply) {
  log::warn("telegram.message_failed", {{"id", message.id.value}, {"reason", reply.description}});
  if (store::mark_failed(settling.unit.sql, message.id, reply.description, settling.unit.now))
    settling.tell(message, ReceiptEnd::refused, reply);
}

// It may have arrived: somebody looks at the receipt and decides.
void leave_uncertain(Settling const& settling, Outgoing const& message, telegram::Reply const& reply) {
  log::warn("telegram.answer_lost", {{"id", message.id.value}});
  if (store::mark_failed(settling.unit.sql, message.id, reply.description, settling.unit.now))
    settling.tell(message, ReceiptEnd::uncertain, reply);
}

auto try_again(Settling const& settling, Outgoing message, telegram::Reply const& reply,
               std::chrono::milliseconds delay, Uncertainty uncertainty) -> std::optional<Again> {
  if (message.attempts + 1 >= kAttemptsLimit) {
    give_up(settling, message, reply);
    return std::nullopt;
  }
  auto const not_before = settling.unit.now + delay;
  store::requeue(settling.unit.sql, message.id, not_before, uncertainty, reply.description);
  ++message.attempts;
  return Again{.message = std::move(message), .not_before = not_before};
}

// The person or group cannot be written to any more.
void lose_contact(Settling const& settling, Outgoing const& message, telegram::Reply const& reply) {
  auto& unit = settling.unit;
  if (store::mark_failed(unit.sql, message.id, reply.description, unit.now))
    settling.tell(message, ReceiptEnd::refused, reply);
  if (message.chat_id > 0) {
    store::set_reach(unit.sql, message.chat_id, store::Reach::unreachable);
  } else {
    store::leave_group_chat(unit.sql, message.chat_id, unit.now);
  }
}

auto as_another_call(Settling const& settling, Ended const& ended, std::int64_t chat_id, std::string method,
                     std::string payload) -> std::optional<Again> {
  auto message = ended.message;
  if (++message.attempts >= kAttemptsLimit) {
    give_up(settling, message, ended.reply);
    return std::nullopt;
  }
  store::rewrite_outgoing(settling.unit.sql, message.id, chat_id, method, payload);
  message.chat_id = chat_id;
  message.method = std::move(method);
  message.payload = std::move(payload);
  return Again{.message = std::move(message), .not_before = settling.unit.now};
}

auto follow_group(Settling const& settling, Ended const& ended) -> std::optional<Again> {
  auto const& [message, reply] = ended;
  if (reply.moved_to == 0 || reply.moved_to == message.chat_id) {
    give_up(settling, message, reply);
    return std::nullopt;
  }
  store::move_group_chat(settling.unit.sql, message.chat_id, reply.moved_to);
  return as_another_call(settling, ended, reply.moved_to, message.method,
                         telegram::for_chat(message.payload, reply.moved_to));
}

auto wait_as_told(Settling const& settling, Outgoing const& message, telegram::Reply const& reply)
    -> std::optional<Again> {
  auto again = try_again(settling, message, reply, std::max(reply.retry_after, std::chrono::seconds(1)),
                         Uncertainty::not_sent);
  if (again) {
    again->too_many = true;
    --again->message.attempts;  // nobody's fault
  }
  return again;
}

// Editing again does no harm; sending again may show a message twice, which is counted.
auto mend(Settling const& settling, Outgoing const& message, telegram::Reply const& reply, Random& random)
    -> std::optional<Again> {
  if (receipt_of(message) != 0) {
    leave_uncertain(settling, message, reply);
    return std::nullopt;
  }
  auto const doubt = message.method == "editMessageText" ? Uncertainty::not_sent : Uncertainty::maybe_sent;
  if (doubt == Uncertainty::maybe_sent) log::warn("telegram.answer_lost", {{"id", message.id.value}});
  return try_again(settling, message, reply, retry_delay(message.attempts, random), doubt);
}

}  // namespace

auto retry_delay(std::int64_t attempts, Random& random) -> std::chrono::milliseconds {
  constexpr std::int64_t kLongest = 300'000;
  auto const full =
      std::min<std::int64_t>(kLongest, std::int64_t{1'000} << std::min<std::int64_t>(attempts, 10));
  return std::chrono::milliseconds(
      full / 2 + static_cast<std::int64_t>(random.number() % static_cast<std::uint64_t>(full / 2)));
}

auto take_back_interrupted(store::Unit& unit, ReceiptListener const& receipts) -> std::int64_t {
  telegram::Reply const lost{.kind = ReplyKind::answer_lost, .description = "the sender stopped meanwhile"};
  Settling const settling{unit, receipts};
  auto const doubtful = store::interrupted_with_receipt(unit.sql);
  for (auto const& message : doubtful) leave_uncertain(settling, message, lost);
  return static_cast<std::int64_t>(doubtful.size()) + store::requeue_interrupted(unit.sql);
}

auto settle(store::Unit& unit, Ended const& ended, Random& random, ReceiptListener const& receipts)
    -> std::optional<Again> {
  Settling const settling{unit, receipts};
  auto const& [message, reply] = ended;
  switch (reply.kind) {
    case ReplyKind::ok:
    case ReplyKind::not_modified:
      confirm(settling, message, reply);
      return std::nullopt;
    case ReplyKind::rate_limited:
      return wait_as_told(settling, message, reply);
    case ReplyKind::unreachable_user:
    case ReplyKind::chat_gone:
      lose_contact(settling, message, reply);
      return std::nullopt;
    case ReplyKind::chat_moved:
      return follow_group(settling, ended);
    case ReplyKind::message_gone:
      if (message.method != "editMessageText") break;
      return as_another_call(settling, ended, message.chat_id, "sendMessage",
                             telegram::as_new_message(message.payload));
    case ReplyKind::bad_request:
      break;
    case ReplyKind::unauthorized:
    case ReplyKind::conflict:
    case ReplyKind::server_error:
    case ReplyKind::not_sent:
      return try_again(settling, message, reply, retry_delay(message.attempts, random),
                       Uncertainty::not_sent);
    case ReplyKind::answer_lost:
      return mend(settling, message, reply, random);
  }
  give_up(settling, message, reply);
  return std::nullopt;
}

}  // namespace pb::delivery
