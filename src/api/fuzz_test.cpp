#include <fmt/format.h>

#include <random>

#include "api/test_door.h"
#include "base/ascii.h"

// Requests made from the document and then spoilt: whatever comes, the answer is one of the document's, and
// never a 500 (TestDoor looks at both).
namespace pb::api {
namespace {

namespace json = boost::json;

class Spoilt : public TestDoor {
 protected:
  struct Step {
    std::string method;
    std::string path;
    json::value body{};
    std::vector<std::string> parameters{};
  };

  static auto document() -> json::value const& {
    static auto const value = json::parse(Document::text());
    return value;
  }
  static auto resolved(json::value const& value) -> json::value const& {
    auto const* const reference = value.is_object() ? value.as_object().if_contains("$ref") : nullptr;
    if (reference == nullptr) return value;
    return resolved(document().at_pointer(std::string_view(reference->as_string()).substr(1)));
  }
  static auto steps() -> std::vector<Step> {
    std::vector<Step> all;
    for (auto const& [path, item] : document().at("paths").as_object()) {
      for (auto const& [method, operation] : item.as_object()) {
        if (method == "parameters") continue;
        Step step{.method = upper_case(method), .path = std::string(path)};
        if (auto const* const body = operation.as_object().if_contains("requestBody"))
          step.body = resolved(resolved(*body)
                                   .at("content")
                                   .at("application/json")
                                   .at("examples")
                                   .as_object()
                                   .begin()
                                   ->value())
                          .at("value");
        if (auto const* const parameters = operation.as_object().if_contains("parameters")) {
          for (auto const& parameter : parameters->as_array()) {
            if (resolved(parameter).at("in") == "query")
              step.parameters.emplace_back(resolved(parameter).at("name").as_string());
          }
        }
        all.push_back(std::move(step));
      }
    }
    return all;
  }

  auto below(std::size_t count) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine_);
  }
  auto strange_text() -> std::string {
    static std::vector<std::string> const texts{"",
                                                "0",
                                                "-1",
                                                "1",
                                                "2",
                                                "3",
                                                "99999999999999999999",
                                                "9223372036854775807",
                                                "-9223372036854775808",
                                                "1e308",
                                                "null",
                                                "true",
                                                "2026-02-30",
                                                "2026-01-31",
                                                "2025-01",
                                                "9999-12-31",
                                                "0000-00-00",
                                                "' or 1=1 --",
                                                "\"",
                                                "\\",
                                                "<script>alert(1)</script>",
                                                "../../etc/passwd",
                                                "%00",
                                                "\xF0\x9F\x92\xA5",
                                                "\xE2\x80\xAE"
                                                "abc",
                                                "a\nb",
                                                std::string(5'000, 'x'),
                                                "today",
                                                "numbers,notices",
                                                "🙂🙂🙂",
                                                "١٢٣",
                                                "{}",
                                                "[]"};
    return texts[below(texts.size())];
  }
  auto strange() -> json::value {
    switch (below(9)) {
      case 0:
        return nullptr;
      case 1:
        return std::int64_t{-1};
      case 2:
        return std::numeric_limits<std::int64_t>::max();
      case 3:
        return std::numeric_limits<std::uint64_t>::max();
      case 4:
        return 1e300;
      case 5:
        return below(2) == 0;
      case 6:
        return json::array{strange_text(), nullptr, 7};
      case 7:
        return json::object{{"a", strange_text()}, {"id", 1}};
      default:
        return json::value(strange_text());
    }
  }
  // Some part of it becomes something else, disappears, or gets company.
  void spoil(json::value& value, int depth = 0) {
    if (depth > 6) return;
    if (auto* const object = value.if_object(); object != nullptr && !object->empty()) {
      auto const at = object->begin() + static_cast<std::ptrdiff_t>(below(object->size()));
      switch (below(5)) {
        case 0:
          object->erase(at);
          return;
        case 1:
          (*object)[strange_text().substr(0, 20)] = strange();
          return;
        case 2:
          at->value() = strange();
          return;
        default:
          return spoil(at->value(), depth + 1);
      }
    }
    if (auto* const array = value.if_array(); array != nullptr && !array->empty())
      return spoil((*array)[below(array->size())], depth + 1);
    value = strange();
  }

  auto made(Step const& step) -> Ask {
    Ask ask{.method = step.method, .path = step.path};
    while (ask.path.find('{') != std::string::npos) {
      auto const brace = ask.path.find('{');
      static std::vector<std::string> const ids{
          "1", "2", "0", "-1", "x", "9223372036854775807", "99999999999999999999", "%27"};
      ask.path.replace(brace, ask.path.find('}') - brace + 1, ids[below(below(3) == 0 ? ids.size() : 2)]);
    }
    char separator = '?';
    for (auto const& name : step.parameters) {
      if (below(3) != 0) continue;
      ask.path += separator + name + "=" + http::percent_encoded(strange_text());
      separator = '&';
    }
    if (!step.body.is_null()) {
      auto body = step.body;
      for (auto count = below(3); count > 0; --count) spoil(body);
      ask.body = json::serialize(body);
      if (below(10) == 0) ask.body.resize(below(ask.body.size() + 1));
      if (below(20) == 0 && !ask.body.empty())
        ask.body[below(ask.body.size())] = static_cast<char>(below(256));
    }
    if (below(2) == 0) ask.headers.emplace_back("If-Match", below(2) == 0 ? "*" : strange_text());
    if (below(4) == 0) ask.headers.emplace_back("Idempotency-Key", fmt::format("k{}", below(5)));
    if (below(4) == 0) ask.headers.emplace_back("Accept-Language", strange_text());
    return ask;
  }

  std::mt19937_64 engine_{std::random_device()()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Spoilt, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Spoilt, requests_are_refused_in_the_documents_words) {
  auto const seed = engine_();
  engine_.seed(seed);
  SCOPED_TRACE("seed " + std::to_string(seed));
  give_plan(port_, today_ - 1, store::units(100), manager_.user);
  load_numbers();
  auto const all = steps();
  std::vector<Actor> const people{owner_, admin_, head_, manager_, analyst_};
  for (int count = 0; count < 1'500; ++count) {
    if (count % 100 == 0) {
      tokens_.clear();
      now += std::chrono::seconds(61);
    }
    auto const& step = all[below(all.size())];
    auto const ask = made(step);
    as(people[below(people.size())], ask);
    ASSERT_FALSE(HasFailure()) << ask.method << " " << ask.path << "\n" << ask.body;
  }
}

}  // namespace
}  // namespace pb::api
