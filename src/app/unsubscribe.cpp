#include "app/unsubscribe.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "base/enum_name.h"
#include "crypto/token.h"
#include "reports/built_in.h"
#include "reports/schedules.h"
#include "store/organisation.h"
#include "store/users.h"
#include "telegram/html.h"

namespace pb::app {
namespace {

constexpr std::string_view kPath = "/unsubscribe/";

enum class Step { ask, done };

// What the page speaks of.
struct Subscription {
  i18n::Language language = i18n::kDefaultLanguage;
  std::string report{};  // empty: ended before
};

// The recipient's own language, as far as it is known.
auto language_of(sql::Session& session, store::ReportRecipient const& recipient,
                 store::ReportSchedule const& schedule) -> std::optional<std::string> {
  if (schedule.language) return schedule.language;
  auto const user = recipient.user ? store::find_user(session, *recipient.user) : std::nullopt;
  return user ? std::optional(user->language) : recipient.language;
}

auto look_up(sql::Session& session, store::ReportRecipientId id) -> Subscription {
  auto const organisation = store::find_organisation(session);
  Subscription found{.language = i18n::language_or_default(organisation ? organisation->language : "")};
  auto const recipient = store::find_report_recipient(session, id);
  auto const schedule = recipient ? store::find_report_schedule(session, recipient->schedule) : std::nullopt;
  if (!schedule) return found;
  if (auto const language = language_of(session, *recipient, *schedule))
    found.language = i18n::language_or_default(*language);
  auto const* const built_in = reports::built_in_definition(schedule->definition);
  found.report = built_in != nullptr ? built_in->title.in(found.language) : schedule->definition;
  return found;
}

auto page(i18n::Translator const& translator, Subscription const& subscription, Step step) -> http::Response {
  i18n::Reader const reader{.language = subscription.language};
  auto const say = [&](Message const& message) {
    return telegram::escape_html(translator.render(message, reader));
  };
  auto const title =
      say(step == Step::ask ? Message("mail.unsubscribe_ask", {{"report", subscription.report}})
                            : Message("mail.unsubscribed"));
  auto const button = step == Step::ask ? fmt::format(R"(<form method="post"><button>{}</button></form>)",
                                                      say(Message("mail.unsubscribe")))
                                        : std::string();
  auto const body = fmt::format(
      R"(<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">)"
      R"(<title>{}</title><style>:root{{color-scheme:light dark}}body{{font:16px/1.5 Inter,system-ui,sans-serif;)"
      R"(max-width:32rem;margin:15vh auto;padding:0 1.25rem}}h1{{font-size:1.4rem;line-height:1.3}}button{{font:inherit;)"
      R"(font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:.6rem;background:#0b5cad;color:#fff;cursor:pointer}}</style></head>)"
      R"(<body><main><h1>{}</h1>{}</main></body></html>)",
      enum_name(subscription.language), title, title, button);
  return {.status = 200,
          .headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Cache-Control", "no-store"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors "
                       "'none'; base-uri "
                       "'none'"}},
          .body = body};
}

auto handler(UnsubscribeSources const& sources, Step step) -> http::Handler {
  return [sources, step](http::Request const& request, http::Respond respond) {
    auto const id = sources.links.recipient_of(request.path_parameters.at("token"));
    if (!id) return respond(http::text_response(404, "There is no such subscription\n"));
    auto const found = std::make_shared<Subscription>();
    auto const work = [sources, step, id = *id, found](sql::Session& session) {
      *found = look_up(session, id);
      store::Unit unit{session, sources.clock.now()};
      if (step == Step::done) reports::leave_schedule(unit, id, sources.notices);
      return sql::Outcome::commit;
    };
    auto answer = [found, step, translator = &sources.translator,
                   respond = std::move(respond)](std::exception_ptr const& problem) mutable {
      if (problem) return respond(http::text_response(503, "Not now; please try again in a minute\n"));
      // Whoever has left before is told the same again.
      respond(page(*translator, *found, found->report.empty() ? Step::done : step));
    };
    step == Step::done ? sources.database.submit_write(work, std::move(answer))
                       : sources.database.submit_read(work, std::move(answer));
  };
}

}  // namespace

UnsubscribeLinks::UnsubscribeLinks(Secret const& secret, std::string public_url)
    : secret_(crypto::derive_token(secret, "unsubscribe")), public_url_(std::move(public_url)) {}

auto UnsubscribeLinks::token_of(store::ReportRecipientId recipient) const -> std::string {
  constexpr std::size_t kEnough = 22;  // 128 bits
  auto const proof = crypto::derive_token(secret_, fmt::format("recipient {}", recipient.value));
  return fmt::format("{}.{}", recipient.value, proof.reveal().substr(0, kEnough));
}

auto UnsubscribeLinks::link_of(store::ReportRecipientId recipient) const -> std::string {
  return public_url_.empty() ? std::string() : fmt::format("{}{}{}", public_url_, kPath, token_of(recipient));
}

auto UnsubscribeLinks::recipient_of(std::string_view token) const -> std::optional<store::ReportRecipientId> {
  store::ReportRecipientId id;
  auto const [end, problem] = std::from_chars(token.data(), token.data() + token.size(), id.value);
  if (problem != std::errc{} || !crypto::constant_time_equal(token, token_of(id))) return std::nullopt;
  return id;
}

void add_unsubscribe_routes(http::Router& router, UnsubscribeSources const& sources) {
  auto const pattern = std::string(kPath) + "{token}";
  router.add("GET", pattern, handler(sources, Step::ask));
  router.add("POST", pattern, handler(sources, Step::done));
}

}  // namespace pb::app
