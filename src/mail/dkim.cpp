#include "mail/dkim.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "crypto/base64.h"
#include "crypto/hash.h"

namespace pb::mail {
namespace {

using Algorithm = crypto::SigningKey::Algorithm;

// What others must not change or add. RFC 8058 wants the headers of one-click unsubscription signed.
constexpr std::array<std::string_view, 11> kSigned{"from",
                                                   "to",
                                                   "subject",
                                                   "date",
                                                   "message-id",
                                                   "mime-version",
                                                   "list-unsubscribe",
                                                   "list-unsubscribe-post",
                                                   "reply-to",
                                                   "content-type",
                                                   "content-transfer-encoding"};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// RFC 6376, 3.4.2 and 3.4.4: runs of blanks become one; none at either end.
auto with_single_blanks(std::string_view text) -> std::string {
  std::string out;
  for (char const c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

auto relaxed_header(std::string_view name, std::string_view value) -> std::string {
  return lower_case(name) + ":" + with_single_blanks(value);
}

// Blanks at the ends of lines, and empty lines at the end, do not count. Unlike in a header, blanks at the
// front of a line stay as one.
auto relaxed_body(std::string_view body) -> std::string {
  std::string out;
  out.reserve(body.size() + 2);
  std::size_t solid = 0;  // up to the end of the last line that says something
  while (!body.empty()) {
    auto const end = body.find("\r\n");
    auto const line = body.substr(0, end);
    auto const begin = out.size();
    if (!line.empty() && is_blank(line.front())) out += ' ';
    out += with_single_blanks(line);
    if (out.size() == begin + 1 && out.back() == ' ') out.pop_back();
    bool const says_something = out.size() > begin;
    out += "\r\n";
    if (says_something) solid = out.size();
    body.remove_prefix(end == std::string_view::npos ? body.size() : end + 2);
  }
  out.resize(solid);
  return out;
}

struct Header {
  std::string name{};
  std::string value{};
};

// Unfolded by whoever reads the value.
auto headers_of(std::string_view head) -> std::vector<Header> {
  std::vector<Header> headers;
  while (!head.empty()) {
    auto end = head.find("\r\n");
    while (end != std::string_view::npos && end + 2 < head.size() &&
           (head[end + 2] == ' ' || head[end + 2] == '\t'))
      end = head.find("\r\n", end + 2);
    auto const line = head.substr(0, end);
    auto const colon = line.find(':');
    if (colon != std::string_view::npos)
      headers.push_back({lower_case(line.substr(0, colon)), std::string(line.substr(colon + 1))});
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
  }
  return headers;
}

// What is signed of the headers: each that is there and, by naming it once more, that there is no second one.
struct Covered {
  std::string names{};
  std::string text{};
};

auto covered(std::vector<Header> const& headers) -> Covered {
  Covered all;
  for (auto const name : kSigned) {
    auto const found = std::ranges::find(headers, name, &Header::name);
    bool const there = found != headers.end();
    if (there) {
      all.names += fmt::format("{}{}", all.names.empty() ? "" : ":", name);
      all.text += relaxed_header(name, found->value) + "\r\n";
    }
    if (name == "from" || name == "subject" || name == "to") all.names += fmt::format(":{}", name);
  }
  return all;
}

// In pieces that fit a line; blanks inside the value do not count.
auto folded(std::string_view base64) -> std::string {
  std::string out;
  for (std::size_t at = 0; at < base64.size(); at += 70) out.append("\r\n\t").append(base64.substr(at, 70));
  return out;
}

}  // namespace

auto dkim_signed(std::string_view message, DkimKey const& key, Instant now) -> std::string {
  auto const end_of_head = message.find("\r\n\r\n");
  auto const head =
      message.substr(0, end_of_head == std::string_view::npos ? message.size() : end_of_head + 2);
  auto const body =
      end_of_head == std::string_view::npos ? std::string_view() : message.substr(end_of_head + 4);
  auto const signed_headers = covered(headers_of(head));
  bool const edwards = key.key.algorithm() == Algorithm::ed25519;
  auto const value =
      fmt::format(" v=1; a={}; c=relaxed/relaxed; d={};\r\n\ts={}; t={};\r\n\th={};\r\n\tbh={};\r\n\tb=",
                  edwards ? "ed25519-sha256" : "rsa-sha256", key.domain, key.selector,
                  std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count(),
                  signed_headers.names, crypto::to_base64(crypto::sha256(relaxed_body(body))));
  auto const to_sign = signed_headers.text + relaxed_header("dkim-signature", value);
  auto const signature = key.key.sign(edwards ? crypto::sha256(to_sign) : to_sign);
  return fmt::format("DKIM-Signature:{}{}\r\n{}", value, folded(crypto::to_base64(signature)), message);
}

auto dkim_record(DkimKey const& key) -> std::string {
  bool const edwards = key.key.algorithm() == Algorithm::ed25519;
  return fmt::format("v=DKIM1; k={}; p={}", edwards ? "ed25519" : "rsa",
                     crypto::to_base64(key.key.public_key()));
}

}  // namespace pb::mail
