#include "delivery/settlement.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "delivery/forget.h"
#include "delivery/outbox.h"
#include "store/conversations.h"
#include "store/group_chats.h"
#include "store/inbox.h"
#include "store/test_business.h"

namespace pb::delivery {
namespace {

using telegram::Reply;
using telegram::ReplyKind;

class FixedRandom final : public Random {
 public:
  void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{0}); }
};

struct Row {
  std::string state;
  std::string method;
  std::int64_t chat_id = 0;
  std::int64_t uncertain = 0;
  std::optional<std::int64_t> message_id;
  std::optional<std::string> error;
};

class SettlementTest : public store::TestBusiness {
 protected:
  // A message whose call is on its way.
  auto sending(TelegramMessage const& message) -> store::Outgoing {
    return write([&](store::Unit& unit) {
      enqueue(unit, message);
      auto const queued = store::queued_outgoing(unit.sql, message.priority, {}, 10);
      EXPECT_TRUE(store::mark_sending(unit.sql, queued.at(0).id));
      return queued.at(0);
    });
  }
  auto settled(store::Outgoing const& message, Reply reply) -> std::optional<Again> {
    return write([&](store::Unit& unit) { return settle(unit, {message, std::move(reply)}, random_); });
  }
  auto row() -> Row {
    return *read([](store::Unit& unit) {
      return unit.sql.one<Row>(
          "select state, method, chat_id, uncertain, message_id, error from outgoing_messages");
    });
  }
  auto living_message(std::int64_t chat_id) -> std::optional<std::int64_t> {
    return read([&](store::Unit& unit) -> std::optional<std::int64_t> {
      auto const conversation = store::load_conversation(unit.sql, chat_id);
      return conversation ? std::optional(conversation->message_id) : std::nullopt;
    });
  }

  FixedRandom random_;
};

TEST_P(SettlementTest, a_confirmed_screen_becomes_the_living_message) {
  auto const message = sending({.chat_id = 77, .html = "x", .role = Role::living});

  EXPECT_FALSE(settled(message, {.kind = ReplyKind::ok, .message_id = 500}));

  EXPECT_EQ(row().state, "sent");
  EXPECT_EQ(row().message_id, 500);
  EXPECT_EQ(living_message(77), 500);
}

TEST_P(SettlementTest, an_edit_that_changes_nothing_is_done) {
  auto const message = sending({.chat_id = 77, .html = "x", .edit_message_id = 5});

  EXPECT_FALSE(settled(message, {.kind = ReplyKind::not_modified}));

  EXPECT_EQ(row().state, "sent");
}

TEST_P(SettlementTest, an_edit_whose_message_is_gone_is_sent_anew_and_becomes_the_living_message) {
  auto const message = sending({.chat_id = 77, .html = "x", .role = Role::living, .edit_message_id = 5});

  auto const again = settled(message, {.kind = ReplyKind::message_gone});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->message.method, "sendMessage");
  EXPECT_EQ(again->message.payload.find("message_id"), std::string::npos);
  EXPECT_EQ(row().state, "queued");
  EXPECT_EQ(row().method, "sendMessage");

  write([&](store::Unit& unit) { return store::mark_sending(unit.sql, message.id); });
  settled(again->message, {.kind = ReplyKind::ok, .message_id = 6});
  EXPECT_EQ(living_message(77), 6);
}

TEST_P(SettlementTest, too_many_requests_waits_as_long_as_it_was_told) {
  auto const message = sending({.chat_id = 77, .html = "x"});

  auto const again =
      settled(message, {.kind = ReplyKind::rate_limited, .retry_after = std::chrono::seconds(35)});

  ASSERT_TRUE(again);
  EXPECT_TRUE(again->too_many);
  EXPECT_EQ(again->not_before, now + std::chrono::seconds(35));
  EXPECT_EQ(again->message.attempts, 0);
  EXPECT_EQ(row().state, "queued");
}

TEST_P(SettlementTest, trouble_at_the_servers_side_is_tried_again_with_growing_pauses) {
  auto message = sending({.chat_id = 77, .html = "x"});

  for (auto const kind :
       {ReplyKind::server_error, ReplyKind::not_sent, ReplyKind::unauthorized, ReplyKind::conflict}) {
    auto const again = settled(message, {.kind = kind, .description = "trouble"});
    ASSERT_TRUE(again);
    EXPECT_GE(again->not_before, now + std::chrono::milliseconds(500));
    EXPECT_FALSE(again->too_many);
    EXPECT_EQ(row().state, "queued");
    EXPECT_EQ(row().uncertain, 0);
    write([&](store::Unit& unit) { return store::mark_sending(unit.sql, message.id); });
  }
}

TEST_P(SettlementTest, a_lost_answer_is_counted_for_a_message_but_not_for_an_edit) {
  auto const message = sending({.chat_id = 77, .html = "x"});
  EXPECT_TRUE(settled(message, {.kind = ReplyKind::answer_lost}));
  EXPECT_EQ(row().uncertain, 1);

  write([](store::Unit& unit) { return unit.sql.run("delete from outgoing_messages"); });
  auto const edit = sending({.chat_id = 77, .html = "x", .edit_message_id = 5});
  EXPECT_TRUE(settled(edit, {.kind = ReplyKind::answer_lost}));
  EXPECT_EQ(row().uncertain, 0);
}

TEST_P(SettlementTest, somebody_who_blocked_the_bot_is_out_of_reach_until_they_write) {
  auto const manager = add_person("Оля", pb::Role::admin);
  auto const message = sending({.chat_id = tg_id(1), .html = "x"});

  EXPECT_FALSE(
      settled(message, {.kind = ReplyKind::unreachable_user, .description = "Forbidden: bot was blocked"}));

  EXPECT_EQ(row().state, "failed");
  EXPECT_EQ(row().error, "Forbidden: bot was blocked");
  EXPECT_FALSE(read([&](store::Unit& unit) { return store::find_user(unit.sql, manager.user)->reachable; }));
}

TEST_P(SettlementTest, a_group_that_threw_the_bot_out_is_left) {
  auto const admin = add_person("Оля", pb::Role::admin);
  write([&](store::Unit& unit) {
    store::save_group_chat(unit.sql, {-100, 0, "Звіти", "uk", true, admin.user, unit.now});
  });
  auto const message = sending({.chat_id = -100, .html = "x"});

  EXPECT_FALSE(
      settled(message, {.kind = ReplyKind::unreachable_user, .description = "Forbidden: bot was kicked"}));

  EXPECT_TRUE(read([](store::Unit& unit) { return store::list_group_chats(unit.sql); }).empty());
}

TEST_P(SettlementTest, a_message_follows_its_group_and_so_does_the_group_itself) {
  auto const admin = add_person("Оля", pb::Role::admin);
  write([&](store::Unit& unit) {
    store::save_group_chat(unit.sql, {-100, 0, "Звіти", "uk", true, admin.user, unit.now});
  });
  auto const message = sending({.chat_id = -100, .html = "x"});

  auto const again = settled(message, {.kind = ReplyKind::chat_moved, .moved_to = -1005});

  ASSERT_TRUE(again);
  EXPECT_EQ(again->message.chat_id, -1005);
  EXPECT_NE(again->message.payload.find("-1005"), std::string::npos);
  EXPECT_EQ(row().chat_id, -1005);
  EXPECT_TRUE(read([](store::Unit& unit) { return store::find_group_chat(unit.sql, -1005, 0); }));
}

TEST_P(SettlementTest, a_group_that_moved_stays_subscribed_however_many_messages_say_so) {
  auto const admin = add_person("Оля", pb::Role::admin);
  write([&](store::Unit& unit) {
    store::save_group_chat(unit.sql, {-100, 0, "Звіти", "uk", true, admin.user, unit.now});
  });

  for (auto const* part : {"first", "second"}) {
    auto const message = sending({.chat_id = -100, .html = part});
    settled(message, {.kind = ReplyKind::chat_moved, .moved_to = -1005});
  }

  EXPECT_EQ(read([](store::Unit& unit) { return store::digest_group_chats(unit.sql); }).size(), 1U);
  EXPECT_TRUE(read([](store::Unit& unit) { return store::find_group_chat(unit.sql, -1005, 0); }));
}

TEST_P(SettlementTest, a_group_that_moves_in_circles_is_given_up) {
  auto const message = sending({.chat_id = -100, .html = "x"});

  EXPECT_FALSE(settled(message, {.kind = ReplyKind::chat_moved, .moved_to = -100}));

  EXPECT_EQ(row().state, "failed");
}

TEST_P(SettlementTest, our_own_mistake_is_not_repeated) {
  auto const message = sending({.chat_id = 77, .html = "x"});

  EXPECT_FALSE(
      settled(message, {.kind = ReplyKind::bad_request, .description = "Bad Request: can't parse entities"}));

  EXPECT_EQ(row().state, "failed");
}

TEST_P(SettlementTest, after_the_last_attempt_it_is_given_up) {
  auto message = sending({.chat_id = 77, .html = "x"});
  message.attempts = 1'000;

  EXPECT_FALSE(settled(message, {.kind = ReplyKind::server_error, .description = "Bad Gateway"}));

  EXPECT_EQ(row().state, "failed");
}

TEST_P(SettlementTest, what_a_dead_sender_left_on_its_way_is_doubtful_but_for_edits) {
  sending({.chat_id = 77, .html = "x"});
  sending({.chat_id = 78, .html = "x", .edit_message_id = 5});

  write([](store::Unit& unit) { return store::requeue_interrupted(unit.sql); });

  auto const counts = read([](store::Unit& unit) { return store::count_outgoing(unit.sql); });
  EXPECT_EQ(counts.waiting, 2);
  EXPECT_EQ(counts.uncertain, 1);
}

TEST_P(SettlementTest, a_confirmation_counts_also_when_the_message_was_put_back_meanwhile) {
  auto const message = sending({.chat_id = 77, .html = "x"});
  write([](store::Unit& unit) { return store::requeue_interrupted(unit.sql); });

  settled(message, {.kind = ReplyKind::ok, .message_id = 9});

  EXPECT_EQ(row().state, "sent");
}

TEST_P(SettlementTest, a_long_text_leaves_in_parts_with_the_keyboard_under_the_last) {
  std::string html;
  for (int i = 0; i < 900; ++i) html += "рядок " + std::to_string(i) + "\n";

  write([&](store::Unit& unit) {
    enqueue(unit, {.chat_id = 77,
                   .html = html,
                   .keyboard = {{{.text = "OK", .callback_data = "ok"}}},
                   .role = Role::living});
  });

  auto const parts =
      read([](store::Unit& unit) { return store::queued_outgoing(unit.sql, store::kNotice, {}, 100); });
  ASSERT_GE(parts.size(), 3u);
  for (auto const& part : parts) {
    bool const last = part.id == parts.back().id;
    EXPECT_EQ(part.payload.find("reply_markup") != std::string::npos, last);
    EXPECT_EQ(part.slot, last ? "screen" : "");
  }
}

TEST_P(SettlementTest, only_what_is_old_and_over_is_forgotten) {
  auto const old_one = sending({.chat_id = 77, .html = "old"});
  settled(old_one, {.kind = ReplyKind::ok, .message_id = 1});
  write([](store::Unit& unit) { return store::insert_update(unit.sql, 1, 10, unit.now); });
  sending({.chat_id = 78, .html = "never answered"});

  auto const forget_after = [&](std::chrono::days days) {
    return write([&](store::Unit& unit) {
      unit.now += days;
      return forget_old(unit);
    });
  };

  EXPECT_EQ(forget_after(std::chrono::days(2)), 0);
  EXPECT_EQ(forget_after(std::chrono::days(8)), 1);
  EXPECT_EQ(forget_after(std::chrono::days(400)), 1);
  EXPECT_EQ(row().state, "sending");
}

TEST(RetryDelay, doubles_up_to_five_minutes_and_half_of_it_is_random) {
  FixedRandom random;
  using std::chrono::milliseconds;

  EXPECT_EQ(retry_delay(0, random), milliseconds(500));
  EXPECT_EQ(retry_delay(1, random), milliseconds(1'000));
  EXPECT_EQ(retry_delay(8, random), milliseconds(128'000));
  EXPECT_EQ(retry_delay(9, random), milliseconds(150'000));
  EXPECT_EQ(retry_delay(1'000'000, random), milliseconds(150'000));
}

INSTANTIATE_TEST_SUITE_P(Engines, SettlementTest, testing::ValuesIn(sql::engines()), sql::engine_name);

}  // namespace
}  // namespace pb::delivery
