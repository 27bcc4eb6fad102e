// yaml_to_json IN OUT: the same document in JSON. Anchors are followed, merge keys (<<) filled in; plain
// scalars are what YAML 1.2's core schema says they are.
#include <yaml-cpp/yaml.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <fstream>
#include <iostream>

namespace {

namespace json = boost::json;

template <class Number>
auto number(std::string const& text) -> json::value {
  Number value{};
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return nullptr;
  return value;
}

auto scalar(YAML::Node const& node) -> json::value {
  auto const& text = node.Scalar();
  if (node.Tag() == "!") return json::value(text);  // quoted
  if (text == "true" || text == "false") return text == "true";
  if (text == "null" || text == "~" || text.empty()) return nullptr;
  if (auto whole = number<std::int64_t>(text); !whole.is_null()) return whole;
  if (auto real = number<double>(text); !real.is_null()) return real;
  return json::value(text);
}

auto to_json(YAML::Node const& node) -> json::value {
  if (node.IsSequence()) {
    json::array array;
    for (auto const& item : node) array.push_back(to_json(item));
    return array;
  }
  if (node.IsMap()) {
    json::object object;
    for (auto const& entry : node) {
      auto const& key = entry.first.Scalar();
      if (key != "<<") {
        object[key] = to_json(entry.second);
        continue;
      }
      for (auto const& merged : entry.second) {
        if (!object.contains(merged.first.Scalar())) object[merged.first.Scalar()] = to_json(merged.second);
      }
    }
    return object;
  }
  return node.IsScalar() ? scalar(node) : json::value(nullptr);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: yaml_to_json IN OUT\n";
    return 2;
  }
  try {
    std::ofstream(arguments[2]) << json::serialize(to_json(YAML::LoadFile(arguments[1])));
  } catch (std::exception const& problem) {
    std::cerr << arguments[1] << ": " << problem.what() << '\n';
    return 1;
  }
  return 0;
}
