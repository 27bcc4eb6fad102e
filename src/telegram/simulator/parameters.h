#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "telegram/simulator/api_error.h"

namespace pb::telegram::simulator {

struct Upload {
  std::string file_name;
  std::string content_type;
  std::string bytes;
};

// The parts of a multipart/form-data body; nothing when it is not one.
struct Multipart {
  std::map<std::string, std::string, std::less<>> fields;
  std::map<std::string, Upload, std::less<>> files;
};
[[nodiscard]] auto parse_multipart(std::string_view body, std::string_view content_type)
    -> std::optional<Multipart>;

// What a method is called with, wherever it stood: query, form, multipart or JSON body. Every value is text,
// as in a form; structures are JSON text.
class Parameters {
 public:
  [[nodiscard]] static auto read(http::Request& request) -> std::expected<Parameters, ApiError>;
  // An object as in a JSON body; members that are null are absent.
  void add_object(boost::json::object const& object);

  // Nothing when absent; given but empty is empty.
  [[nodiscard]] auto text(std::string_view name) const -> std::optional<std::string_view>;
  [[nodiscard]] auto number(std::string_view name) const -> std::optional<std::int64_t>;
  [[nodiscard]] bool flag(std::string_view name) const;  // "true", "yes" or "1"
  // The value as JSON; nothing when it is absent or no such.
  [[nodiscard]] auto object(std::string_view name) const -> std::optional<boost::json::object>;
  [[nodiscard]] auto array(std::string_view name) const -> std::optional<boost::json::array>;
  // The file sent under this name, also by "attach://other".
  [[nodiscard]] auto file(std::string_view name) const -> Upload const*;

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::map<std::string, Upload, std::less<>> files_;
};

}  // namespace pb::telegram::simulator
