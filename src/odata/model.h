#pragma once

#include <boost/describe/enum.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pb::odata {

// decimal: two decimals, counted in hundredths. date: days since 1970-01-01. moment: microseconds since then.
BOOST_DEFINE_ENUM_CLASS(Type, whole, decimal, text, date, moment, flag)

struct Property {
  std::string name;
  Type type = Type::whole;
  bool nullable = false;
};

// An entity set; the first property is its key, unless it says which.
struct Set {
  std::string name;    // "Plans"
  std::string entity;  // "Plan"
  std::vector<std::string> key;
  std::vector<Property> properties;

  [[nodiscard]] auto find(std::string_view property) const -> Property const* {
    for (auto const& one : properties) {
      if (one.name == property) return &one;
    }
    return nullptr;
  }
};

}  // namespace pb::odata
