#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>

namespace pb::reports {

BOOST_DEFINE_ENUM_CLASS(Format, text, png, pdf, xlsx, csv, html, json)

// A rendered report as a file.
struct File {
  std::string name;  // "monthly-2026-01.pdf": safe on every file system, ASCII
  std::string content_type;
  std::string bytes;
};

}  // namespace pb::reports
