#include <regex>
#include <thread>

#include "api/client_address.h"
#include "api/test_door.h"
#include "crypto/base32.h"
#include "crypto/hash.h"
#include "crypto/totp.h"
#include "people/password_sign_in.h"
#include "people/sign_in_links.h"
#include "store/passwords.h"

namespace pb::api {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;

constexpr auto kPassphrase = "батарейка кінь скоба";

class SignIn : public TestDoor {
 protected:
  SignIn() {
    write([&](store::Unit& unit) { store::set_user_email(unit.sql, manager_.user, "olena@example.com"); });
  }
  void give_password() {
    auto const hash = *hasher_.hash(Secret(kPassphrase));
    write([&](store::Unit& unit) {
      store::save_password(unit.sql, {.user = manager_.user, .hash = hash, .changed_at = now});
    });
  }
  auto post(std::string path, std::string body) -> http::Response {
    return send({.method = "POST",
                 .path = std::move(path),
                 .body = std::move(body),
                 .headers = {{"Origin", "http://profit.example"}}});
  }
  auto mine(std::string path, std::string body, std::string method = "POST") -> http::Response {
    return as(manager_, {.method = std::move(method), .path = std::move(path), .body = std::move(body)});
  }
  auto with_password(std::string const& password, std::string const& rest = {}) -> http::Response {
    return post("/session/password",
                R"({"email":"olena@example.com","password":")" + password + "\"" + rest + "}");
  }
  // Keeps the cookie a reply gives.
  void take_cookie(http::Response const& response) {
    for (auto const& [header, value] : response.headers) {
      if (header == "Set-Cookie" && value.starts_with("__Host-session="))
        tokens_[manager_.user.value] = value.substr(15, value.find(';') - 15);
    }
  }
  // Begun and confirmed; the key of the app.
  auto add_factor() -> Secret {
    auto const begun = json_of(mine("/me/second-factor", ""));
    Secret const key(*crypto::from_base32(std::string(begun.at("key").as_string())));
    auto const confirmed = mine("/me/second-factor/confirmation", code_body(key));
    EXPECT_EQ(json_of(confirmed).at("recovery_codes").as_array().size(), 10U);
    recovery_ = std::string(json_of(confirmed).at("recovery_codes").at(0).as_string());
    take_cookie(confirmed);
    now += 1min;  // a code lets in once
    return key;
  }
  auto code(Secret const& key) const -> std::string { return crypto::totp_code(key, crypto::totp_step(now)); }
  auto code_body(Secret const& key) const -> std::string { return R"({"code":")" + code(key) + R"("})"; }

  std::string recovery_;
};
INSTANTIATE_TEST_SUITE_P(Engines, SignIn, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(SignIn, by_password_tells_nobody_whose_address_it_is) {
  give_password();
  auto const wrong = with_password("wrong wrong wrong");
  auto const unknown =
      post("/session/password", R"({"email":"nobody@example.com","password":"wrong wrong"})");
  EXPECT_EQ(wrong.status, 403);
  EXPECT_EQ(code_of(wrong), "sign_in.refused");
  EXPECT_EQ(code_of(unknown), "sign_in.refused");
  EXPECT_EQ(json_of(wrong).at("detail"), json_of(unknown).at("detail"));
  auto const right = with_password(kPassphrase);
  EXPECT_EQ(right.status, 201);
  take_cookie(right);
  EXPECT_EQ(json_of(as(manager_, {.path = "/session"})).at("method"), "password");
  EXPECT_THAT(event_types(), Contains("session.failed"));
}

TEST_P(SignIn, guessing_is_slowed_down) {
  give_password();
  http::Response last;
  for (int count = 0; count < 7; ++count) last = with_password("wrong wrong wrong");
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(code_of(last), "sign_in.slowed");
  EXPECT_NE(header(last, "Retry-After"), "");
}

TEST_P(SignIn, whoever_has_a_second_factor_shows_it_whichever_way_they_come) {
  give_password();
  auto const key = add_factor();
  EXPECT_EQ(code_of(with_password(kPassphrase)), "sign_in.factor_wanted");
  EXPECT_EQ(code_of(with_password(kPassphrase, R"(,"code":"000000")")), "factor.wrong");
  EXPECT_EQ(with_password(kPassphrase, R"(,"code":")" + code(key) + "\"").status, 201);
  EXPECT_EQ(code_of(with_password(kPassphrase, R"(,"code":")" + code(key) + "\"")), "factor.wrong") << "once";
  EXPECT_EQ(with_password(kPassphrase, R"(,"code":")" + recovery_ + "\"").status, 201);

  now += 1min;
  auto const link = write(
      [&](store::Unit& unit) { return people::make_sign_in_link(unit, manager_, random_)->token.reveal(); });
  auto const page = send({.path = "/sign-in/" + link});
  auto const cookie = header(page, "Set-Cookie");
  auto const browser = cookie.substr(0, cookie.find(';'));
  auto const use = [&](std::string const& rest) {
    return send({.method = "POST",
                 .path = "/session",
                 .body = R"({"token":")" + link + "\"" + rest + "}",
                 .headers = {{"Origin", "http://profit.example"}, {"Cookie", browser}}});
  };
  EXPECT_EQ(code_of(use("")), "sign_in.factor_wanted");
  EXPECT_EQ(code_of(use(R"(,"code":"123")")), "factor.wrong");
  EXPECT_EQ(use(R"(,"code":")" + code(key) + "\"").status, 201) << "the link was not used up";
}

TEST_P(SignIn, a_second_factor_is_removed_by_its_own_code_and_by_an_administrator) {
  auto const key = add_factor();
  EXPECT_EQ(json_of(as(manager_, {.path = "/me/security"})).at("second_factor"), true);
  EXPECT_EQ(code_of(mine("/me/second-factor/removal", R"({"code":"000000"})")), "factor.wrong");
  auto const renewed = mine("/me/second-factor/recovery-codes", code_body(key));
  EXPECT_EQ(json_of(renewed).at("recovery_codes").as_array().size(), 10U);
  now += 1min;
  auto const removed = mine("/me/second-factor/removal", code_body(key));
  EXPECT_EQ(removed.status, 204);
  take_cookie(removed);
  EXPECT_EQ(json_of(as(manager_, {.path = "/me/security"})).at("second_factor"), false);

  add_factor();
  auto const path = "/users/" + std::to_string(manager_.user.value) + "/second-factor";
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = path}).status, 204);
  EXPECT_EQ(code_of(as(admin_, {.method = "DELETE", .path = path})), "factor.none");
}

TEST_P(SignIn, what_is_dangerous_asks_for_the_proof_again) {
  give_password();
  token_of(manager_);
  now += people::kConfirmed;
  EXPECT_EQ(code_of(mine("/me/second-factor", "")), "session.confirmation_needed");
  EXPECT_EQ(code_of(mine("/session/confirmation", R"({"password":"wrong wrong wrong"})")), "sign_in.refused");
  auto const confirmed =
      mine("/session/confirmation", std::string(R"({"password":")") + kPassphrase + R"("})");
  EXPECT_EQ(confirmed.status, 204);
  auto const before = token_of(manager_);
  take_cookie(confirmed);
  EXPECT_NE(token_of(manager_), before) << "another token";
  auto const key = add_factor();
  now += people::kConfirmed;
  EXPECT_EQ(code_of(mine("/session/confirmation", std::string(R"({"password":")") + kPassphrase + R"("})")),
            "sign_in.factor_wanted");
  auto const again = mine("/session/confirmation", code_body(key));
  EXPECT_EQ(again.status, 204);
  take_cookie(again);
  EXPECT_EQ(json_of(as(manager_, {.path = "/me/security"})).at("confirmed"), true);
}

TEST_P(SignIn, a_password_is_set_changed_and_removed) {
  auto const first = mine("/me/password", std::string(R"({"password":")") + kPassphrase + R"("})", "PUT");
  EXPECT_EQ(first.status, 204);
  take_cookie(first);
  EXPECT_EQ(code_of(mine("/me/password", R"({"password":"another long passphrase"})", "PUT")),
            "password.current_missing");
  EXPECT_EQ(code_of(mine("/me/password", R"({"password":"short"})", "PUT")), "password.too_short");
  auto const changed = mine(
      "/me/password",
      std::string(R"({"password":"another long passphrase","current":")") + kPassphrase + R"("})", "PUT");
  EXPECT_EQ(changed.status, 204);
  take_cookie(changed);
  EXPECT_EQ(with_password("another long passphrase").status, 201);
  EXPECT_EQ(code_of(mine("/me/password/removal", R"({"current":"wrong wrong"})")), "password.wrong");
  EXPECT_EQ(mine("/me/password/removal", R"({"current":"another long passphrase"})").status, 204);
  EXPECT_EQ(code_of(with_password("another long passphrase")), "sign_in.refused");
}

TEST_P(SignIn, a_forgotten_password_is_set_by_a_code_from_a_mail) {
  give_password();
  token_of(manager_);
  EXPECT_EQ(post("/password-resets", R"({"email":"nobody@example.com"})").status, 202);
  EXPECT_EQ(post("/password-resets", R"({"email":"olena@example.com"})").status, 202);
  auto const mail = [&] {
    return read([](store::Unit& unit) {
      return unit.sql.one<std::string>("select text from outgoing_mails order by id limit 1").value_or("");
    });
  };
  for (int tries = 0; tries < 200 && mail().empty(); ++tries) std::this_thread::sleep_for(10ms);
  std::smatch found;
  auto const text = mail();
  ASSERT_TRUE(std::regex_search(text, found, std::regex("[0-9A-Z]{6}(-[0-9A-Z]{6}){3}"))) << text;
  auto const complete = [&](std::string const& code_given) {
    return post("/password-resets/completion",
                R"({"code":")" + code_given + R"(","password":"a wholly new passphrase"})");
  };
  EXPECT_EQ(code_of(complete("AAAAAA-AAAAAA-AAAAAA-AAAAAA")), "password.reset_expired");
  EXPECT_EQ(complete(found.str()).status, 204);
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 401) << "signed out everywhere";
  EXPECT_EQ(with_password("a wholly new passphrase").status, 201);
}

TEST_P(SignIn, an_address_counts_once_the_code_came_back) {
  EXPECT_EQ(
      as(admin_, {.method = "POST", .path = "/me/email", .body = R"({"address":"a@example.com"})"}).status,
      202);
  auto const text = read([](store::Unit& unit) {
    return unit.sql.one<std::string>("select subject from outgoing_mails order by id desc limit 1")
        .value_or("");
  });
  std::smatch found;
  ASSERT_TRUE(std::regex_search(text, found, std::regex("[0-9]{6}"))) << text;
  Ask const wrong{.method = "POST", .path = "/me/email/confirmation", .body = R"({"code":"0"})"};
  EXPECT_EQ(code_of(as(admin_, wrong)), "mail.code_wrong");
  Ask const right{
      .method = "POST", .path = "/me/email/confirmation", .body = R"({"code":")" + found.str() + R"("})"};
  EXPECT_EQ(as(admin_, right).status, 204);
  EXPECT_EQ(json_of(as(admin_, {.path = "/me"})).at("email"), "a@example.com");
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = "/me/email"}).status, 204);
}

TEST_P(SignIn, telegram_says_who_opened_the_mini_app) {
  auto const signed_data = [&](std::int64_t tg, Instant at, std::string const& token) {
    auto const date =
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count());
    auto const user = R"({"id":)" + std::to_string(tg) + R"(,"first_name":"Olena"})";
    auto const check = "auth_date=" + date + "\nuser=" + user;
    auto const hash = crypto::to_hex(crypto::hmac_sha256(crypto::hmac_sha256("WebAppData", token), check));
    return R"({"init_data":"auth_date=)" + date + "&user=" + http::percent_encoded(user) + "&hash=" + hash +
           R"("})";
  };
  std::string const token = "1:test-token-of-nobody";
  auto const tg = read([&](store::Unit& unit) { return *store::find_user(unit.sql, manager_.user)->tg_id; });
  EXPECT_EQ(post("/session/mini-app", signed_data(tg, now, token)).status, 201);
  EXPECT_EQ(code_of(post("/session/mini-app", signed_data(tg, now, "2:other"))), "sign_in.signature");
  EXPECT_EQ(code_of(post("/session/mini-app", signed_data(tg, now - 11min, token))), "sign_in.signature");
  EXPECT_EQ(code_of(post("/session/mini-app", signed_data(999'999'999, now, token))), "sign_in.stranger");
}

TEST_P(SignIn, telegram_says_who_pressed_the_login_widget) {
  auto const tg = read([&](store::Unit& unit) { return *store::find_user(unit.sql, manager_.user)->tg_id; });
  auto const date =
      std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
  auto const check = "auth_date=" + date + "\nfirst_name=Olena\nid=" + std::to_string(tg);
  auto const hash = crypto::to_hex(crypto::hmac_sha256(crypto::sha256("1:test-token-of-nobody"), check));
  auto const body = [&](std::string const& name) {
    return R"({"fields":{"id":)" + std::to_string(tg) + R"(,"first_name":")" + name + R"(","auth_date":)" +
           date + R"(,"hash":")" + hash + R"("}})";
  };
  EXPECT_EQ(post("/session/widget", body("Olena")).status, 201);
  EXPECT_EQ(code_of(post("/session/widget", body("Taras"))), "sign_in.signature");
}

TEST(ClientAddress, is_what_a_trusted_proxy_says_and_never_what_a_client_says) {
  std::vector const trusted{*Network::parse("10.0.0.0/8")};
  auto const from = [&](std::string address, http::Headers headers) {
    return client_address({.headers = std::move(headers), .remote_address = std::move(address)}, trusted);
  };
  EXPECT_EQ(from("192.0.2.1", {{"X-Forwarded-For", "203.0.113.7"}}), "192.0.2.1");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "203.0.113.7"}}), "203.0.113.7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "127.0.0.1, 203.0.113.7 , 10.0.0.2"}}), "203.0.113.7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "203.0.113.7"}, {"x-forwarded-for", "198.51.100.2"}}),
            "198.51.100.2");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "unknown"}}), "10.0.0.1");
  EXPECT_EQ(from("10.0.0.1", {}), "10.0.0.1");
}

}  // namespace
}  // namespace pb::api
