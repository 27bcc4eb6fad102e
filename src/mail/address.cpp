#include "mail/address.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <memory>

#include "base/utf8.h"

namespace pb::mail {
namespace {

constexpr std::size_t kAddressLimit = 254;  // RFC 5321, a path without its brackets
constexpr std::size_t kLocalLimit = 64;
constexpr std::size_t kNameLimit = 200;

auto refused(std::string_view text) -> std::unexpected<Error> {
  constexpr std::size_t kShown = 100;
  return fail(ErrorCode::invalid,
              Message("error.mail.address", {{"address", std::string(shortened(text, kShown))}}), "address");
}

auto trimmed(std::string_view text) -> std::string_view {
  auto const is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 5322, 3.2.3: atext.
bool is_atom_char(char c) {
  return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > kLocalLimit || text.front() == '.' || text.back() == '.') return false;
  if (text.contains("..")) return false;
  return std::ranges::all_of(text, [](char c) { return is_atom_char(c) || c == '.'; });
}

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

// Two labels at least; the last is no number, or it would be an IP address.
bool is_host_name(std::string_view host) {
  if (!host.contains('.')) return false;
  auto rest = host;
  for (;;) {
    auto const dot = rest.find('.');
    auto const label = rest.substr(0, dot);
    if (!is_label(label)) return false;
    if (dot == std::string_view::npos)
      return !std::ranges::all_of(label, [](char c) { return c >= '0' && c <= '9'; });
    rest.remove_prefix(dot + 1);
  }
}

// In lower case and in ASCII; empty where it is no name.
auto ascii_host(std::string_view host) -> std::string {
  UErrorCode status = U_ZERO_ERROR;
  static auto const idna = std::unique_ptr<icu::IDNA>(icu::IDNA::createUTS46Instance(
      UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, status));
  if (!idna) return {};
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(icu::StringPiece(host.data(), static_cast<int32_t>(host.size())), sink, info,
                         status);
  return U_FAILURE(status) || info.hasErrors() ? std::string() : ascii;
}

}  // namespace

auto parse_address(std::string_view text) -> Result<std::string> {
  text = trimmed(text);
  auto const at = text.rfind('@');
  if (text.size() > 2 * kAddressLimit || at == std::string_view::npos) return refused(text);
  auto const local = text.substr(0, at);
  auto const host = ascii_host(text.substr(at + 1));
  if (!is_local_part(local) || !is_host_name(host)) return refused(text);
  auto address = std::string(local) + "@" + host;
  if (address.size() > kAddressLimit) return refused(text);
  return address;
}

auto parse_mailbox(std::string_view text) -> Result<Mailbox> {
  text = trimmed(text);
  if (!text.ends_with('>')) {
    PB_TRY(auto address, parse_address(text));
    return Mailbox{.address = std::move(address)};
  }
  auto const open = text.rfind('<');
  if (open == std::string_view::npos) return refused(text);
  PB_TRY(auto address, parse_address(text.substr(open + 1, text.size() - open - 2)));
  auto name = trimmed(text.substr(0, open));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  bool const odd = std::ranges::any_of(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || std::string_view("\"<>\\\x7F").contains(c);
  });
  if (odd || name.size() > kNameLimit || !is_utf8(name)) return refused(text);
  return Mailbox{.name = std::string(name), .address = std::move(address)};
}

auto host_of(std::string_view address) -> std::string_view {
  return address.substr(address.rfind('@') + 1);
}

}  // namespace pb::mail
