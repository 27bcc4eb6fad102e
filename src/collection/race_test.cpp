#include <gmock/gmock.h>

#include <atomic>
#include <barrier>
#include <thread>

#include "collection/corrections.h"
#include "collection/submit_plan.h"
#include "store/test_business.h"

// Two managers answer the same territory in the same millisecond.
namespace pb::collection {
namespace {

using store::units;

// How many units are inside the database at once, and the most there ever were.
class Inside {
 public:
  void enter() {
    auto const count = ++now_;
    auto seen = most_.load();
    while (count > seen && !most_.compare_exchange_weak(seen, count)) {
    }
  }
  void leave() { --now_; }
  [[nodiscard]] int most() const { return most_; }

 private:
  std::atomic<int> now_ = 0;
  std::atomic<int> most_ = 0;
};

class Race : public store::TestBusiness {
 protected:
  static constexpr int kPeople = 4;
  static constexpr int kRounds = 40;

  Race() {
    office_ = add_office("Київ");
    territory_ = add_territory(office_, "Центр");
    for (int n = 0; n < kPeople; ++n)
      people_.push_back(add_person("Менеджер " + std::to_string(n), Role::manager, office_));
  }

  // Everybody does f(unit, n) at once, from threads that were let go together. The results by person.
  template <class F>
  auto all_at_once(F f) {
    using Outcome = std::invoke_result_t<F&, store::Unit&, std::size_t>;
    std::vector<std::optional<Outcome>> outcomes(kPeople);
    std::barrier start(kPeople);
    std::vector<std::jthread> threads;
    for (std::size_t n = 0; n < kPeople; ++n) {
      threads.emplace_back([&, n] {
        start.arrive_and_wait();
        outcomes[n] = write([&](store::Unit& unit) {
          inside_.enter();
          auto outcome = f(unit, n);
          inside_.leave();
          return outcome;
        });
      });
    }
    threads.clear();
    return outcomes;
  }

  // PostgreSQL ran units beside each other; SQLite has one writer, and the units waited for it together.
  void expect_raced() {
    if (GetParam() == sql::Dialect::postgresql) {
      EXPECT_GT(inside_.most(), 1);
    } else {
      EXPECT_EQ(inside_.most(), 1);
    }
  }

  OfficeId office_;
  TerritoryId territory_;
  std::vector<Actor> people_;
  Inside inside_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Race, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Race, of_managers_who_answer_at_once_one_wins_and_the_others_are_told_who_and_how_much) {
  for (int round = 0; round < kRounds; ++round) {
    // A new day each time; the clock goes with it, so that nobody is early or late.
    auto const day = today_ + round;
    at(day, 18, 55);

    auto const outcomes = all_at_once([&](store::Unit& unit, std::size_t n) {
      return submit_plan(unit, people_[n], territory_, day, units(100 + static_cast<std::int64_t>(n)));
    });

    auto const kept = read([&](store::Unit& unit) { return store::find_plan(unit.sql, territory_, day); });
    ASSERT_TRUE(kept.has_value());
    int winners = 0;
    for (std::size_t n = 0; n < kPeople; ++n) {
      auto const& outcome = *outcomes[n];
      if (outcome) {
        ++winners;
        EXPECT_EQ(kept->user, people_[n].user);
        EXPECT_EQ(kept->amount, units(100 + static_cast<std::int64_t>(n)));
        continue;
      }
      EXPECT_EQ(outcome.error().code, ErrorCode::conflict);
      ASSERT_EQ(outcome.error().message.key, "error.plan.taken");
      EXPECT_EQ(std::get<std::string>(outcome.error().message.args[0].value), kept->by_name);
      EXPECT_EQ(std::get<Money>(outcome.error().message.args[3].value), kept->amount);
    }
    ASSERT_EQ(winners, 1);
  }
  expect_raced();
  EXPECT_EQ(event_types(), std::vector<std::string>(kRounds, "plan.submitted"));
}

TEST_P(Race, of_admins_who_decide_a_request_at_once_one_decides_and_the_value_changes_once) {
  std::vector<Actor> admins;
  for (int n = 0; n < kPeople; ++n) admins.push_back(add_person("Адмін", Role::admin));
  give_plan(territory_, today_, units(100), people_[0].user);
  auto const value = ValueRef::plan(territory_, today_);
  at(today_ + 1, 10, 0);

  for (int round = 1; round <= kRounds; ++round) {
    auto const asked = write([&](store::Unit& unit) {
      return correct(unit, people_[0], value, units(100 + round), "помилка", Confirmation::none);
    });
    ASSERT_TRUE(asked.has_value());

    auto const outcomes = all_at_once([&](store::Unit& unit, std::size_t n) {
      return decide_correction(unit, admins[n], asked->id, Verdict::approve, "");
    });

    int deciders = 0;
    for (auto const& outcome : outcomes) {
      deciders += *outcome ? 1 : 0;
      if (!*outcome) {
        EXPECT_EQ(outcome->error().code, ErrorCode::conflict);
      }
    }
    ASSERT_EQ(deciders, 1);
    auto const kept = read([&](store::Unit& unit) { return store::find_plan(unit.sql, territory_, today_); });
    EXPECT_EQ(kept->amount, units(100 + round));
  }
  expect_raced();
}

}  // namespace
}  // namespace pb::collection
