#include "telegram/simulator/updates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pb::telegram::simulator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t kAll = 100;

class Updates : public testing::Test {
 protected:
  void push(int count) {
    for (int i = 0; i < count; ++i) ASSERT_NE(queue_.push("message", 7, "{}"), nullptr);
  }
  auto take(std::int64_t offset, std::size_t limit = kAll) -> std::vector<std::int64_t> {
    std::vector<std::int64_t> ids;
    for (auto const& update : queue_.take(offset, limit)) ids.push_back(update.id);
    return ids;
  }

  UpdateQueue queue_{100, 1000};
};

TEST_F(Updates, are_given_in_order_with_the_kind_as_a_member) {
  queue_.push("message", 7, R"({"text":"x"})");
  queue_.push("callback_query", 8, R"({"id":"1"})");

  auto const updates = queue_.take(0, kAll);

  ASSERT_EQ(updates.size(), 2u);
  EXPECT_EQ(updates[0].body, R"({"update_id":100,"message":{"text":"x"}})");
  EXPECT_EQ(updates[0].chat_id, 7);
  EXPECT_EQ(updates[1].body, R"({"update_id":101,"callback_query":{"id":"1"}})");
}

TEST_F(Updates, come_again_until_they_are_confirmed) {
  push(3);

  EXPECT_THAT(take(0), ElementsAre(100, 101, 102));
  EXPECT_THAT(take(100), ElementsAre(100, 101, 102));
  EXPECT_THAT(take(102), ElementsAre(102));
  EXPECT_THAT(take(0), ElementsAre(102));
  EXPECT_THAT(take(103), IsEmpty());
  EXPECT_THAT(take(0), IsEmpty());
}

TEST_F(Updates, beyond_the_limit_are_left_for_the_next_call) {
  push(5);

  EXPECT_THAT(take(0, 2), ElementsAre(100, 101));
  EXPECT_THAT(take(102, 2), ElementsAre(102, 103));
}

TEST_F(Updates, a_negative_offset_counts_from_the_end_and_forgets_the_rest) {
  push(5);

  EXPECT_THAT(take(-2), ElementsAre(103, 104));
  EXPECT_THAT(take(0), ElementsAre(103, 104));
}

TEST_F(Updates, a_negative_offset_beyond_the_first_gives_everything) {
  push(2);

  EXPECT_THAT(take(-50), ElementsAre(100, 101));
  EXPECT_THAT(take(std::numeric_limits<std::int64_t>::min()), ElementsAre(100, 101));
}

TEST_F(Updates, an_offset_far_ahead_confirms_nothing) {
  push(2);

  EXPECT_THAT(take(1'000'000), ElementsAre(100, 101));
}

TEST_F(Updates, ids_can_start_again_lower_and_nothing_is_withheld_for_it) {
  push(2);
  queue_.restart_ids(5);
  push(1);

  EXPECT_THAT(take(102), ElementsAre(5));
  EXPECT_THAT(take(6), IsEmpty());
}

TEST_F(Updates, the_oldest_go_when_there_are_too_many) {
  UpdateQueue queue(1, 2);
  for (int i = 0; i < 3; ++i) queue.push("message", 7, "{}");

  auto const updates = queue.take(0, kAll);

  ASSERT_EQ(updates.size(), 2u);
  EXPECT_EQ(updates[0].id, 2);
}

TEST_F(Updates, of_kinds_nobody_asked_for_are_not_kept_and_use_no_id) {
  queue_.allow({"callback_query"});

  EXPECT_EQ(queue_.push("message", 7, "{}"), nullptr);
  auto const* const press = queue_.push("callback_query", 7, "{}");

  ASSERT_NE(press, nullptr);
  EXPECT_EQ(press->id, 100);
}

TEST_F(Updates, one_can_be_taken_out_of_the_middle) {
  push(3);

  queue_.remove(101);

  EXPECT_THAT(take(0), ElementsAre(100, 102));
}

TEST_F(Updates, clearing_drops_all_that_wait) {
  push(3);

  queue_.clear();

  EXPECT_THAT(take(0), IsEmpty());
}

}  // namespace
}  // namespace pb::telegram::simulator
