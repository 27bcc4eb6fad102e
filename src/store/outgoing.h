#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "sql/session.h"

namespace pb::store {

using OutgoingId = Id<struct OutgoingTag>;

// Who waits for a message decides what goes first: a person who has just pressed a button, somebody who is
// told of something, or a crowd that is asked.
BOOST_DEFINE_ENUM_CLASS(OutgoingState, queued, sending, sent, failed)

inline constexpr std::int64_t kInteractive = 0;
inline constexpr std::int64_t kNotice = 1;
inline constexpr std::int64_t kBroadcast = 2;

// A Bot API call that will be made: `payload` is its JSON body. A message of slot "screen" becomes the chat's
// living message once Telegram has confirmed it; the end of one of slot "receipt:17" is told to that receipt.
struct NewOutgoing {
  std::int64_t chat_id = 0;
  std::int64_t priority = kInteractive;
  std::string method;
  std::string slot{};
  std::string payload;
};

struct Outgoing {
  OutgoingId id;
  std::int64_t chat_id = 0;
  std::int64_t priority = 0;
  std::string method;
  std::string slot;
  std::string payload;
  Instant not_before;
  std::int64_t attempts = 0;
};

struct OutgoingCounts {
  std::int64_t waiting = 0;
  std::int64_t failed = 0;
  std::int64_t uncertain = 0;
};

auto insert_outgoing(sql::Session& session, NewOutgoing const& message, Instant now) -> OutgoingId;
// The same for many, in their order, with few statements.
void insert_outgoing(sql::Session& session, std::span<NewOutgoing const> messages, Instant now);

// Queued messages of one priority with ids above `after`, oldest first.
auto queued_outgoing(sql::Session& session, std::int64_t priority, OutgoingId after, std::int64_t limit)
    -> std::vector<Outgoing>;

// Marks a queued message as on its way; false when it is not queued any more.
auto mark_sending(sql::Session& session, OutgoingId id) -> bool;
// Of one that was marked but has not left.
void unmark_sending(sql::Session& session, OutgoingId id);
// Telegram has confirmed it, whoever has put it back into the queue meanwhile. False where it had ended.
auto mark_sent(sql::Session& session, OutgoingId id, std::optional<std::int64_t> message_id, Instant now)
    -> bool;
// False where it is not on its way any more.
auto mark_failed(sql::Session& session, OutgoingId id, std::string_view error, Instant now) -> bool;
// Back into the queue. `Uncertainty::maybe_sent` counts the one case nobody can know: sent, and the answer
// lost.
enum class Uncertainty { not_sent, maybe_sent };
void requeue(sql::Session& session, OutgoingId id, Instant not_before, Uncertainty uncertainty,
             std::string_view error);
// Replaces the call itself: an edit whose message is gone becomes a new message, a group that moved gets its
// new id.
void rewrite_outgoing(sql::Session& session, OutgoingId id, std::int64_t chat_id, std::string_view method,
                      std::string_view payload);

// Messages with a receipt that a sender that died left on its way.
auto interrupted_with_receipt(sql::Session& session) -> std::vector<Outgoing>;
// What a sender that died left on its way goes back into the queue, marked uncertain but for edits, which may
// be made twice. How many.
auto requeue_interrupted(sql::Session& session) -> std::int64_t;
auto prune_outgoing(sql::Session& session, Instant before) -> std::int64_t;
auto count_outgoing(sql::Session& session) -> OutgoingCounts;

// What has not been sent yet, and since when; cheap, however many were sent.
struct OutgoingQueue {
  std::int64_t waiting = 0;
  std::optional<Instant> oldest{};
};
auto outgoing_queue(sql::Session& session) -> OutgoingQueue;

}  // namespace pb::store
