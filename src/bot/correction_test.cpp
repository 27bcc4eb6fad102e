#include "bot/test_chat.h"
#include "collection/close.h"

// Facts, losses, corrections after the digest, and who decides about them.
namespace pb::bot {
namespace {

using store::FactPeriod;
using store::units;
using testing::HasSubstr;
using testing::Not;

class CorrectionChat : public TestChat {
 protected:
  CorrectionChat() {
    kyiv_ = add_office("Київ");
    centre_ = add_territory(kyiv_, "Центр");
    owner_ = person("Власниця", Role::owner);
    head_ = person("Керівник", Role::head, kyiv_);
    manager_ = person("Олена", Role::manager, kyiv_);
    give_plan(centre_, today_, units(1'000), actor_of(manager_).user);
  }
  void close_today() {
    write([&](store::Unit& unit) { return collection::close_day(unit, kyiv_, today_); });
  }
  auto plan() -> Money {
    return read([&](store::Unit& unit) { return store::find_plan(unit.sql, centre_, today_)->amount; });
  }
  auto december() -> std::optional<Money> {
    return read([&](store::Unit& unit) -> std::optional<Money> {
      auto const fact = store::find_fact(unit.sql, centre_, FactPeriod::of(Month::from(2024, 12)));
      return fact ? std::optional(fact->amount) : std::nullopt;
    });
  }
  // The manager asks for 2 000 instead of 1 000.
  void ask() {
    close_today();
    type(manager_, "/start");
    press(manager_, "✅ Центр");
    press(manager_, "Виправити");
    type(manager_, "2000");
    type(manager_, "помилилась <нулем>");
  }

  OfficeId kyiv_{};
  TerritoryId centre_{};
  std::int64_t owner_ = 0, head_ = 0, manager_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, CorrectionChat, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(CorrectionChat, after_the_digest_a_change_asks_for_a_reason_and_says_who_decides) {
  close_today();
  type(manager_, "/start");
  press(manager_, "✅ Центр");
  press(manager_, "Виправити");

  auto const& asked = type(manager_, "2000");

  EXPECT_THAT(asked.html, HasSubstr("має погодити керівник"));
  EXPECT_EQ(plan(), units(1'000));
}

TEST_P(CorrectionChat, the_head_is_told_and_passes_it_on_to_the_owner_who_decides) {
  ask();
  EXPECT_THAT(screen(head_).html, HasSubstr("помилилась &lt;нулем&gt;"));

  press(head_, "Прийняти");
  EXPECT_THAT(said(), HasSubstr("адміністратор"));
  EXPECT_THAT(screen(owner_).html, HasSubstr("Керівник"));
  press(owner_, "Прийняти");

  EXPECT_EQ(plan(), units(2'000));
  EXPECT_THAT(screen(manager_).html, HasSubstr("Виправлення прийнято"));
}

TEST_P(CorrectionChat, a_refused_change_leaves_the_value_and_tells_who_asked) {
  ask();

  press(head_, "Відхилити");

  EXPECT_EQ(plan(), units(1'000));
  EXPECT_THAT(screen(manager_).html, HasSubstr("Лишається 1\u00A0000"));
}

TEST_P(CorrectionChat, a_second_decision_hears_that_there_is_one) {
  ask();
  press(head_, "Відхилити");

  press_data(owner_, "approve:1");

  EXPECT_TRUE(alerted());
  EXPECT_EQ(plan(), units(1'000));
}

TEST_P(CorrectionChat, an_owner_corrects_directly_with_a_reason) {
  close_today();
  type(owner_, "/start");
  press(owner_, "Плани");
  press(owner_, "Центр");
  press(owner_, "Виправити");
  type(owner_, "3000");

  auto const& card = type(owner_, "за звітом");

  EXPECT_THAT(card.html, HasSubstr("3\u00A0000"));
  EXPECT_THAT(press(owner_, "Історія").html, HasSubstr("за звітом"));
  EXPECT_EQ(plan(), units(3'000));
}

TEST_P(CorrectionChat, a_reason_is_asked_for_until_there_is_one) {
  close_today();
  type(owner_, "/start");
  press(owner_, "Плани");
  press(owner_, "Центр");
  press(owner_, "Виправити");
  type(owner_, "3000");

  EXPECT_THAT(type(owner_, " \u200B ").html, HasSubstr("причину"));
  EXPECT_EQ(plan(), units(1'000));
  type(owner_, "за звітом");

  EXPECT_EQ(plan(), units(3'000));
}

TEST_P(CorrectionChat, a_fact_that_is_a_loss_needs_an_explicit_yes) {
  type(manager_, "/ask_fact");
  press(manager_, "Центр");

  auto const& question = type(manager_, "-500");
  EXPECT_THAT(question.html, HasSubstr("Це збиток"));
  EXPECT_EQ(december(), std::nullopt);
  press(manager_, "Так, це збиток");

  EXPECT_EQ(december(), units(-500));
}

TEST_P(CorrectionChat, a_loss_that_is_not_meant_is_typed_again) {
  type(manager_, "/ask_fact");
  press(manager_, "Центр");
  type(manager_, "-500");
  press(manager_, "Ні");

  auto const& done = type(manager_, "500");

  EXPECT_EQ(december(), units(500));
  EXPECT_THAT(done.html, HasSubstr("Усі факти"));
}

TEST_P(CorrectionChat, a_fact_is_corrected_to_a_loss_only_with_an_explicit_yes) {
  give_fact(centre_, FactPeriod::of(Month::from(2024, 12)), units(500), actor_of(manager_).user);
  type(owner_, "/start");
  press(owner_, "Факти");
  press(owner_, "Центр");
  press(owner_, "Виправити");

  EXPECT_THAT(type(owner_, "-700").html, HasSubstr("Це збиток"));
  press(owner_, "Так, це збиток");
  type(owner_, "повернення");

  EXPECT_EQ(december(), units(-700));
}

TEST_P(CorrectionChat, a_plan_is_never_negative) {
  auto const left = add_territory(kyiv_, "Лівий берег");
  type(manager_, "/start");
  press(manager_, "Лівий берег");

  EXPECT_THAT(type(manager_, "-5").html, HasSubstr("не може бути від’ємним"));
  EXPECT_FALSE(read([&](store::Unit& unit) { return store::find_plan(unit.sql, left, today_).has_value(); }));
}

TEST_P(CorrectionChat, a_manager_cannot_open_anybody_elses_approvals) {
  ask();

  press_data(manager_, "approve:1");

  EXPECT_TRUE(alerted());
  EXPECT_EQ(plan(), units(1'000));
}

}  // namespace
}  // namespace pb::bot
