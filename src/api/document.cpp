#include "api/document.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <stdexcept>

#include "base/ascii.h"
#include "base/embedded.h"

namespace pb::embedded {
std::span<EmbeddedFile const> openapi();
}

namespace pb::api {
namespace {

auto is_method(std::string_view name) -> bool {
  return name == "get" || name == "post" || name == "put" || name == "patch" || name == "delete";
}

}  // namespace

auto Document::text() -> std::string_view {
  return embedded::openapi().front().bytes;
}

Document::Document() {
  auto const document = boost::json::parse(text());
  for (auto const& [path, item] : document.at("paths").as_object()) {
    for (auto const& [method, operation] : item.as_object()) {
      if (!is_method(method)) continue;
      auto const name = std::string(operation.at("operationId").as_string());
      Operation const found{upper_case(method), std::string(path)};
      if (!operations_.emplace(name, found).second)
        throw std::runtime_error("two operations are named " + name + " in the OpenAPI document");
    }
  }
}

}  // namespace pb::api
