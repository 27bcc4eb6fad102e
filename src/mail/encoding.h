#pragma once

#include <string>
#include <string_view>

// How bytes and letters travel in mails, which are lines of ASCII.
namespace pb::mail {

// A header's text: as it is where it is short and plain, else as encoded words (RFC 2047) of whole
// characters, folded so that no line is longer than 78. `used` characters are on its first line already.
[[nodiscard]] auto header_text(std::string_view utf8, std::size_t used) -> std::string;

// Lines of 76 characters (RFC 2045, 6.8), the last one ended too.
[[nodiscard]] auto base64_lines(std::string_view bytes) -> std::string;
// RFC 2045, 6.7, of a text: any line ending becomes CR LF; the last line is ended.
[[nodiscard]] auto quoted_printable(std::string_view text) -> std::string;

// A parameter of a header: name="value", or the form of RFC 2231 where the value needs it; with "; " before
// it, on a line of its own.
[[nodiscard]] auto parameter(std::string_view name, std::string_view value) -> std::string;

}  // namespace pb::mail
