#include <algorithm>
#include <cctype>

#include "telegram/simulator/parameters.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::size_t kPartLimit = 200;

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::ranges::equal(text.substr(0, prefix.size()), prefix, [](unsigned char a, unsigned char b) {
           return std::tolower(a) == std::tolower(b);
         });
}

// The value of `name=` in a header line, with or without quotes; nothing when it is not there.
auto header_parameter(std::string_view line, std::string_view name) -> std::optional<std::string> {
  std::size_t at = 0;
  while ((at = line.find(';', at)) != std::string_view::npos) {
    at = line.find_first_not_of("; \t", at);
    if (at == std::string_view::npos) return std::nullopt;
    auto const rest = line.substr(at);
    if (!starts_with_ignoring_case(rest, name) || rest.substr(name.size()).substr(0, 1) != "=") continue;
    auto const value = rest.substr(name.size() + 1);
    if (!value.starts_with('"')) return std::string(value.substr(0, value.find_first_of("; \t")));
    std::string text;
    for (std::size_t index = 1; index < value.size() && value[index] != '"'; ++index) {
      if (value[index] == '\\' && index + 1 < value.size()) ++index;
      text += value[index];
    }
    return text;
  }
  return std::nullopt;
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
