#include "people/invitations.h"

#include <gmock/gmock.h>

#include <barrier>
#include <thread>

#include "crypto/random.h"
#include "people/access.h"
#include "people/offices.h"
#include "people/users.h"
#include "store/test_business.h"

namespace pb::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Invitations : public store::TestBusiness {
 protected:
  auto key_of(auto const& result) -> std::string { return result ? "done" : result.error().message.key; }
  auto invite_by(Actor const& actor, Role role, std::optional<OfficeId> office = {})
      -> Result<NewInvitation> {
    return write([&](store::Unit& unit) { return invite(unit, actor, random_, role, office); });
  }
  auto accept(Secret const& token, std::int64_t tg, std::string name = "Новенька") -> Result<Person> {
    return write([&](store::Unit& unit) {
      return accept_invitation(unit, token, {.tg_id = tg, .name = std::move(name), .language = "ru-RU"});
    });
  }
  auto count_users() -> std::int64_t {
    return *read([](store::Unit& unit) { return unit.sql.one<std::int64_t>("select count(*) from users"); });
  }

  crypto::SeededRandom random_{7};
  OfficeId kyiv_ = add_office("Київ");
  OfficeId lviv_ = add_office("Львів");
  Actor owner_ = add_person("Власник", Role::owner);
  Actor admin_ = add_person("Адмін", Role::admin);
  Actor head_ = add_person("Голова", Role::head, kyiv_);
};
INSTANTIATE_TEST_SUITE_P(Engines, Invitations, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Invitations, a_stranger_with_a_link_becomes_a_person_of_the_office) {
  auto const invitation = invite_by(head_, Role::manager, kyiv_);
  ASSERT_TRUE(invitation.has_value());
  EXPECT_LE(invitation->token.reveal().size(), 64U);

  auto const person = accept(invitation->token, 42);

  ASSERT_TRUE(person.has_value());
  EXPECT_EQ(person->role, Role::manager);
  EXPECT_EQ(person->office_name, "Київ");
  EXPECT_EQ(person->language, "ru");
  EXPECT_THAT(event_types(), ElementsAre("user.invited", "user.joined"));
  auto const stored = read(
      [](store::Unit& unit) { return *unit.sql.one<std::string>("select token_hash from invitations"); });
  EXPECT_EQ(stored.find(invitation->token.reveal()), std::string::npos);
}

TEST_P(Invitations, who_may_invite_whom) {
  EXPECT_EQ(key_of(invite_by(head_, Role::manager, lviv_)), "error.not_allowed");
  EXPECT_EQ(key_of(invite_by(head_, Role::head, kyiv_)), "error.not_allowed");
  EXPECT_EQ(key_of(invite_by(admin_, Role::owner)), "error.not_allowed");
  EXPECT_EQ(key_of(invite_by(owner_, Role::owner)), "done");
  EXPECT_EQ(key_of(invite_by(admin_, Role::head, lviv_)), "done");
  EXPECT_EQ(key_of(invite_by(admin_, Role::manager)), "error.user.office_missing");
  EXPECT_EQ(key_of(invite_by(admin_, Role::manager, OfficeId{999})), "error.office.not_found");
}

TEST_P(Invitations, a_link_works_once_and_says_why_it_does_not_work_any_more) {
  auto const used = *invite_by(admin_, Role::manager, kyiv_);
  auto const revoked = *invite_by(admin_, Role::manager, kyiv_);
  auto const late = *invite_by(admin_, Role::manager, kyiv_);
  auto const archived = *invite_by(admin_, Role::manager, lviv_);
  EXPECT_EQ(key_of(accept(used.token, 42)), "done");
  write([&](store::Unit& unit) { return revoke_invitation(unit, admin_, revoked.id); });
  write([&](store::Unit& unit) { return archive_office(unit, admin_, lviv_); });

  EXPECT_EQ(key_of(accept(used.token, 42)), "done");
  EXPECT_EQ(key_of(accept(used.token, 43)), "error.invitation.used");
  EXPECT_EQ(key_of(accept(revoked.token, 43)), "error.invitation.revoked");
  EXPECT_EQ(key_of(accept(archived.token, 43)), "error.office.archived");
  EXPECT_EQ(key_of(accept(Secret("invented"), 43)), "error.invitation.unknown");
  EXPECT_EQ(key_of(accept(Secret(""), 43)), "error.invitation.unknown");
  now += kInvitationLife;
  EXPECT_EQ(key_of(accept(late.token, 43)), "error.invitation.expired");
  EXPECT_EQ(count_users(), 4);
}

TEST_P(Invitations, of_people_with_one_link_one_gets_in) {
  constexpr int kPeople = 4;
  for (int round = 0; round < 10; ++round) {
    auto const invitation = *invite_by(admin_, Role::manager, kyiv_);
    auto const before = count_users();
    std::vector<std::string> outcomes(kPeople);
    std::barrier start(kPeople);
    std::vector<std::jthread> threads;
    for (int n = 0; n < kPeople; ++n) {
      threads.emplace_back([&, n] {
        start.arrive_and_wait();
        outcomes[static_cast<std::size_t>(n)] = key_of(accept(invitation.token, 1'000 + round * kPeople + n));
      });
    }
    threads.clear();

    EXPECT_EQ(std::ranges::count(outcomes, "done"), 1);
    EXPECT_EQ(std::ranges::count(outcomes, "error.invitation.used"), kPeople - 1);
    EXPECT_EQ(count_users(), before + 1);
  }
}

TEST_P(Invitations, a_known_person_takes_the_new_place_but_an_owner_keeps_theirs) {
  auto const first = *invite_by(admin_, Role::analyst);
  auto const person = *accept(first.token, 42);
  auto const second = *invite_by(admin_, Role::manager, lviv_);
  auto const third = *invite_by(admin_, Role::manager, lviv_);

  EXPECT_EQ(accept(second.token, 42)->id, person.id);
  EXPECT_EQ(accept(second.token, 42)->office, lviv_);
  EXPECT_EQ(key_of(accept(third.token, tg_id(1))), "error.invitation.for_others");
  write([&](store::Unit& unit) { return block_user(unit, admin_, person.id); });
  EXPECT_EQ(key_of(accept(third.token, 42)), "error.user.blocked");
}

TEST_P(Invitations, a_link_does_not_outlive_what_its_maker_may_do) {
  auto const of_admin = *invite_by(admin_, Role::admin);
  auto const of_head = *invite_by(head_, Role::manager, kyiv_);
  write([&](store::Unit& unit) { return block_user(unit, owner_, admin_.user); });
  write([&](store::Unit& unit) { return move_user(unit, owner_, head_.user, lviv_); });

  EXPECT_EQ(key_of(accept(of_admin.token, 42)), "error.invitation.revoked");
  EXPECT_EQ(key_of(accept(of_head.token, 42)), "error.invitation.revoked");
  EXPECT_EQ(count_users(), 3);
}

TEST_P(Invitations, a_heads_link_takes_nobodys_place_away) {
  auto const elsewhere = add_person("Менеджер", Role::manager, lviv_);
  auto const link = *invite_by(head_, Role::manager, kyiv_);

  EXPECT_EQ(key_of(accept(link.token, tg_id(2))), "error.invitation.for_others");
  EXPECT_EQ(key_of(accept(link.token, tg_id(4))), "error.invitation.for_others");

  auto const role_of = [&](Actor const& actor) {
    return read([&](store::Unit& unit) { return find_person(unit, actor.user)->role; });
  };
  EXPECT_EQ(role_of(admin_), Role::admin);
  EXPECT_EQ(read([&](store::Unit& unit) { return find_person(unit, elsewhere.user)->office; }), lviv_);
  EXPECT_EQ(key_of(accept(link.token, 42)), "done");
}

TEST_P(Invitations, names_from_telegram_are_cleaned_shortened_or_made_up) {
  auto const name_of = [&](std::int64_t tg, std::string const& name) {
    return accept(invite_by(admin_, Role::manager, kyiv_)->token, tg, name)->name;
  };

  EXPECT_EQ(name_of(50, "\u202eМарія\u200b  🌻"), "Марія 🌻");
  EXPECT_EQ(name_of(51, "\u200b\u200b"), "№ 51");
  EXPECT_EQ(name_of(52, std::string(500, 'x')), std::string(100, 'x'));
}

TEST_P(Invitations, a_head_sees_and_revokes_those_of_the_own_office) {
  auto const own = *invite_by(head_, Role::manager, kyiv_);
  auto const other = *invite_by(admin_, Role::manager, lviv_);
  auto const list = [&](Actor const& actor) {
    return *read([&](store::Unit& unit) { return list_invitations(unit, actor); });
  };
  auto const revoke = [&](InvitationId id) {
    return key_of(write([&](store::Unit& unit) { return revoke_invitation(unit, head_, id); }));
  };

  EXPECT_THAT(list(head_), SizeIs(1));
  EXPECT_THAT(list(admin_), SizeIs(2));
  EXPECT_EQ(revoke(other.id), "error.invitation.unknown");
  EXPECT_EQ(revoke(own.id), "done");
  EXPECT_EQ(revoke(own.id), "done");
  EXPECT_THAT(list(head_), IsEmpty());
}

TEST_P(Invitations, a_stranger_asks_once_and_an_admin_lets_them_in) {
  auto const ask = [&](std::int64_t tg) {
    return write([&](store::Unit& unit) {
      return request_access(unit, {.tg_id = tg, .name = "Хтось", .language = "pl"});
    });
  };

  EXPECT_EQ(*ask(42), AccessOutcome::asked);
  EXPECT_EQ(*ask(42), AccessOutcome::waiting);
  EXPECT_EQ(*ask(tg_id(1)), AccessOutcome::known);
  auto const requests = *read([&](store::Unit& unit) { return list_access_requests(unit, admin_); });
  ASSERT_THAT(requests, SizeIs(1));
  EXPECT_EQ(requests[0].language, "uk");

  auto const grant = [&](Actor const& actor) {
    return write([&](store::Unit& unit) { return grant_access(unit, actor, 42, Role::manager, kyiv_); });
  };
  EXPECT_EQ(key_of(grant(head_)), "error.not_allowed");
  EXPECT_EQ(grant(admin_)->office, kyiv_);
  EXPECT_EQ(key_of(grant(owner_)), "error.access.decided_already");
  EXPECT_EQ(*ask(42), AccessOutcome::known);
  EXPECT_THAT(event_types(), ElementsAre("access.requested", "access.granted"));
}

TEST_P(Invitations, a_refused_stranger_may_ask_again_after_a_month) {
  auto const ask = [&] {
    return *write([&](store::Unit& unit) {
      return request_access(unit, {.tg_id = 42, .name = "Хтось", .language = "uk"});
    });
  };
  ask();
  write([&](store::Unit& unit) { return refuse_access(unit, admin_, 42); });

  EXPECT_EQ(ask(), AccessOutcome::refused);
  now += kAskAgainAfter;
  EXPECT_EQ(ask(), AccessOutcome::asked);
}

TEST_P(Invitations, strangers_cannot_bury_the_admins_in_requests) {
  auto const ask = [&](std::int64_t tg) {
    return write([&](store::Unit& unit) {
      return request_access(unit, {.tg_id = tg, .name = "Хтось", .language = "uk"});
    });
  };
  for (std::int64_t n = 1; n <= kOpenAccessRequestsLimit; ++n) ASSERT_TRUE(ask(n).has_value());

  EXPECT_EQ(ask(kOpenAccessRequestsLimit + 1).error().code, ErrorCode::unavailable);
  EXPECT_EQ(*ask(1), AccessOutcome::waiting);
}

}  // namespace
}  // namespace pb::people
