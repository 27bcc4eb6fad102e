#include <algorithm>

#include "base/ascii.h"
#include "telegram/simulator/parameters.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::size_t kPartLimit = 200;

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

// Takes a parameter's value off the front of the text: a word, or a string in quotes.
auto take_value(std::string_view& text) -> std::string {
  if (!text.starts_with('"')) {
    auto const end = std::min(text.find_first_of("; \t"), text.size());
    std::string value(text.substr(0, end));
    text.remove_prefix(end);
    return value;
  }
  std::string value;
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    if (text.substr(at).starts_with("%22")) {  // how browsers write a quote
      value += '"';
      at += 2;
    } else {
      value += text[at];
    }
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return value;
}

// The value of `name=` behind a semicolon of a header line, with or without quotes; nothing when it is not
// there.
auto header_parameter(std::string_view line, std::string_view name) -> std::optional<std::string> {
  auto rest = line.substr(std::min(line.find(';'), line.size()));
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of("; \t"), rest.size()));
    if (rest.empty()) return std::nullopt;
    auto const word = rest.substr(0, rest.find_first_of("=;"));
    rest.remove_prefix(word.size());
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    auto value = take_value(rest);
    if (word.size() == name.size() && starts_with_ignoring_case(word, name)) return value;
  }
}

void add_part(std::string_view part, Multipart& result) {
  auto const head_end = part.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return;
  auto head = part.substr(0, head_end);
  std::optional<std::string> name;
  std::optional<std::string> file_name;
  std::string content_type;
  while (!head.empty()) {
    auto const line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
    if (starts_with_ignoring_case(line, "content-disposition:")) {
      name = header_parameter(line, "name");
      file_name = header_parameter(line, "filename");
    } else if (starts_with_ignoring_case(line, "content-type:")) {
      auto const value = line.substr(std::string_view("content-type:").size());
      content_type = value.substr(std::min(value.find_first_not_of(' '), value.size()));
    }
  }
  if (!name) return;
  std::string content(part.substr(head_end + 4));
  if (file_name) {
    result.files.insert_or_assign(*name,
                                  Upload{std::move(*file_name), std::move(content_type), std::move(content)});
  } else {
    result.fields.insert_or_assign(*name, std::move(content));
  }
}

}  // namespace

auto parse_multipart(std::string_view body, std::string_view content_type) -> std::optional<Multipart> {
  auto const boundary = header_parameter(content_type, "boundary");
  if (!boundary || boundary->empty()) return std::nullopt;
  auto const mark = "--" + *boundary;
  Multipart result;
  if (!body.starts_with(mark)) {
    auto const first = body.find("\r\n" + mark);
    if (first == std::string_view::npos) return std::nullopt;
    body.remove_prefix(first + 2);
  }
  body.remove_prefix(mark.size());
  for (std::size_t parts = 0; parts < kPartLimit; ++parts) {
    if (body.starts_with("--")) return result;
    auto const line_end = body.find("\r\n");
    if (line_end == std::string_view::npos) return std::nullopt;
    body.remove_prefix(line_end + 2);
    auto const end = body.find("\r\n" + mark);
    if (end == std::string_view::npos) return std::nullopt;
    add_part(body.substr(0, end), result);
    body.remove_prefix(end + 2 + mark.size());
  }
  return std::nullopt;
}

}  // namespace pb::telegram::simulator
