#include "collection/corrections.h"

#include <gmock/gmock.h>

#include "collection/close.h"
#include "collection/plan_sheet.h"
#include "store/test_business.h"

namespace pb::collection {
namespace {

using store::day_of;
using store::units;
using testing::ElementsAre;

class Corrections : public store::TestBusiness {
 protected:
  Corrections() { give_plan(territory_, today_, units(100), olena_.user); }

  void close_today() {
    write([&](store::Unit& unit) { return close_day(unit, office_, today_); });
  }
  auto route(Actor const& actor) -> std::string {
    auto const offer = read([&](store::Unit& unit) { return correction_offer(unit, actor, plan_); });
    return offer ? std::string(enum_name(offer->route)) : offer.error().message.key;
  }
  auto change(Actor const& actor, Money amount, std::string const& reason = "помилка")
      -> Result<CorrectionDone> {
    return write(
        [&](store::Unit& unit) { return correct(unit, actor, plan_, amount, reason, Confirmation::none); });
  }
  auto decide(Actor const& actor, CorrectionId id, Verdict verdict) -> Result<Decided> {
    return write([&](store::Unit& unit) { return decide_correction(unit, actor, id, verdict, "згода"); });
  }
  auto current() -> Money {
    return read([&](store::Unit& unit) { return store::find_plan(unit.sql, territory_, today_); })->amount;
  }
  auto history() -> std::vector<HistoryEntry> {
    return *read([&](store::Unit& unit) { return value_history(unit, owner_, plan_); });
  }

  OfficeId office_ = add_office("Київ");
  OfficeId other_office_ = add_office("Львів");
  TerritoryId territory_ = add_territory(office_, "Центр");
  Actor olena_ = add_person("Олена", Role::manager, office_);
  Actor ivan_ = add_person("Іван", Role::manager, office_);
  Actor head_ = add_person("Голова", Role::head, office_);
  Actor other_head_ = add_person("Чужий", Role::head, other_office_);
  Actor admin_ = add_person("Адмін", Role::admin);
  Actor owner_ = add_person("Власник", Role::owner);
  Actor analyst_ = add_person("Аналітик", Role::analyst);
  ValueRef plan_ = ValueRef::plan(territory_, today_);
};
INSTANTIATE_TEST_SUITE_P(Engines, Corrections, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Corrections, before_the_digest_the_own_value_is_fixed_and_those_above_change_any) {
  EXPECT_EQ(route(olena_), "fix");
  EXPECT_EQ(route(ivan_), "error.correction.not_yours");
  EXPECT_EQ(route(head_), "direct");
  EXPECT_EQ(route(admin_), "direct");
  EXPECT_EQ(route(owner_), "direct");
  EXPECT_EQ(route(analyst_), "error.not_allowed");
  EXPECT_EQ(route(other_head_), "error.value.not_found");
}

TEST_P(Corrections, after_the_digest_a_manager_asks_the_head_and_a_head_asks_an_admin) {
  close_today();

  EXPECT_EQ(route(olena_), "ask_head");
  EXPECT_EQ(route(ivan_), "ask_head");
  EXPECT_EQ(route(head_), "ask_admin");
  EXPECT_EQ(route(admin_), "direct");
  write([&](store::Unit& unit) { store::set_user_status(unit.sql, head_.user, store::UserStatus::blocked); });
  EXPECT_EQ(route(olena_), "ask_admin");
}

TEST_P(Corrections, a_day_that_is_over_is_closed_even_without_a_digest) {
  at(today_ + 1, 0, 1);

  EXPECT_EQ(route(olena_), "ask_head");
}

TEST_P(Corrections, a_fix_needs_no_words_and_keeps_its_history) {
  auto const done = change(olena_, units(150), "  ");

  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->applied());
  EXPECT_EQ(current(), units(150));
  auto const entries = history();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_TRUE(entries[0].submission);
  EXPECT_EQ(entries[0].after, units(100));
  EXPECT_EQ(entries[1].before, units(100));
  EXPECT_EQ(entries[1].after, units(150));
  EXPECT_EQ(entries[1].reason.key, kSameDayFix);
  EXPECT_THAT(event_types(), ElementsAre("plan.corrected"));
}

TEST_P(Corrections, any_other_change_needs_a_reason) {
  EXPECT_EQ(change(admin_, units(150), "\n \u200b").error().message.key, "error.correction.reason_missing");
  EXPECT_EQ(change(admin_, units(150), std::string(501, 'x')).error().message.key, "error.text.too_long");
  EXPECT_EQ(current(), units(100));
  EXPECT_TRUE(change(admin_, units(150), "перевірено \U0001F468\u200D\U0001F4BC").has_value());
  EXPECT_EQ(history()[1].reason.key, "correction.reason.typed");
}

TEST_P(Corrections, the_same_amount_and_amounts_that_cannot_be_plans_are_refused) {
  EXPECT_EQ(change(olena_, units(100)).error().message.key, "error.correction.same_amount");
  EXPECT_EQ(change(olena_, Money{-1}).error().message.key, "error.plan.negative");
  EXPECT_EQ(change(olena_, Money{INT64_MAX}).error().message.key, "error.amount.above_limit");
  EXPECT_EQ(history().size(), 1U);
}

TEST_P(Corrections, a_managers_request_goes_to_the_head_and_then_to_an_admin_who_changes_the_value) {
  close_today();
  auto const asked = change(olena_, units(150));
  ASSERT_TRUE(asked.has_value());
  EXPECT_FALSE(asked->applied());
  EXPECT_EQ(current(), units(100));
  auto const for_head =
      *read([&](store::Unit& unit) { return requests_to_decide(unit, head_, store::Page{}); });
  ASSERT_EQ(for_head.rows.size(), 1U);
  EXPECT_EQ(for_head.rows[0].asked_by_name, "Олена");
  EXPECT_EQ(for_head.rows[0].value.kind, ValueKind::plan);
  EXPECT_EQ(for_head.rows[0].value.period, FactPeriod::of(today_));

  EXPECT_EQ(decide(head_, asked->id, Verdict::approve)->result, DecisionResult::endorsed);
  EXPECT_EQ(current(), units(100));
  EXPECT_EQ(read([&](store::Unit& unit) { return requests_to_decide(unit, head_, store::Page{}); })->total,
            0);
  auto const for_admin =
      *read([&](store::Unit& unit) { return requests_to_decide(unit, admin_, store::Page{}); });
  ASSERT_EQ(for_admin.total, 1);
  EXPECT_EQ(for_admin.rows[0].endorsed_by_name, "Голова");

  auto const decided = decide(admin_, asked->id, Verdict::approve);
  EXPECT_EQ(decided->result, DecisionResult::approved);
  EXPECT_EQ(decided->request.asked_by, olena_.user);
  EXPECT_EQ(current(), units(150));
  EXPECT_THAT(event_types(), ElementsAre("day.closed", "correction.requested", "correction.endorsed",
                                         "correction.approved", "plan.corrected"));
  EXPECT_EQ(history()[1].decided_by_name, "Адмін");
  EXPECT_EQ(history()[1].note, "згода");
}

TEST_P(Corrections, a_rejected_request_changes_nothing_and_another_may_be_asked) {
  close_today();
  auto const asked = change(olena_, units(150));

  EXPECT_EQ(decide(head_, asked->id, Verdict::reject)->result, DecisionResult::rejected);

  EXPECT_EQ(current(), units(100));
  EXPECT_EQ(history()[1].state, CorrectionState::rejected);
  EXPECT_TRUE(change(olena_, units(160)).has_value());
}

TEST_P(Corrections, one_request_at_a_time_is_open_about_a_value) {
  close_today();
  ASSERT_TRUE(change(olena_, units(150)).has_value());

  EXPECT_EQ(change(ivan_, units(160)).error().message.key, "error.correction.asked_already");
  EXPECT_EQ(change(admin_, units(160)).error().message.key, "error.correction.asked_already");
  auto const sheet = *read([&](store::Unit& unit) { return plan_sheet(unit, ivan_); });
  EXPECT_TRUE(sheet.sheet.rows[0].correction_open);
  EXPECT_EQ(read([&](store::Unit& unit) { return my_requests(unit, olena_); }).size(), 1U);
}

TEST_P(Corrections, nobody_decides_the_own_request_and_nobody_decides_out_of_scope) {
  close_today();
  auto const asked = change(head_, units(150));
  ASSERT_TRUE(asked.has_value());

  EXPECT_EQ(decide(olena_, asked->id, Verdict::approve).error().code, ErrorCode::forbidden);
  EXPECT_EQ(decide(head_, asked->id, Verdict::approve).error().message.key, "error.correction.own_request");
  EXPECT_EQ(decide(other_head_, asked->id, Verdict::approve).error().code, ErrorCode::not_found);
  EXPECT_EQ(decide(analyst_, asked->id, Verdict::approve).error().code, ErrorCode::forbidden);
  EXPECT_TRUE(decide(owner_, asked->id, Verdict::approve).has_value());
}

TEST_P(Corrections, a_second_decision_names_the_first) {
  close_today();
  auto const asked = change(head_, units(150));
  ASSERT_TRUE(decide(admin_, asked->id, Verdict::approve).has_value());

  auto const second = decide(owner_, asked->id, Verdict::reject);

  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_EQ(std::get<std::string>(second.error().message.args[0].value), "Адмін");
}

TEST_P(Corrections, a_request_about_a_value_that_moved_on_stays_open_and_leaves_nothing_behind) {
  close_today();
  auto const asked = change(head_, units(150));
  write([&](store::Unit& unit) {
    return store::change_plan(unit.sql, territory_, today_, units(100), units(120));
  });
  auto const before = event_types().size();

  // The door that asks goes on in the same unit, as the bot does when it answers with a screen.
  auto const decided = write([&](store::Unit& unit) -> std::optional<Error> {
    auto const result = decide_correction(unit, admin_, asked->id, Verdict::approve, "");
    return result ? std::nullopt : std::optional(result.error());
  });

  ASSERT_TRUE(decided.has_value());
  EXPECT_EQ(decided->message.key, "error.correction.changed_meanwhile");
  EXPECT_EQ(current(), units(120));
  EXPECT_EQ(event_types().size(), before);
  EXPECT_EQ(read([&](store::Unit& unit) { return correction_request(unit, admin_, asked->id); })->current,
            units(120));
  EXPECT_TRUE(decide(admin_, asked->id, Verdict::reject).has_value());
}

TEST_P(Corrections, a_fact_is_open_until_the_months_report_and_a_loss_needs_a_yes) {
  auto const january = FactPeriod::of(Month::from(2025, 1));
  auto const fact = ValueRef::fact(territory_, january);
  at(day_of(2025, 1, 31), 20, 0);
  give_fact(territory_, january, units(500), olena_.user);
  auto const change_fact = [&](Money amount, Confirmation negative) {
    return write([&](store::Unit& unit) { return correct(unit, olena_, fact, amount, "", negative); });
  };

  EXPECT_EQ(change_fact(units(-5), Confirmation::none).error().message.key, "error.fact.negative_needs_yes");
  EXPECT_EQ(change_fact(units(-5), Confirmation::given)->route, CorrectionRoute::fix);
  write([&](store::Unit& unit) { close_month(unit, january.month); });
  EXPECT_EQ(change_fact(units(5), Confirmation::none).error().message.key, "error.correction.reason_missing");
  EXPECT_EQ(event_types().front(), "fact.corrected");
}

TEST_P(Corrections, a_value_that_nobody_gave_cannot_be_corrected) {
  auto const nothing = ValueRef::plan(territory_, today_ - 1);

  auto const offer = read([&](store::Unit& unit) { return correction_offer(unit, admin_, nothing); });

  EXPECT_EQ(offer.error().message.key, "error.value.not_found");
}

}  // namespace
}  // namespace pb::collection
