#include <gmock/gmock.h>

#include "people/geos.h"
#include "people/group_chats.h"
#include "people/offices.h"
#include "people/organisation.h"
#include "people/preferences.h"
#include "people/recipients.h"
#include "people/territories.h"
#include "people/users.h"
#include "store/test_business.h"

namespace pb::people {
namespace {

using store::units;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class People : public store::TestBusiness {
 protected:
  auto key_of(auto const& result) -> std::string { return result ? "done" : result.error().message.key; }
  auto user(Actor const& actor) -> store::User {
    return *read([&](store::Unit& unit) { return store::find_user(unit.sql, actor.user); });
  }

  OfficeId kyiv_ = add_office("Київ");
  OfficeId lviv_ = add_office("Львів");
  Actor owner_ = add_person("Власник", Role::owner);
  Actor admin_ = add_person("Адмін", Role::admin);
  Actor head_ = add_person("Голова", Role::head, kyiv_);
  Actor manager_ = add_person("Олена", Role::manager, kyiv_);
  Actor lviv_manager_ = add_person("Марко", Role::manager, lviv_);
  Actor analyst_ = add_person("Аналітик", Role::analyst);
};
INSTANTIATE_TEST_SUITE_P(Engines, People, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(People, a_person_is_found_by_the_telegram_account_with_office_and_zone) {
  auto const found = read([&](store::Unit& unit) { return find_by_telegram(unit, tg_id(4)); });

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, "Олена");
  EXPECT_EQ(found->office_name, "Київ");
  EXPECT_EQ(found->time_zone, store::kKyiv);
  EXPECT_EQ(found->actor().office, kyiv_);
  EXPECT_EQ(read([&](store::Unit& unit) { return find_by_telegram(unit, 5); }), std::nullopt);
}

TEST_P(People, the_owner_of_the_settings_is_made_once_and_never_locked_out) {
  auto const ensure = [&] {
    return *write([](store::Unit& unit) { return ensure_owner(unit, 42, "Пан Власник", "en-GB"); });
  };
  auto const id = ensure();
  EXPECT_EQ(ensure(), id);
  EXPECT_THAT(event_types(), ElementsAre("user.added"));

  write([&](store::Unit& unit) {
    store::set_user_role(unit.sql, id, Role::admin, {});
    store::set_user_status(unit.sql, id, store::UserStatus::blocked);
  });
  EXPECT_EQ(ensure(), id);

  auto const person = read([&](store::Unit& unit) { return find_person(unit, id); });
  EXPECT_EQ(person->role, Role::owner);
  EXPECT_FALSE(person->blocked());
  EXPECT_EQ(person->language, "en");
}

TEST_P(People, office_names_are_cleaned_and_unique_among_active_offices) {
  auto const add = [&](std::string_view name) {
    return write([&](store::Unit& unit) { return people::add_office(unit, admin_, name, std::nullopt); });
  };

  auto const added = add("  Харків\u200b \u202eцентр  ");
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(read([&](store::Unit& unit) { return office(unit, owner_, *added); })->name, "Харків центр");
  EXPECT_EQ(key_of(add("харків ЦЕНТР")), "error.office.name_taken");
  EXPECT_EQ(key_of(add("\u200b\n")), "error.name.empty");
  EXPECT_EQ(key_of(add(std::string(500, 'x'))), "error.name.too_long");
  EXPECT_EQ(key_of(add("🏢👩‍💼 مكتب")), "done");

  write([&](store::Unit& unit) { return archive_office(unit, admin_, *added); });
  EXPECT_EQ(key_of(add("Харків центр")), "done");
  EXPECT_EQ(key_of(write([&](store::Unit& unit) { return restore_office(unit, admin_, *added); })),
            "error.office.name_taken");
}

TEST_P(People, only_owners_and_admins_change_offices_and_others_do_not_see_foreign_ones) {
  auto const rename = [&](Actor const& actor, OfficeId id) {
    return key_of(write([&](store::Unit& unit) { return rename_office(unit, actor, id, "Нова назва"); }));
  };

  EXPECT_EQ(rename(head_, kyiv_), "error.not_allowed");
  EXPECT_EQ(rename(head_, lviv_), "error.office.not_found");
  EXPECT_EQ(rename(analyst_, kyiv_), "error.not_allowed");
  EXPECT_EQ(rename(admin_, OfficeId{999}), "error.office.not_found");
  EXPECT_EQ(rename(admin_, kyiv_), "done");
  EXPECT_EQ(rename(admin_, kyiv_), "done");
  EXPECT_THAT(event_types(), ElementsAre("office.renamed"));
}

TEST_P(People, archiving_an_office_says_what_it_stops_and_can_be_undone) {
  auto const territory = add_territory(kyiv_, "Центр");
  give_plan(territory, today_, units(1));
  give_plan(territory, today_ - 1, units(1));

  auto const effect = read([&](store::Unit& unit) { return office_archive_effect(unit, owner_, kyiv_); });
  EXPECT_EQ(effect->territories, 1);
  EXPECT_EQ(effect->people, 2);
  EXPECT_EQ(effect->plans, 1);

  write([&](store::Unit& unit) { return archive_office(unit, owner_, kyiv_); });
  write([&](store::Unit& unit) { return archive_office(unit, owner_, kyiv_); });
  auto const active =
      *read([&](store::Unit& unit) { return list_offices(unit, owner_, store::Archived::without); });
  ASSERT_THAT(active, SizeIs(1));
  write([&](store::Unit& unit) { return restore_office(unit, owner_, kyiv_); });
  EXPECT_THAT(event_types(), ElementsAre("office.archived", "office.restored"));
  auto const again =
      *read([&](store::Unit& unit) { return list_offices(unit, owner_, store::Archived::without); });
  EXPECT_EQ(again[0].territories, 1);
  EXPECT_EQ(again[0].people, 2);
}

TEST_P(People, a_time_zone_must_exist) {
  auto const set = [&](std::optional<std::string> const& zone) {
    return key_of(write([&](store::Unit& unit) { return set_office_time_zone(unit, admin_, kyiv_, zone); }));
  };

  EXPECT_EQ(set("Europe/Atlantis"), "error.time_zone.unknown");
  EXPECT_EQ(set("../../etc/passwd"), "error.time_zone.unknown");
  EXPECT_EQ(set("Asia/Tokyo"), "done");
  EXPECT_EQ(read([&](store::Unit& unit) { return find_by_telegram(unit, tg_id(4)); })->time_zone,
            "Asia/Tokyo");
  EXPECT_EQ(set(std::nullopt), "done");
}

TEST_P(People, a_territory_is_opened_once_closed_and_opened_again_with_its_history) {
  auto const geo = add_geo("Центр");
  auto const open = [&](Actor const& actor) {
    return write([&](store::Unit& unit) { return open_territory(unit, actor, kyiv_, geo); });
  };

  auto const id = *open(admin_);
  EXPECT_EQ(*open(admin_), id);
  write([&](store::Unit& unit) { return close_territory(unit, admin_, id); });
  write([&](store::Unit& unit) { return close_territory(unit, admin_, id); });
  EXPECT_EQ(*open(owner_), id);
  EXPECT_EQ(key_of(open(head_)), "error.not_allowed");
  EXPECT_THAT(event_types(), ElementsAre("territory.opened", "territory.closed", "territory.opened"));

  write([&](store::Unit& unit) { return archive_geo(unit, admin_, geo); });
  EXPECT_EQ(key_of(open(admin_)), "error.geo.archived");
}

TEST_P(People, geos_are_ticked_for_an_office) {
  auto const centre = add_geo("Центр");
  add_geo("Околиці");
  auto const territory = add_territory(kyiv_, centre);

  auto const choices = *read([&](store::Unit& unit) { return geo_choices(unit, admin_, kyiv_); });

  ASSERT_THAT(choices, SizeIs(2));
  EXPECT_EQ(choices[0].name, "Околиці");
  EXPECT_EQ(choices[0].territory, std::nullopt);
  EXPECT_EQ(choices[1].territory, territory);
  EXPECT_EQ(
      read([&](store::Unit& unit) { return list_geos(unit, manager_, store::Archived::with); }).error().code,
      ErrorCode::forbidden);
}

TEST_P(People, admins_manage_everybody_but_owners_and_nobody_becomes_one_by_them) {
  auto const change = [&](Actor const& actor, Actor const& whom, Role role,
                          std::optional<OfficeId> office = {}) {
    return key_of(
        write([&](store::Unit& unit) { return change_role(unit, actor, whom.user, role, office); }));
  };

  EXPECT_EQ(change(admin_, manager_, Role::head, kyiv_), "done");
  EXPECT_EQ(change(admin_, manager_, Role::owner), "error.not_allowed");
  EXPECT_EQ(change(admin_, owner_, Role::admin), "error.not_allowed");
  EXPECT_EQ(change(admin_, manager_, Role::manager), "error.user.office_missing");
  EXPECT_EQ(change(admin_, manager_, Role::analyst, kyiv_), "error.user.office_not_needed");
  EXPECT_EQ(change(admin_, manager_, Role::manager, OfficeId{999}), "error.office.not_found");
  EXPECT_EQ(change(head_, manager_, Role::manager, kyiv_), "error.not_allowed");
  EXPECT_EQ(change(head_, lviv_manager_, Role::manager, kyiv_), "error.user.not_found");
  EXPECT_EQ(change(owner_, admin_, Role::owner), "done");
  EXPECT_EQ(change(owner_, owner_, Role::admin), "done");
}

TEST_P(People, the_last_owner_stays) {
  auto const change = [&] {
    return key_of(
        write([&](store::Unit& unit) { return change_role(unit, owner_, owner_.user, Role::admin, {}); }));
  };
  auto const second = add_person("Другий", Role::owner);
  auto const block = [&] {
    return key_of(write([&](store::Unit& unit) { return block_user(unit, second, owner_.user); }));
  };

  write([&](store::Unit& unit) { return block_user(unit, owner_, second.user); });
  EXPECT_EQ(change(), "error.user.last_owner");
  EXPECT_EQ(block(), "error.user.last_owner");
  write([&](store::Unit& unit) { return unblock_user(unit, owner_, second.user); });
  EXPECT_EQ(key_of(write([&](store::Unit& unit) { return block_user(unit, owner_, owner_.user); })),
            "error.user.block_self");
  EXPECT_EQ(change(), "done");
}

TEST_P(People, a_manager_moves_to_another_office) {
  auto const move = [&](Actor const& whom, OfficeId office) {
    return key_of(write([&](store::Unit& unit) { return move_user(unit, admin_, whom.user, office); }));
  };

  EXPECT_EQ(move(manager_, lviv_), "done");
  EXPECT_EQ(user(manager_).office, lviv_);
  EXPECT_EQ(move(analyst_, lviv_), "error.user.no_office");
  write([&](store::Unit& unit) { return archive_office(unit, admin_, kyiv_); });
  EXPECT_EQ(move(manager_, kyiv_), "error.office.archived");
  EXPECT_EQ(event_types().front(), "user.moved");
}

TEST_P(People, a_card_shows_only_what_the_actor_may_do) {
  auto const allowed = [&](Actor const& actor, Actor const& whom) {
    return read([&](store::Unit& unit) { return user_card(unit, actor, whom.user); })->allowed;
  };

  EXPECT_THAT(allowed(admin_, manager_),
              ElementsAre(UserAction::rename, UserAction::change_role, UserAction::move, UserAction::block));
  EXPECT_THAT(allowed(admin_, owner_), IsEmpty());
  EXPECT_THAT(allowed(head_, manager_), IsEmpty());
  EXPECT_THAT(allowed(manager_, manager_), ElementsAre(UserAction::rename));
  EXPECT_THAT(assignable_roles(admin_), testing::Not(testing::Contains(Role::owner)));
  EXPECT_THAT(assignable_roles(head_), ElementsAre(Role::manager));
  EXPECT_THAT(assignable_roles(manager_), IsEmpty());
}

TEST_P(People, people_are_listed_by_page_office_and_role) {
  auto const list = [&](Actor const& actor, store::UserFilter const& filter, store::Page page = {}) {
    return read([&](store::Unit& unit) { return list_users(unit, actor, filter, page); });
  };

  EXPECT_EQ(list(admin_, {})->total, 6);
  EXPECT_THAT(list(admin_, {}, {.offset = 4, .limit = 4})->rows, SizeIs(2));
  EXPECT_EQ(list(admin_, {.role = Role::manager})->total, 2);
  EXPECT_EQ(list(admin_, {.office = lviv_})->rows[0].name, "Марко");
  EXPECT_EQ(list(head_, {})->total, 2);
  EXPECT_EQ(list(head_, {.office = lviv_}).error().code, ErrorCode::not_found);
  EXPECT_EQ(list(manager_, {}).error().code, ErrorCode::forbidden);
}

TEST_P(People, preferences_survive_and_wrong_ones_are_refused) {
  store::Preferences wanted{.quiet_from = 1'320,
                            .quiet_until = 420,
                            .reminder_minute = 1'150,
                            .layout = store::Layout::compact,
                            .screen_reader = store::ScreenReader::on,
                            .digest = store::NoticeChannel::none};
  auto const set = [&](store::Preferences const& preferences) {
    return key_of(write([&](store::Unit& unit) { return set_preferences(unit, manager_, preferences); }));
  };

  EXPECT_EQ(set(wanted), "done");
  EXPECT_EQ(set(wanted), "done");
  database_.reopen();
  auto const found = read([&](store::Unit& unit) { return find_by_telegram(unit, tg_id(4)); });
  EXPECT_EQ(found->preferences, wanted);
  EXPECT_EQ(set({.quiet_from = 60}), "error.quiet_hours.half");
  EXPECT_EQ(set({.reminder_minute = 1'440}), "error.time.unreadable");
  EXPECT_THAT(event_types(), ElementsAre("user.preferences_changed"));
  EXPECT_EQ(key_of(write([&](store::Unit& unit) { return set_language(unit, manager_, "xx"); })),
            "error.language.unknown");
  EXPECT_EQ(key_of(write([&](store::Unit& unit) { return set_language(unit, manager_, "en"); })), "done");
}

TEST_P(People, notices_go_to_those_who_want_them_and_can_be_reached) {
  auto const second = add_person("Тихий", Role::admin);
  write([&](store::Unit& unit) {
    store::Preferences const quiet{.quiet_from = 0, .quiet_until = 1'439};
    store::set_user_preferences(unit.sql, second.user, store::to_json(quiet), {});
    note_unreachable(unit, tg_id(1));
    note_unreachable(unit, tg_id(1));
    note_unreachable(unit, 5);
  });

  auto const told = read([](store::Unit& unit) { return recipients(unit, store::Notice::digest); });

  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].name, "Адмін");
  EXPECT_FALSE(told[0].silent);
  EXPECT_TRUE(told[1].silent);
  EXPECT_THAT(event_types(), ElementsAre("user.unreachable"));
  auto const approvers = [&](OfficeId office) {
    return read([&](store::Unit& unit) { return heads_or_admins(unit, store::Notice::approval, office); });
  };
  ASSERT_THAT(approvers(kyiv_), SizeIs(1));
  EXPECT_EQ(approvers(kyiv_)[0].name, "Голова");
  EXPECT_THAT(approvers(lviv_), SizeIs(2));
}

TEST_P(People, a_group_gets_the_digest_until_the_bot_is_removed) {
  store::GroupChat const group{.chat_id = -100, .topic_id = 7, .title = "Керівники", .language = "uk"};
  auto const groups = [&] { return read([](store::Unit& unit) { return digest_groups(unit); }); };

  EXPECT_EQ(key_of(write([&](store::Unit& unit) { return subscribe_group(unit, manager_, group); })),
            "error.not_allowed");
  EXPECT_EQ(key_of(write([&](store::Unit& unit) { return subscribe_group(unit, admin_, group); })), "done");
  ASSERT_THAT(groups(), SizeIs(1));
  write([&](store::Unit& unit) { group_moved(unit, -100, -1'000'200); });
  EXPECT_EQ(groups()[0].chat_id, -1'000'200);
  write([&](store::Unit& unit) { group_left(unit, -1'000'200); });
  write([&](store::Unit& unit) { group_left(unit, -1'000'200); });
  EXPECT_THAT(groups(), IsEmpty());
  EXPECT_THAT(event_types(), ElementsAre("group.subscribed", "group.moved", "group.left"));
}

TEST_P(People, the_organisation_is_set_up_once_and_its_currency_stays_while_amounts_are_there) {
  EXPECT_EQ(
      key_of(write([&](store::Unit& unit) { return set_up_organisation(unit, owner_, {.name = "Друга"}); })),
      "error.organisation.exists");
  auto const change = [&](OrganisationChange const& wanted, Actor const& actor) {
    return key_of(write([&](store::Unit& unit) { return change_organisation(unit, actor, wanted); }));
  };

  EXPECT_EQ(change({.currency = "EUR"}, admin_), "done");
  give_plan(add_territory(kyiv_, "Центр"), today_, units(1));
  EXPECT_EQ(change({.currency = "UAH"}, admin_), "error.currency.in_use");
  EXPECT_EQ(change({.currency = "XYZ"}, admin_), "error.currency.unknown");
  EXPECT_EQ(change({.fiscal_start = 13}, admin_), "error.fiscal_start.range");
  EXPECT_EQ(change({.time_zone = "Mars/Base"}, admin_), "error.time_zone.unknown");
  EXPECT_EQ(change({.name = "Інша"}, head_), "error.not_allowed");
  EXPECT_EQ(change({.name = "Інша", .fact_grain = store::FactGrain::day}, admin_), "done");
  EXPECT_EQ(read([](store::Unit& unit) { return find_organisation(unit); })->name, "Інша");
}

}  // namespace
}  // namespace pb::people
