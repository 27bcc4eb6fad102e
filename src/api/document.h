#pragma once

#include <map>
#include <string>
#include <string_view>

// The OpenAPI document (docs/openapi.yaml), which was written before the code: routes are made from it.
namespace pb::api {

inline constexpr std::string_view kRoot = "/api/v1";

struct Operation {
  std::string method{};  // upper case
  std::string path{};    // below kRoot: "/offices/{id}"
};

class Document {
 public:
  // The one in the binary. Throws std::runtime_error where it is no OpenAPI document, or an operation in it
  // has no name or shares one.
  Document();

  [[nodiscard]] auto operations() const -> std::map<std::string, Operation, std::less<>> const& {
    return operations_;
  }
  // As served: application/json.
  [[nodiscard]] static auto text() -> std::string_view;

 private:
  std::map<std::string, Operation, std::less<>> operations_;  // by operationId
};

}  // namespace pb::api
