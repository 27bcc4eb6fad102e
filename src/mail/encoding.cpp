#include "mail/encoding.h"

#include <algorithm>

#include "base/utf8.h"
#include "crypto/base64.h"

namespace pb::mail {
namespace {

constexpr std::size_t kLine = 76;
constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f;
}

void append_hex(std::string& out, char mark, char c) {
  auto const byte = static_cast<unsigned char>(c);
  out += mark;
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

auto without_controls(std::string_view text) -> std::string {
  std::string clean(text);
  std::ranges::replace_if(
      clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return clean;
}

// The bytes of whole characters that fit into `most`; one at least.
auto whole_characters(std::string_view text, std::size_t most) -> std::size_t {
  std::size_t size = 0;
  while (size < text.size()) {
    auto const next = decode_utf8(text, size).bytes;
    if (size > 0 && size + next > most) break;
    size += next;
  }
  return size;
}

// Where a line of quoted-printable ends, a blank before it would be lost.
void end_line(std::string& out) {
  if (!out.empty() && (out.back() == ' ' || out.back() == '\t')) {
    auto const blank = out.back();
    out.pop_back();
    append_hex(out, '=', blank);
  }
  out += "\r\n";
}

}  // namespace

auto header_text(std::string_view utf8, std::size_t used) -> std::string {
  auto const clean = without_controls(utf8);
  bool const plain = std::ranges::all_of(clean, is_plain) && !clean.contains("=?");
  if (plain && used + clean.size() <= kLine) return clean;
  std::string out;
  std::string_view rest = clean;
  while (!rest.empty()) {
    constexpr std::size_t kFrame = 12;  // =?UTF-8?B? and ?=
    if (!out.empty()) {
      out += "\r\n ";
      used = 1;
    }
    auto const room = used + kFrame + 8 < kLine ? (kLine - used - kFrame) / 4 * 3 : 6;
    auto const size = whole_characters(rest, room);
    out += "=?UTF-8?B?" + crypto::to_base64(rest.substr(0, size)) + "?=";
    rest.remove_prefix(size);
  }
  return out;
}

auto base64_lines(std::string_view bytes) -> std::string {
  constexpr std::size_t kBytesOfALine = kLine / 4 * 3;
  std::string out;
  out.reserve(bytes.size() / 3 * 4 + bytes.size() / kBytesOfALine * 2 + 8);
  for (std::size_t at = 0; at < bytes.size(); at += kBytesOfALine)
    out.append(crypto::to_base64(bytes.substr(at, kBytesOfALine))).append("\r\n");
  return out;
}

auto quoted_printable(std::string_view text) -> std::string {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const c = text[at];
    if (c == '\n' || c == '\r') {
      if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      end_line(out);
      line = 0;
      continue;
    }
    bool const as_it_is = (is_plain(c) && c != '=') || c == '\t';
    if (line + (as_it_is ? 1 : 3) > kLine - 1) {
      out += "=\r\n";
      line = 0;
    }
    if (as_it_is) {
      out += c;
    } else {
      append_hex(out, '=', c);
    }
    line += as_it_is ? 1 : 3;
  }
  if (line > 0) end_line(out);
  return out;
}

auto parameter(std::string_view name, std::string_view value) -> std::string {
  auto const clean = without_controls(value);
  bool const plain = std::ranges::all_of(
      clean, [](char c) { return is_plain(c) && c != '"' && c != '\\' && c != '%' && c != '\''; });
  if (plain && name.size() + clean.size() < kLine - 6)
    return ";\r\n " + std::string(name) + "=\"" + clean + "\"";
  // RFC 2231: continued pieces, each short enough for a line.
  std::string out;
  std::string piece = "UTF-8''";
  std::size_t number = 0;
  auto const flush = [&] {
    out += ";\r\n " + std::string(name) + "*" + std::to_string(number++) + "*=" + piece;
    piece.clear();
  };
  for (char const c : clean) {
    bool const safe = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      std::string_view("-._~").contains(c);
    if (piece.size() + 3 > 50) flush();
    if (safe) {
      piece += c;
    } else {
      append_hex(piece, '%', c);
    }
  }
  flush();
  return out;
}

}  // namespace pb::mail
