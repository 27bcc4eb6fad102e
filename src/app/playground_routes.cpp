#include "app/playground_routes.h"

#include <array>
#include <span>
#include <string_view>

#include "base/embedded.h"
#include "crypto/token.h"

namespace pb::embedded {
auto playground() -> std::span<EmbeddedFile const>;
}

namespace pb::app {
namespace {

constexpr std::string_view kPage = "index.html";
constexpr std::string_view kFolder = "/playground/";

// `blob:` is for pictures and voice notes that have not been sent yet.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src "
    "'self'; "
    "media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

struct ContentType {
  std::string_view ending;
  std::string_view type;
};
constexpr auto kContentTypes = std::to_array<ContentType>({
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
});

auto content_type_of(std::string_view name) -> std::string_view {
  for (auto const& [ending, type] : kContentTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

// Strong: the same tag means the same bytes, in every process and build.
auto entity_tag(std::string_view bytes) -> std::string {
  constexpr std::size_t kEnough = 32;  // hexadecimal digits
  return '"' + crypto::hash_token(Secret(std::string(bytes))).substr(0, kEnough) + '"';
}

// If-None-Match is a list of tags, each maybe weak, or `*`.
bool has_it_already(http::Request const& request, std::string_view tag) {
  auto const known = http::find_header(request.headers, "If-None-Match");
  return known && (*known == "*" || known->find(tag) != std::string_view::npos);
}

auto answer(http::Request const& request, EmbeddedFile const& file, std::string const& tag)
    -> http::Response {
  http::Headers headers{{"ETag", tag},
                        {"Cache-Control", "no-cache"},
                        {"Content-Security-Policy", std::string(kContentSecurityPolicy)},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cross-Origin-Opener-Policy", "same-origin"}};
  if (has_it_already(request, tag)) return {.status = 304, .headers = std::move(headers)};
  headers.emplace_back("Content-Type", content_type_of(file.name));
  return {.status = 200, .headers = std::move(headers), .body = std::string(file.bytes)};
}

}  // namespace

void add_playground_routes(http::Router& router) {
  for (auto const& file : embedded::playground()) {
    auto const serve = [&file, tag = entity_tag(file.bytes)](http::Request const& request,
                                                             http::Respond respond) {
      respond(answer(request, file, tag));
    };
    if (file.name == kPage) {
      router.add("GET", "/playground", serve);
      router.add("GET", std::string(kFolder), serve);
    } else {
      router.add("GET", std::string(kFolder) + std::string(file.name), serve);
    }
  }
}

}  // namespace pb::app
