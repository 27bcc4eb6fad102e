#include "crypto/password.h"

#include <gmock/gmock.h>

#include <latch>
#include <thread>
#include <vector>

namespace pb::crypto {
namespace {

using namespace std::chrono_literals;
using testing::StartsWith;

constexpr PasswordCost kCheap{.passes = 1, .memory_bytes = 8192};

TEST(Password, matches_its_hash_and_nothing_else_does) {
  PasswordHasher hasher(kCheap);
  auto const hash = hasher.hash(Secret("правильний кінь"));

  EXPECT_EQ(hasher.verify(hash, Secret("правильний кінь")), PasswordVerdict::matches);
  for (auto const* other : {"", "правильний кінь ", "Правильний кінь", "правильний"})
    EXPECT_EQ(hasher.verify(hash, Secret(other)), PasswordVerdict::differs) << other;
}

TEST(Password, is_hashed_by_argon2id_twice_over_64_mebibytes) {
  PasswordHasher hasher;

  auto const hash = hasher.hash(Secret("correct horse"));

  EXPECT_THAT(*hash, StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
  EXPECT_EQ(hasher.verify(hash, Secret("correct horse")), PasswordVerdict::matches);
}

TEST(Password, the_same_one_has_another_hash_each_time) {
  PasswordHasher hasher(kCheap);
  EXPECT_NE(hasher.hash(Secret("correct horse")), hasher.hash(Secret("correct horse")));
}

TEST(Password, all_of_it_counts) {
  PasswordHasher hasher(kCheap);
  std::string const start(500, 'a');
  auto const hash = hasher.hash(Secret(start + "b"));
  EXPECT_EQ(hasher.verify(hash, Secret(start + "c")), PasswordVerdict::differs);
  auto const with_zero = hasher.hash(Secret(std::string("a\0b", 3)));
  EXPECT_EQ(hasher.verify(with_zero, Secret("a")), PasswordVerdict::differs);
}

TEST(Password, nothing_to_compare_with_differs_after_the_same_work) {
  PasswordHasher hasher(kCheap);
  EXPECT_EQ(hasher.verify(std::nullopt, Secret("anything")), PasswordVerdict::differs);
  EXPECT_EQ(hasher.works(), 1);
}

TEST(Password, what_is_no_hash_matches_nothing) {
  PasswordHasher hasher(kCheap);
  for (auto const* hash : {"", "x", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"})
    EXPECT_EQ(hasher.verify(std::string(hash), Secret("")), PasswordVerdict::differs) << hash;
}

TEST(Password, hashes_of_another_cost_are_to_be_made_anew) {
  PasswordHasher cheap(kCheap);
  PasswordHasher dearer({.passes = 2, .memory_bytes = 16384});
  auto const hash = cheap.hash(Secret("correct horse"));

  EXPECT_FALSE(cheap.is_outdated(*hash));
  EXPECT_TRUE(dearer.is_outdated(*hash));
  EXPECT_EQ(dearer.verify(hash, Secret("correct horse")), PasswordVerdict::matches);
}

TEST(Password, without_a_place_or_a_place_to_wait_it_is_busy) {
  PasswordHasher none(kCheap, {.at_once = 0, .waiting = 0});
  EXPECT_EQ(none.hash(Secret("x")), std::nullopt);
  EXPECT_EQ(none.verify(std::nullopt, Secret("x")), PasswordVerdict::busy);

  PasswordHasher waiting_in_vain(kCheap, {.at_once = 0, .waiting = 1, .patience = 1ms});
  EXPECT_EQ(waiting_in_vain.verify(std::nullopt, Secret("x")), PasswordVerdict::busy);
  EXPECT_EQ(none.works() + waiting_in_vain.works(), 0);
}

TEST(Password, many_at_once_are_served_one_after_another_or_told_that_it_is_busy) {
  constexpr int kThreads = 24;
  PasswordHasher hasher({.passes = 1, .memory_bytes = std::size_t{4} * 1024 * 1024},
                        {.at_once = 1, .waiting = 4, .patience = 60s});
  std::latch together(kThreads);
  std::atomic<int> served = 0;
  std::atomic<int> busy = 0;
  {
    std::vector<std::jthread> threads;
    for (int count = 0; count < kThreads; ++count)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        (hasher.hash(Secret("correct horse")) ? served : busy)++;
      });
  }
  EXPECT_EQ(served + busy, kThreads);
  EXPECT_GE(served, 5) << "one at work and four who wait are always served";
  EXPECT_EQ(hasher.works(), served);
  EXPECT_EQ(hasher.verify(std::nullopt, Secret("x")), PasswordVerdict::differs)
      << "all places are free again";
}

}  // namespace
}  // namespace pb::crypto
