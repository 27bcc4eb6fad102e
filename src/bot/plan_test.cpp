#include "bot/test_chat.h"
#include "people/users.h"

// A manager's day in the chat, from the first territory to the last, and what may come in between.
namespace pb::bot {
namespace {

using store::units;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class PlanChat : public TestChat {
 protected:
  PlanChat() {
    kyiv_ = add_office("Київ");
    centre_ = add_territory(kyiv_, "Центр");
    left_ = add_territory(kyiv_, "Лівий берег");
    olena_ = person("Олена", Role::manager, kyiv_);
    ivan_ = person("Іван", Role::manager, kyiv_);
  }
  auto plan_of(TerritoryId territory, Day day) -> std::optional<Money> {
    return read([&](store::Unit& unit) -> std::optional<Money> {
      auto const found = store::find_plan(unit.sql, territory, day);
      return found ? std::optional(found->amount) : std::nullopt;
    });
  }

  OfficeId kyiv_{};
  TerritoryId centre_{};
  TerritoryId left_{};
  std::int64_t olena_ = 0;
  std::int64_t ivan_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, PlanChat, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(PlanChat, a_day_is_done_in_as_many_answers_as_there_are_territories) {
  type(olena_, "/start");
  press(olena_, "Лівий берег");

  auto const& next = type(olena_, "12к");
  EXPECT_THAT(next.html, HasSubstr("Лівий берег: <b>12\u00A0000\u00A0₴</b>"));
  EXPECT_THAT(next.html, HasSubstr("<b>Центр</b>"));
  auto const& home = type(olena_, "₴ 500");

  EXPECT_THAT(home.html, HasSubstr("На сьогодні все"));
  EXPECT_EQ(plan_of(left_, today_), units(12'000));
  EXPECT_EQ(plan_of(centre_, today_), units(500));
}

TEST_P(PlanChat, one_message_is_edited_in_place) {
  auto const first = type(olena_, "/start").message_id;

  EXPECT_EQ(press(olena_, "Центр").message_id, first);
  EXPECT_EQ(type(olena_, "100").message_id, first);
  EXPECT_TRUE(screen(olena_).edited);
  EXPECT_EQ(messages(olena_).size(), 1U);
}

TEST_P(PlanChat, a_message_that_has_moved_out_of_sight_is_sent_anew) {
  auto const first = type(olena_, "/start").message_id;
  for (auto const* text : {"раз", "два", "три", "чотири"}) type(olena_, text);

  EXPECT_NE(screen(olena_).message_id, first);
}

TEST_P(PlanChat, offers_yesterday_the_usual_and_the_last_value) {
  give_plan(centre_, today_ - 1, units(1'000));
  give_plan(centre_, today_ - 7, units(3'000));
  type(olena_, "/start");

  EXPECT_THAT(
      buttons_of(press(olena_, "Центр")),
      ElementsAre("Вчора · 1\u00A0000\u00A0₴", "Як зазвичай · 3\u00A0000\u00A0₴", "‹ Назад", "⌂ Додому"));
  press(olena_, "Як зазвичай");

  EXPECT_EQ(plan_of(centre_, today_), units(3'000));
}

TEST_P(PlanChat, asks_again_for_an_amount_that_cannot_be_read) {
  type(olena_, "/start");
  press(olena_, "Центр");

  auto const& again = type(olena_, "багато");

  EXPECT_THAT(again.html, HasSubstr("не схоже на суму"));
  EXPECT_THAT(again.html, HasSubstr("<b>Центр</b>"));
  type(olena_, "5000");
  EXPECT_EQ(plan_of(centre_, today_), units(5'000));
}

TEST_P(PlanChat, offers_both_readings_of_an_amount_that_has_two) {
  type(olena_, "/start");
  press(olena_, "Центр");
  type(olena_, "1,234");

  press(olena_, "1\u00A0234\u00A0₴");

  EXPECT_EQ(plan_of(centre_, today_), units(1'234));
}

TEST_P(PlanChat, refuses_another_currency_by_its_name) {
  type(olena_, "/start");
  press(olena_, "Центр");

  EXPECT_THAT(type(olena_, "$500").html, HasSubstr("UAH"));
  EXPECT_EQ(plan_of(centre_, today_), std::nullopt);
}

TEST_P(PlanChat, a_button_pressed_twice_saves_once_and_goes_on) {
  give_plan(centre_, today_ - 1, units(1'000));
  type(olena_, "/start");
  auto const& form = press(olena_, "Центр");
  auto const data = form.keyboard.front().front().callback_data;
  auto const message = form.message_id;

  press_data(olena_, data, message);
  press_data(olena_, data, message);

  EXPECT_FALSE(alerted());
  EXPECT_THAT(screen(olena_).html, HasSubstr("<b>Лівий берег</b>"));
  EXPECT_THAT(event_types(), ElementsAre("plan.submitted"));
}

TEST_P(PlanChat, the_second_of_two_is_told_who_and_how_much) {
  type(olena_, "/start");
  type(ivan_, "/start");
  press(olena_, "Центр");
  press(ivan_, "Центр");
  type(olena_, "700");

  auto const& refused = type(ivan_, "800");

  EXPECT_THAT(refused.html, HasSubstr("700\u00A0₴"));
  EXPECT_THAT(refused.html, HasSubstr("Олена"));
  EXPECT_THAT(refused.html, HasSubstr("🔒 Центр"));
  EXPECT_EQ(plan_of(centre_, today_), units(700));
}

TEST_P(PlanChat, an_own_value_is_fixed_at_once_while_the_day_is_open) {
  type(olena_, "/start");
  press(olena_, "Центр");
  type(olena_, "700");
  press(olena_, "Додому");
  press(olena_, "✅ Центр");
  press(olena_, "Виправити");

  auto const& card = type(olena_, "900");

  EXPECT_THAT(card.html, HasSubstr("900\u00A0₴"));
  EXPECT_EQ(plan_of(centre_, today_), units(900));
}

TEST_P(PlanChat, a_colleagues_value_is_shown_but_not_to_be_changed) {
  give_plan(centre_, today_, units(700), actor_of(ivan_).user);
  type(olena_, "/start");

  auto const& card = press(olena_, "🔒 Центр");

  EXPECT_THAT(card.html, HasSubstr("Іван"));
  EXPECT_EQ(find_button(card.keyboard, "Виправити"), std::nullopt);
}

TEST_P(PlanChat, a_manager_moved_between_question_and_answer_saves_nothing) {
  auto const odesa = add_office("Одеса");
  auto const owner = person("Власниця", Role::owner);
  type(olena_, "/start");
  press(olena_, "Центр");
  write([&](store::Unit& unit) {
    return people::move_user(unit, actor_of(owner), actor_of(olena_).user, odesa);
  });

  auto const& answer = type(olena_, "12000");

  EXPECT_THAT(answer.html, HasSubstr("не ваш напрям"));
  EXPECT_THAT(answer.html, HasSubstr("Одеса"));
  EXPECT_EQ(plan_of(centre_, today_), std::nullopt);
}

TEST_P(PlanChat, an_amount_out_of_the_blue_asks_where_it_belongs) {
  type(olena_, "/start");

  auto const& asked = type(olena_, "12к");
  EXPECT_THAT(buttons_of(asked), ElementsAre("⬜ Лівий берег", "⬜ Центр", "⌂ Додому"));
  press(olena_, "Центр");

  EXPECT_EQ(plan_of(centre_, today_), units(12'000));
}

TEST_P(PlanChat, an_open_form_survives_a_restart) {
  type(olena_, "/start");
  press(olena_, "Центр");
  database_.reopen();

  type(olena_, "12000");

  EXPECT_EQ(plan_of(centre_, today_), units(12'000));
}

TEST_P(PlanChat, yesterday_can_still_be_answered_and_is_marked_late) {
  type(olena_, "/start");
  press(olena_, "Інші дні");
  press(olena_, "‹ вт");
  auto const& form = press(olena_, "⏰ Центр");
  EXPECT_THAT(form.html, HasSubstr("вт, 14 січня"));

  auto const& saved = type(olena_, "300");

  EXPECT_THAT(saved.html, HasSubstr("запізнілий"));
  EXPECT_EQ(plan_of(centre_, today_ - 1), units(300));
}

TEST_P(PlanChat, people_who_listen_hear_states_as_words) {
  give_plan(centre_, today_, units(700), actor_of(ivan_).user);
  type(olena_, "/settings");
  press(olena_, "читача екрана");

  auto const& home = press(olena_, "Додому");

  EXPECT_THAT(buttons_of(home),
              testing::IsSupersetOf({"До подання: Лівий берег", "Подано, Іван: Центр, 700\u00A0₴"}));
  EXPECT_THAT(home.html, Not(HasSubstr("▓")));
}

TEST_P(PlanChat, people_who_want_little_get_no_list_beside_the_buttons) {
  type(olena_, "/settings");
  press(olena_, "Вигляд");

  EXPECT_THAT(press(olena_, "Додому").html, Not(HasSubstr("⬜")));
}

}  // namespace
}  // namespace pb::bot
