#include "api/problem.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/enum_name.h"

namespace pb::api {
namespace {

namespace json = boost::json;

auto status_of(ErrorCode code) -> int {
  switch (code) {
    case ErrorCode::invalid:
      return 422;
    case ErrorCode::conflict:
      return 409;
    case ErrorCode::forbidden:
      return 403;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::unavailable:
      return 503;
  }
  return 500;
}

// What kind of refusal it is, in a word or two.
auto title_of(int status) -> Message {
  switch (status) {
    case 400:
      return Message("problem.title.bad_request");
    case 401:
      return Message("problem.title.unauthenticated");
    case 403:
      return Message("problem.title.forbidden");
    case 404:
      return Message("problem.title.not_found");
    case 405:
      return Message("problem.title.method");
    case 409:
      return Message("problem.title.conflict");
    case 412:
    case 428:
      return Message("problem.title.precondition");
    case 413:
      return Message("problem.title.too_large");
    case 415:
      return Message("problem.title.media_type");
    case 422:
      return Message("problem.title.invalid");
    case 429:
      return Message("problem.title.too_many");
    case 503:
      return Message("problem.title.unavailable");
    default:
      return Message("problem.title.internal");
  }
}

auto field_errors(Refusal const& refusal, i18n::Translator const& translator, i18n::Reader const& reader)
    -> json::array {
  json::array errors;
  for (auto const& error : refusal.errors) {
    errors.push_back({{error.in == FieldError::In::body ? "pointer" : "parameter", error.place},
                      {"code", code_of(error.message.key)},
                      {"detail", translator.render(error.message, reader)}});
  }
  return errors;
}

}  // namespace

auto code_of(std::string_view key) -> std::string {
  constexpr std::string_view kBeginning = "error.";
  return std::string(key.starts_with(kBeginning) ? key.substr(kBeginning.size()) : key);
}

Refusal::Refusal(int status_, Message message_)
    : status(status_), code(code_of(message_.key)), message(std::move(message_)) {}

Refusal::Refusal(Error const& error) : Refusal(status_of(error.code), error.message) {
  if (!error.field.empty() && error.code == ErrorCode::invalid)
    errors.push_back({FieldError::In::body, error.field.starts_with('/') ? error.field : "/" + error.field,
                      error.message});
}

auto unauthenticated() -> std::unexpected<Refusal> {
  Refusal refusal(401, Message("error.unauthenticated"));
  refusal.headers.emplace_back("WWW-Authenticate", R"(Bearer realm="Profit Bot")");
  return std::unexpected(std::move(refusal));
}

auto brief_problem(Refusal const& refusal, i18n::Translator const& translator, i18n::Reader const& reader)
    -> json::object {
  json::object body{{"code", refusal.code}, {"detail", translator.render(refusal.message, reader)}};
  if (!refusal.errors.empty()) body["errors"] = field_errors(refusal, translator, reader);
  return body;
}

auto problem_response(Refusal const& refusal, i18n::Translator const& translator, i18n::Reader const& reader,
                      std::string const& request) -> http::Response {
  json::object body{{"type", "urn:profitbot:problem:" + refusal.code},
                    {"title", translator.render(title_of(refusal.status), reader)},
                    {"status", refusal.status},
                    {"detail", translator.render(refusal.message, reader)},
                    {"code", refusal.code},
                    {"request_id", request}};
  if (!refusal.errors.empty()) body["errors"] = field_errors(refusal, translator, reader);
  http::Response response{
      .status = refusal.status, .headers = refusal.headers, .body = json::serialize(body)};
  response.headers.emplace_back("Content-Type", "application/problem+json");
  response.headers.emplace_back("Content-Language", std::string(enum_name(reader.language)));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace pb::api
