#pragma once

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <future>
#include <map>

#include "analytics/cube/loader.h"
#include "analytics/cube/version.h"
#include "api/pages.h"
#include "api/rate_limiter.h"
#include "api/resources.h"
#include "api/test_contract.h"
#include "crypto/base64.h"
#include "crypto/random.h"
#include "http/target.h"
#include "store/test_business.h"

namespace pb::api {

// A request as a test writes it.
struct Ask {
  std::string method = "GET";
  std::string path{};  // below /api/v1, or from /api or /sign-in on
  std::string body{};
  http::Headers headers{};
};

// A company with somebody of every role, each signed in, behind the real door on a real database. Every
// request and answer is held against the OpenAPI document.
class TestDoor : public store::TestBusiness {
 protected:
  TestDoor() : door_(document_, surroundings(), router_) {
    add_resources(door_, [this](sql::Session&) { return visitor_; });
    add_pages(router_, surroundings());
    side_desk_.start();
  }

  auto surroundings() -> Surroundings {
    return {.database = database_.get(),
            .clock = clock_,
            .random = random_,
            .translator = translator_,
            .numbers = [this] { return numbers_; },
            .outlook = [this] { return outlook_; },
            .bot_token = Secret("1:test-token-of-nobody"),
            .side_desk = &side_desk_,
            .hasher = &hasher_,
            .limiter = &limiter_,
            .address_limiter = &address_limiter_,
            .trusted_proxies = {*Network::parse("10.0.0.0/8")}};
  }
  // The numbers as they are now; none until this is called.
  void load_numbers() {
    numbers_ = std::make_shared<analytics::Version const>(analytics::load_contents(database_.get()));
    outlook_ = std::make_shared<analytics::Outlook const>(*analytics::look_ahead(*numbers_, today_));
  }

  // Signs in and remembers the cookie.
  auto token_of(Actor const& actor) -> std::string const& {
    auto& token = tokens_[actor.user.value];
    if (token.empty()) {
      token = write([&](store::Unit& unit) {
        auto const person = people::find_person(unit, actor.user);
        return people::begin_session(unit, *person, store::SignInMethod::link, {"test", "127.0.0.1"}, random_)
            ->token.reveal();
      });
    }
    return token;
  }
  auto key_with(Actor const& actor, std::vector<people::KeyScope> scopes,
                std::vector<std::string> addresses = {}) -> std::string {
    return write([&](store::Unit& unit) {
      return people::make_api_key(
                 unit, actor, {.name = "key", .scopes = std::move(scopes), .addresses = std::move(addresses)},
                 random_)
          ->key.reveal();
    });
  }

  // As this person's browser, from our own pages.
  auto as(Actor const& actor, Ask ask) -> http::Response {
    ask.headers.emplace_back("Cookie", std::string(kSessionCookie) + "=" + token_of(actor));
    if (http::find_header(ask.headers, "Origin") == std::nullopt)
      ask.headers.emplace_back("Origin", "http://profit.example");
    return send(std::move(ask));
  }
  auto send(Ask ask) -> http::Response {
    clock_.set(now);
    http::Request request{.method = ask.method,
                          .path = ask.path.starts_with("/api/") || ask.path.starts_with("/sign-in") ||
                                          ask.path.starts_with("/odata")
                                      ? ask.path
                                      : std::string(kRoot) + ask.path,
                          .headers = std::move(ask.headers),
                          .body = std::move(ask.body),
                          .remote_address = address_};
    if (auto const mark = request.path.find('?'); mark != std::string::npos) {
      request.query = *http::parse_form(std::string_view(request.path).substr(mark + 1));
      request.path.resize(mark);
    }
    request.headers.emplace_back("Host", "profit.example");
    if (!request.body.empty() && !http::find_header(request.headers, "Content-Type"))
      request.headers.emplace_back("Content-Type", "application/json");
    auto const copy = request;
    // The database's thread may still be in set_value when we have gone on.
    auto const answered = std::make_shared<std::promise<http::Response>>();
    router_.handle(std::move(request),
                   [answered](http::Response given) { answered->set_value(std::move(given)); });
    auto response = answered->get_future().get();
    if (copy.path.starts_with(kRoot)) {
      EXPECT_EQ(breach(copy, response), "") << copy.method << " " << copy.path << "\n" << response.body;
    }
    EXPECT_NE(response.status, 500) << copy.method << " " << copy.path;
    return response;
  }

  static auto json_of(http::Response const& response) -> boost::json::value {
    return boost::json::parse(response.body);
  }
  static auto code_of(http::Response const& response) -> std::string {
    return response.status < 400 ? std::to_string(response.status)
                                 : std::string(json_of(response).at("code").as_string());
  }
  static auto header(http::Response const& response, std::string_view name) -> std::string {
    return std::string(http::find_header(response.headers, name).value_or(""));
  }
  // With the validator of what is there now.
  auto changed(Actor const& actor, std::string const& path, std::string body, std::string method = "PATCH")
      -> http::Response {
    auto const seen = as(actor, {.path = path});
    return as(actor, {.method = std::move(method),
                      .path = path,
                      .body = std::move(body),
                      .headers = {{"If-Match", header(seen, "ETag")}}});
  }

  i18n::Translator translator_;
  crypto::SystemRandom random_;
  ManualClock clock_{now};
  Document document_;
  http::Router router_;
  Door door_;
  std::optional<UserId> visitor_{};
  crypto::PasswordHasher hasher_{{.passes = 1, .memory_bytes = 8192}};
  SideDesk side_desk_;
  RateLimiter limiter_{{.quota = 1'000}};
  RateLimiter address_limiter_{{.quota = 10'000}};
  std::shared_ptr<analytics::Version const> numbers_;
  std::shared_ptr<analytics::Outlook const> outlook_;
  std::string address_ = "127.0.0.1";
  std::map<std::int64_t, std::string> tokens_;

  OfficeId odesa_ = add_office("Одеса");
  OfficeId lviv_ = add_office("Львів");
  TerritoryId port_ = add_territory(odesa_, "Порт");
  TerritoryId centre_ = add_territory(lviv_, "Центр");
  Actor owner_ = add_person("Власник", Role::owner);
  Actor admin_ = add_person("Адмін", Role::admin);
  Actor head_ = add_person("Голова", Role::head, odesa_);
  Actor manager_ = add_person("Менеджер", Role::manager, odesa_);
  Actor stranger_ = add_person("Сусід", Role::manager, lviv_);
  Actor analyst_ = add_person("Аналітик", Role::analyst);
};

}  // namespace pb::api
