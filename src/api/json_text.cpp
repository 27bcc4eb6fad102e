#include "api/json_text.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <unordered_set>
#include <vector>

namespace pb::api {
namespace {

namespace json = boost::json;

// Looks for names that come twice in one object; everything else is let pass.
struct NamesOnce {
  constexpr static std::size_t max_object_size = std::size_t(-1);
  constexpr static std::size_t max_array_size = std::size_t(-1);
  constexpr static std::size_t max_key_size = std::size_t(-1);
  constexpr static std::size_t max_string_size = std::size_t(-1);

  std::vector<std::unordered_set<std::string>> objects{};
  std::string key{};
  bool twice = false;

  bool on_document_begin(json::error_code& /*problem*/) { return true; }
  bool on_document_end(json::error_code& /*problem*/) { return true; }
  bool on_object_begin(json::error_code& /*problem*/) {
    objects.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t /*count*/, json::error_code& /*problem*/) {
    objects.pop_back();
    return true;
  }
  bool on_array_begin(json::error_code& /*problem*/) { return true; }
  bool on_array_end(std::size_t /*count*/, json::error_code& /*problem*/) { return true; }
  bool on_key_part(json::string_view part, std::size_t /*count*/, json::error_code& /*problem*/) {
    key.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t /*count*/, json::error_code& problem) {
    key.append(part.data(), part.size());
    twice = !objects.back().insert(std::exchange(key, {})).second;
    if (twice) problem = json::error::syntax;
    return !twice;
  }
  bool on_string_part(json::string_view /*part*/, std::size_t /*count*/, json::error_code& /*problem*/) {
    return true;
  }
  bool on_string(json::string_view /*part*/, std::size_t /*count*/, json::error_code& /*problem*/) {
    return true;
  }
  bool on_number_part(json::string_view /*part*/, json::error_code& /*problem*/) { return true; }
  bool on_int64(std::int64_t /*value*/, json::string_view /*part*/, json::error_code& /*problem*/) {
    return true;
  }
  bool on_uint64(std::uint64_t /*value*/, json::string_view /*part*/, json::error_code& /*problem*/) {
    return true;
  }
  bool on_double(double /*value*/, json::string_view /*part*/, json::error_code& /*problem*/) { return true; }
  bool on_bool(bool /*value*/, json::error_code& /*problem*/) { return true; }
  bool on_null(json::error_code& /*problem*/) { return true; }
  bool on_comment_part(json::string_view /*part*/, json::error_code& /*problem*/) { return true; }
  bool on_comment(json::string_view /*part*/, json::error_code& /*problem*/) { return true; }
};

auto has_a_name_twice(std::string_view text, json::parse_options const& options) -> bool {
  json::basic_parser<NamesOnce> parser(options);
  json::error_code problem;
  parser.write_some(false, text.data(), text.size(), problem);
  return parser.handler().twice;
}

}  // namespace

auto read_json(std::string_view text) -> Outcome<json::value> {
  json::parse_options options;
  options.max_depth = kMostJsonDepth;
  json::error_code problem;
  auto value = json::parse(text, problem, {}, options);
  if (problem) return refuse(400, Message("error.body.json"));
  if (has_a_name_twice(text, options)) return refuse(400, Message("error.body.name_twice"));
  return value;
}

}  // namespace pb::api
