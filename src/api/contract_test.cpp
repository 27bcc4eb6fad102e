#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "api/document.h"
#include "api/test_contract.h"
#include "base/ascii.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

auto document() -> json::value const& {
  static auto const value = json::parse(Document::text());
  return value;
}

// Follows {"$ref": "#/a/b"}.
auto resolved(json::value const& value) -> json::value const& {
  auto const* const reference = value.is_object() ? value.as_object().if_contains("$ref") : nullptr;
  if (reference == nullptr) return value;
  return resolved(document().at_pointer(std::string_view(reference->as_string()).substr(1)));
}

// What does not fit; empty where it does.
auto misfit(json::value const& schema, json::value const& value) -> std::string {
  json::object root = schema.as_object();
  root["components"] = document().at("components");
  json::value const whole = root;
  valijson::Schema compiled;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(whole), compiled);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(compiled, valijson::adapters::BoostJsonAdapter(value), &results)) return {};
  std::string text;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (auto const& place : error.context) text += place;
    text += ": " + error.description + "; ";
  }
  return text.empty() ? "does not fit" : text;
}

auto matches(std::string_view pattern, std::string_view path) -> bool {
  while (!pattern.empty() && !path.empty()) {
    auto const part = pattern.substr(0, pattern.find('/', 1));
    auto const actual = path.substr(0, path.find('/', 1));
    if (part != actual && !part.starts_with("/{")) return false;
    pattern.remove_prefix(part.size());
    path.remove_prefix(actual.size());
  }
  return pattern.empty() && path.empty();
}

auto operation_of(http::Request const& request) -> json::value const* {
  if (!request.path.starts_with(kRoot)) return nullptr;
  auto const path = std::string_view(request.path).substr(kRoot.size());
  json::value const* found = nullptr;
  for (auto const& [pattern, item] : document().at("paths").as_object()) {
    if (!matches(pattern, path)) continue;
    auto const* const operation = item.as_object().if_contains(lower_case(request.method));
    // Fixed text wins over names.
    if (operation != nullptr && (found == nullptr || pattern == json::string_view(path))) found = operation;
  }
  return found;
}

auto breach_of_request(json::value const& operation, http::Request const& request) -> std::string {
  auto const* const wanted = operation.as_object().if_contains("requestBody");
  if (wanted == nullptr) return request.body.empty() ? "" : "a body where none belongs";
  json::error_code problem;
  auto const body = json::parse(request.body, problem);
  if (problem) return "no JSON";
  return misfit(resolved(*wanted).at("content").at("application/json").at("schema"), body);
}

auto breach_of_answer(json::value const& operation, http::Response const& response) -> std::string {
  auto const& responses = operation.at("responses").as_object();
  auto const* declared = responses.if_contains(std::to_string(response.status));
  if (declared == nullptr && response.status >= 400) declared = responses.if_contains("default");
  if (response.status == 304) return response.body.empty() ? "" : "a body with 304";
  if (declared == nullptr) return "the status " + std::to_string(response.status) + " is not in the document";
  auto const* const content = resolved(*declared).as_object().if_contains("content");
  if (content == nullptr) return response.body.empty() ? "" : "a body where none belongs";
  auto type = http::find_header(response.headers, "Content-Type").value_or("none");
  type = type.substr(0, type.find(';'));
  auto const* const media = content->as_object().if_contains(type);
  if (media == nullptr) return "the content type " + std::string(type) + " is not in the document";
  if (!type.ends_with("json")) return {};
  json::error_code problem;
  auto const body = json::parse(response.body, problem);
  return problem ? "no JSON" : misfit(media->at("schema"), body);
}

auto driven() -> std::set<std::string>& {
  static std::set<std::string> names;
  return names;
}

}  // namespace

auto breach(http::Request const& request, http::Response const& response) -> std::string {
  auto const* const operation = operation_of(request);
  if (operation == nullptr)
    return response.status == 404 || response.status == 405 ? "" : "no such operation";
  bool const good = response.status < 400;
  if (good) driven().emplace(operation->at("operationId").as_string());
  if (auto const wrong = breach_of_answer(*operation, response); !wrong.empty()) return "answer: " + wrong;
  if (!good) return {};
  auto const wrong = breach_of_request(*operation, request);
  return wrong.empty() ? "" : "request was taken although: " + wrong;
}

auto operations_driven() -> std::set<std::string> const& {
  return driven();
}

namespace {

auto answer(int status, std::string body) -> http::Response {
  return {.status = status,
          .headers = {{"Content-Type", status < 400 ? "application/json" : "application/problem+json"}},
          .body = std::move(body)};
}

TEST(Contract, notices_answers_that_the_document_does_not_know) {
  http::Request const request{.method = "GET", .path = "/api/v1/geos/7"};
  std::string const good =
      R"({"id":7,"name":"x","archived_at":null,"created_at":"2026-01-05T08:00:00.000Z"})";
  EXPECT_EQ(breach(request, answer(200, good)), "");
  EXPECT_THAT(breach(request, answer(200, R"({"id":7})")), HasSubstr("name"));
  EXPECT_THAT(breach(request, answer(200, R"({"id":"7","name":"x","archived_at":null,"created_at":""})")),
              HasSubstr("id"));
  auto more = json::parse(good).as_object();
  more["secret"] = 1;
  EXPECT_THAT(breach(request, answer(200, json::serialize(more))), HasSubstr("secret"));
  EXPECT_THAT(breach(request, answer(201, good)), HasSubstr("201"));
  EXPECT_THAT(breach(request, answer(404, R"({"error":"no"})")), HasSubstr("answer"));
  EXPECT_THAT(breach({.method = "GET", .path = "/api/v1/nothing"}, answer(200, good)),
              HasSubstr("operation"));
}

TEST(Contract, notices_requests_that_should_have_been_refused) {
  std::string const geo = R"({"id":7,"name":"x","archived_at":null,"created_at":"2026-01-05T08:00:00.000Z"})";
  auto const created = [&](std::string body) {
    return breach({.method = "POST", .path = "/api/v1/geos", .body = std::move(body)}, answer(201, geo));
  };
  EXPECT_EQ(created(R"({"name":"x"})"), "");
  EXPECT_THAT(created(R"({"name":1})"), HasSubstr("taken"));
  EXPECT_THAT(created(R"({"name":"x","more":1})"), HasSubstr("taken"));
}

// Examples are promises, too.
TEST(Contract, every_operation_has_examples_and_they_fit) {
  auto const check = [](json::value const& content, std::string const& where) {
    for (auto const& [type, media] : content.as_object()) {
      auto const* const examples = media.as_object().if_contains("examples");
      ASSERT_TRUE(examples != nullptr) << where;
      for (auto const& [name, example] : examples->as_object()) {
        auto const& value = resolved(example).at("value");
        if (type.ends_with("json")) {
          EXPECT_EQ(misfit(media.at("schema"), value), "") << where << " " << name;
        }
      }
    }
  };
  for (auto const& [path, item] : document().at("paths").as_object()) {
    for (auto const& [method, operation] : item.as_object()) {
      if (method == "parameters") continue;
      auto const where = std::string(method) + " " + std::string(path);
      EXPECT_TRUE(operation.as_object().contains("summary")) << where;
      if (auto const* const body = operation.as_object().if_contains("requestBody"))
        check(resolved(*body).at("content"), where);
      for (auto const& [status, response] : operation.at("responses").as_object()) {
        if (auto const* const content = resolved(response).as_object().if_contains("content"))
          check(*content, where + " " + std::string(status));
      }
    }
  }
}

}  // namespace
}  // namespace pb::api
