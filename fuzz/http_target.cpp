#include <cstdlib>

#include "base/utf8.h"
#include "http/router.h"
#include "http/target.h"

// A target that is read has a path that can be routed and stored; no path finds more than one answer.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static pb::http::Router const router = [] {
    pb::http::Router made;
    for (auto const* pattern :
         {"/a", "/a/{x}", "/a/b/c", "/bot{token}/{method}", "/file/bot{token}/{path...}"}) {
      made.add("GET", pattern, [](pb::http::Request request, pb::http::Respond respond) {
        for (auto const& [name, value] : request.path_parameters) {
          if (value.empty()) std::abort();
        }
        respond({});
      });
    }
    return made;
  }();
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  static_cast<void>(pb::http::parse_form(text));
  auto target = pb::http::parse_target(text);
  if (!target) return 0;
  if (!target->path.starts_with('/') || !pb::is_utf8(target->path)) std::abort();
  if (target->path.find('\0') != std::string::npos) std::abort();
  int answers = 0;
  router.handle({.method = "GET", .path = std::move(target->path)}, [&](pb::http::Response) { ++answers; });
  if (answers != 1) std::abort();
  return 0;
}
