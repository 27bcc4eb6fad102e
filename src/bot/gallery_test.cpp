#include <deque>
#include <set>

#include "bot/notices.h"
#include "bot/test_chat.h"
#include "collection/corrections.h"
#include "collection/submit_plan.h"
#include "store/targets.h"

// Everybody presses every button there is, in every language: no dead ends, no text that is missing, no
// screen that Telegram would refuse.
namespace pb::bot {
namespace {

using store::units;

class Gallery : public TestChat {
 protected:
  // A company with everything in it: values of every kind, a correction that waits, a stranger at the door.
  void found(std::string const& language) {
    kyiv_ = add_office("Київ <&> \"Центр\"");
    auto const odesa = add_office("Одеса", "Europe/Warsaw");
    centre_ = add_territory(kyiv_, "Печерськ & Ко");
    auto const left = add_territory(kyiv_, "Іртень 🌿");
    add_territory(kyiv_, "Їжакове <b>");
    port_ = add_territory(odesa, "Порт");
    owner_ = person("Власниця", Role::owner, {}, language);
    admin_ = person("Адмін \u200F<i>", Role::admin, {}, language);
    head_ = person("Керівник", Role::head, kyiv_, language);
    manager_ = person("Менеджер & син", Role::manager, kyiv_, language);
    colleague_ = person("Колега", Role::manager, kyiv_, language);
    person("Одесит", Role::manager, odesa, language);
    analyst_ = person("Аналітик", Role::analyst, {}, language);

    for (int back = 1; back < 40; ++back) {
      give_plan(centre_, today_ - back, units(1'000 + back), actor_of(manager_).user);
      give_plan(port_, today_ - back, units(2'000 + back));
    }
    give_plan(left, today_, units(5'000), actor_of(colleague_).user);
    give_fact(centre_, store::FactPeriod::of(Month::from(2024, 12)), units(-1'500), actor_of(manager_).user);
    write([&](store::Unit& unit) {
      store::save_target(unit.sql,
                         {.office = kyiv_, .first = Month::of(today_), .months = 1, .amount = units(60'000)},
                         std::nullopt, now);
    });
    auto const value = collection::ValueRef::plan(centre_, today_ - 1);
    auto const asked = write([&](store::Unit& unit) {
      return collection::correct(unit, actor_of(manager_), value, units(7), "помилка <тут>",
                                 collection::Confirmation::none);
    });
    ASSERT_TRUE(asked);
    type(123'456, "/start");  // the stranger
  }

  // Presses everything that can be reached from home, each kind of button a few times.
  void walk(std::int64_t tg) {
    std::map<std::string, int> presses;
    std::deque<std::string> waiting{"home"};
    std::set<std::string> known{"home"};
    while (!waiting.empty()) {
      auto const data = waiting.front();
      waiting.pop_front();
      if (++presses[Route::parse(data).verb] > kPressesOfAKind) continue;
      auto const& shown = press_data(tg, data);
      ASSERT_FALSE(testing::Test::HasFailure()) << data << "\n" << shown.html;
      EXPECT_TRUE(find_button(shown.keyboard, "home") || find_button(shown.keyboard, "plans"))
          << "no way home after " << data << ":\n"
          << shown.html;
      for (auto const& row : shown.keyboard) {
        for (auto const& button : row) {
          if (!button.callback_data.empty() && known.insert(button.callback_data).second)
            (destroys(button.callback_data) ? later_ : waiting).push_back(button.callback_data);
        }
      }
      if (waiting.empty()) waiting.swap(later_);
    }
    for (auto const& [verb, count] : presses) pressed_.insert(verb);
  }

  // Things that take others away are done last.
  static bool destroys(std::string const& data) {
    for (auto const* verb : {"office_archive_yes", "geo_archive_yes", "geo_off", "person_block", "role_set",
                             "move_to", "org_grain", "screen_reader", "language", "grant", "refuse"}) {
      if (Route::parse(data).verb == verb) return true;
    }
    return false;
  }

  static constexpr int kPressesOfAKind = 4;
  OfficeId kyiv_{};
  TerritoryId centre_{};
  TerritoryId port_{};
  std::int64_t owner_ = 0, admin_ = 0, head_ = 0, manager_ = 0, colleague_ = 0, analyst_ = 0;
  std::deque<std::string> later_;
  std::set<std::string> pressed_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Gallery, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Gallery, a_manager_can_press_everything) {
  for (auto const* language : {"uk"}) {
    found(language);
    walk(manager_);
  }
}

TEST_P(Gallery, a_head_can_press_everything) {
  found("ru");
  walk(head_);
}

TEST_P(Gallery, an_owner_can_press_everything) {
  found("en");
  walk(owner_);
}

TEST_P(Gallery, an_admin_can_press_everything) {
  found("uk");
  walk(admin_);
}

TEST_P(Gallery, an_analyst_can_press_everything) {
  found("ru");
  walk(analyst_);
}

}  // namespace
}  // namespace pb::bot
