#include "api/pages.h"

#include <fmt/format.h>

#include "api/language.h"
#include "api/problem.h"
#include "base/embedded.h"
#include "base/log.h"
#include "crypto/token.h"
#include "people/organisation.h"
#include "people/sign_in_links.h"

namespace pb::embedded {
std::span<EmbeddedFile const> api_pages();
}

namespace pb::api {
namespace {

auto page_file(std::string_view name) -> std::string_view {
  for (auto const& file : embedded::api_pages()) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

auto page_response(int status, std::string_view type, std::string body) -> http::Response {
  return {.status = status,
          .headers = {{"Content-Type", std::string(type)},
                      {"Cache-Control", "no-cache"},
                      {"Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                       "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
                      {"Referrer-Policy", "no-referrer"},
                      {"X-Content-Type-Options", "nosniff"}},
          .body = std::move(body)};
}

void add_file(http::Router& router, std::string_view path, std::string_view name, std::string_view type) {
  router.add("GET", path, [name, type](http::Request const& /*request*/, http::Respond respond) {
    respond(page_response(200, type, std::string(page_file(name))));
  });
}

auto escaped(std::string_view text) -> std::string {
  std::string result;
  for (char const c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

// What the page asks, or why it cannot.
struct SignInPage {
  i18n::Reader reader{};
  std::string token{};
  std::string name{};  // empty: the link is no good
};

auto html_of(SignInPage const& page, i18n::Translator const& translator) -> std::string {
  auto const say = [&](Message const& message) { return escaped(translator.render(message, page.reader)); };
  auto const question =
      fmt::format(R"(<h1>{}</h1><p>{}</p><button id="yes" data-token="{}">{}</button>)"
                  R"(<p id="done" role="status" hidden>{} <a href="/api/docs">{}</a></p>)"
                  R"(<p id="failed" role="alert" hidden></p><script src="/sign-in.js"></script>)",
                  say(Message("sign_in.title")), say(Message("sign_in.question", {{"name", page.name}})),
                  escaped(page.token), say(Message("sign_in.button")), say(Message("sign_in.done")),
                  say(Message("sign_in.reference")));
  auto const refusal = fmt::format("<h1>{}</h1><p>{}</p>", say(Message("sign_in.gone_title")),
                                   say(Message("error.sign_in.link")));
  return fmt::format(
      R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">)"
      R"(<meta name="robots" content="noindex"><title>Profit Bot</title><link rel="stylesheet" href="/api/pages.css">)"
      R"(</head><body class="narrow"><main>{}</main></body></html>)",
      enum_name(page.reader.language), page.name.empty() ? refusal : question);
}

// A cookie is sent with the page, by which the link is this browser's from now on.
void sign_in_page(Surroundings const& surroundings, http::Request request, http::Respond respond) {
  auto const token = std::make_shared<Secret>(request.path_parameters["token"]);
  auto const old = cookie_of(request, kBrowserCookie);
  auto const browser =
      std::make_shared<Secret>(old.empty() ? crypto::make_token(surroundings.random) : Secret(old));
  auto const page = std::make_shared<SignInPage>();
  auto const language = accepted_language(http::find_header(request.headers, "Accept-Language").value_or(""));
  surroundings.database.submit_write(
      [&surroundings, token, browser, page, language](sql::Session& session) {
        store::Unit unit{session, surroundings.clock.now()};
        *page = {.token = token->reveal()};
        auto const organisation = people::find_organisation(unit);
        page->reader.language = language.value_or(
            i18n::language_or_default(organisation ? organisation->language : std::string()));
        auto const person = people::open_sign_in_link(unit, *token, *browser);
        if (!person) return sql::Outcome::rollback;
        page->name = person->name;
        if (!language) page->reader.language = i18n::language_or_default(person->language);
        return sql::Outcome::commit;
      },
      [&surroundings, browser, page, respond = std::move(respond)](std::exception_ptr const& reason) mutable {
        if (reason) return respond(http::text_response(503, "Please try again in a moment.\n"));
        auto response = page_response(page->name.empty() ? 404 : 200, "text/html; charset=utf-8",
                                      html_of(*page, surroundings.translator));
        if (!page->name.empty())
          response.headers.push_back(set_cookie(kBrowserCookie, *browser, people::kSignInLinkLife));
        respond(std::move(response));
      });
}

auto declined(Surroundings const& surroundings, http::Request const& request, int status) -> http::Response {
  if (!request.path.starts_with("/api/"))
    return http::text_response(status, status == 404 ? "Not found\n" : "Method not allowed\n");
  auto const language = accepted_language(http::find_header(request.headers, "Accept-Language").value_or(""));
  return problem_response(
      Refusal(status, status == 404 ? Message("error.not_found") : Message("error.method")),
      surroundings.translator, {.language = language.value_or(i18n::kDefaultLanguage)},
      fmt::format("{:016x}", surroundings.random.number()));
}

}  // namespace

void add_pages(http::Router& router, Surroundings const& surroundings) {
  auto const shared = std::make_shared<Surroundings const>(surroundings);
  router.add("GET", "/api/openapi.json", [](http::Request const& /*request*/, http::Respond respond) {
    respond(page_response(200, "application/json", std::string(Document::text())));
  });
  add_file(router, "/api/docs", "docs.html", "text/html; charset=utf-8");
  add_file(router, "/api/docs.js", "docs.js", "text/javascript; charset=utf-8");
  add_file(router, "/api/pages.css", "pages.css", "text/css; charset=utf-8");
  add_file(router, "/sign-in.js", "sign_in.js", "text/javascript; charset=utf-8");
  router.add("GET", "/sign-in/{token}", [shared](http::Request request, http::Respond respond) {
    sign_in_page(*shared, std::move(request), std::move(respond));
  });
  router.decline_by([shared](http::Request const& request, int status, std::string const& /*allowed*/) {
    return declined(*shared, request, status);
  });
}

}  // namespace pb::api
