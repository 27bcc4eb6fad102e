#include "app/playground_routes.h"

#include <gmock/gmock.h>

#include <optional>

namespace pb::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

auto get(std::string path, http::Headers headers = {}) -> http::Response {
  http::Router router;
  add_playground_routes(router);
  http::Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  std::optional<http::Response> answer;
  router.handle(std::move(request), [&](http::Response response) { answer = std::move(response); });
  return answer.value_or(http::Response{.status = 0});
}

auto header(http::Response const& response, std::string_view name) -> std::string {
  return std::string(http::find_header(response.headers, name).value_or(""));
}

TEST(PlaygroundRoutes, the_page_comes_with_all_that_it_loads) {
  auto const page = get("/playground");

  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8");
  for (auto const* file : {"/playground/app.js", "/playground/style.css", "/playground/logo.svg"}) {
    EXPECT_THAT(page.body, HasSubstr(file));
    EXPECT_EQ(get(file).status, 200) << file;
  }
  EXPECT_EQ(header(get("/playground/app.js"), "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(get("/playground/logo.svg"), "Content-Type"), "image/svg+xml");
}

TEST(PlaygroundRoutes, the_page_may_run_and_call_only_what_is_its_own) {
  auto const policy = header(get("/playground"), "Content-Security-Policy");

  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("script-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_THAT(get("/playground").body, Not(HasSubstr("style=")));
}

TEST(PlaygroundRoutes, a_browser_that_has_the_file_gets_no_bytes) {
  auto const first = get("/playground/app.js");
  auto const tag = header(first, "ETag");

  auto const again = get("/playground/app.js", {{"if-none-match", "W/\"other\", " + tag}});

  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(header(again, "ETag"), tag);
}

TEST(PlaygroundRoutes, another_file_has_another_tag) {
  auto const tag = header(get("/playground/style.css"), "ETag");

  EXPECT_EQ(get("/playground/app.js", {{"If-None-Match", tag}}).status, 200);
}

TEST(PlaygroundRoutes, nothing_else_is_served) {
  EXPECT_EQ(get("/playground/index.html").status, 404);
  EXPECT_EQ(get("/playground/../settings").status, 404);
}

}  // namespace
}  // namespace pb::app
