#include "http/router.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace pb::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

struct RouterTest : testing::Test {
  Router router;
  std::string called;
  std::map<std::string, std::string, std::less<>> parameters;

  void route(std::string const& method, std::string const& pattern) {
    router.add(method, pattern, [this, name = method + " " + pattern](Request request, Respond respond) {
      called = name;
      parameters = std::move(request.path_parameters);
      respond(text_response(200, ""));
    });
  }
  auto ask(std::string method, std::string path) -> Response {
    called.clear();
    Response answer;
    router.handle({.method = std::move(method), .path = std::move(path)},
                  [&](Response response) { answer = std::move(response); });
    return answer;
  }
};

TEST_F(RouterTest, a_fixed_path_wins_over_a_name) {
  route("GET", "/people/{id}");
  route("GET", "/people/me");

  ask("GET", "/people/me");
  EXPECT_EQ(called, "GET /people/me");

  ask("GET", "/people/7");
  EXPECT_EQ(called, "GET /people/{id}");
  EXPECT_THAT(parameters, ElementsAre(Pair("id", "7")));
}

TEST_F(RouterTest, a_dead_end_behind_fixed_text_falls_back_to_the_name) {
  route("GET", "/a/b/c");
  route("GET", "/a/{x}/d");

  ask("GET", "/a/b/d");

  EXPECT_EQ(called, "GET /a/{x}/d");
  EXPECT_THAT(parameters, ElementsAre(Pair("x", "b")));
}

TEST_F(RouterTest, a_segment_may_begin_with_text_and_end_with_a_name) {
  route("POST", "/bot{token}/{method}");

  ask("POST", "/bot123:TEST-TOKEN/getMe");
  EXPECT_THAT(parameters, ElementsAre(Pair("method", "getMe"), Pair("token", "123:TEST-TOKEN")));

  EXPECT_EQ(ask("POST", "/bot/getMe").status, 404);
}

TEST_F(RouterTest, a_name_with_dots_takes_the_rest) {
  route("GET", "/file/{path...}");

  ask("GET", "/file/documents/2026/a.txt");

  EXPECT_THAT(parameters, ElementsAre(Pair("path", "documents/2026/a.txt")));
  EXPECT_EQ(ask("GET", "/file/").status, 404);
  EXPECT_EQ(ask("GET", "/file").status, 404);
}

TEST_F(RouterTest, an_unknown_path_is_404_and_an_unknown_method_is_405_with_what_is_allowed) {
  route("GET", "/things");
  route("POST", "/things");

  EXPECT_EQ(ask("GET", "/thing").status, 404);
  EXPECT_EQ(ask("GET", "/things/").status, 404);
  EXPECT_EQ(ask("GET", "//things").status, 404);
  auto const refused = ask("DELETE", "/things");

  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(find_header(refused.headers, "allow"), "GET, HEAD, POST");
  EXPECT_THAT(called, IsEmpty());
}

TEST_F(RouterTest, head_is_answered_by_get) {
  route("GET", "/things");

  EXPECT_EQ(ask("HEAD", "/things").status, 200);
  EXPECT_EQ(called, "GET /things");
}

TEST_F(RouterTest, a_pattern_that_could_never_match_is_refused_when_it_is_added) {
  EXPECT_THROW(route("GET", "/a/{x}b"), std::invalid_argument);
}

}  // namespace
}  // namespace pb::http
