#include "people/password_rules.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "base/embedded.h"
#include "base/utf8.h"
#include "domain/name.h"

namespace pb::embedded {
std::span<EmbeddedFile const> common_passwords();
}

namespace pb::people {
namespace {

constexpr std::int64_t kLongestTail = 8;   // "2024!!", "01011990"
constexpr std::int64_t kLongestPiece = 6;  // that is repeated: "abcabcabcabc"
constexpr std::int64_t kShortestWord = 4;  // of the person's own that counts: "Ян" is part of many words

// As everybody would say it: small letters, one way of writing each, no blanks. Only for comparing with what
// is known; what is hashed is the password as it was typed.
auto folded(std::string_view text) -> std::u32string {
  auto const key = name_key(text);
  std::u32string result;
  for (std::size_t at = 0; at < key.size();) {
    auto const decoded = decode_utf8(key, at);
    at += decoded.bytes;
    if (decoded.code_point != U' ') result += decoded.code_point;
  }
  return result;
}

auto length_of(std::u32string_view text) -> std::int64_t {
  return static_cast<std::int64_t>(text.size());
}

auto list_of_common() -> std::unordered_set<std::u32string> const& {
  static auto const list = [] {
    std::unordered_set<std::u32string> passwords;
    for (auto text : embedded::common_passwords()) {
      for (auto rest = text.bytes; !rest.empty();) {
        auto const end = std::min(rest.find('\n'), rest.size());
        passwords.insert(folded(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return passwords;
  }();
  return list;
}

bool is_decoration(char32_t c) {
  return c < 0x80 && !(c >= U'a' && c <= U'z');
}

// "sunshine2024!" is "sunshine" to whoever guesses.
auto without_tail(std::u32string_view text) -> std::u32string {
  auto rest = text;
  while (!rest.empty() && is_decoration(rest.back()) && length_of(text) - length_of(rest) < kLongestTail)
    rest.remove_suffix(1);
  return std::u32string(rest);
}

bool is_repetition(std::u32string_view text) {
  for (std::size_t piece = 1; piece <= static_cast<std::size_t>(kLongestPiece); ++piece) {
    bool const repeats = text.size() > piece && text.substr(piece) == text.substr(0, text.size() - piece);
    if (repeats) return true;
  }
  return false;
}

// "abcdefghij", "9876543210", "абвгдежзий".
bool is_sequence(std::u32string_view text) {
  auto const steps = [&](std::int64_t step) {
    return std::ranges::adjacent_find(text, [step](char32_t a, char32_t b) {
             return static_cast<std::int64_t>(b) - static_cast<std::int64_t>(a) != step;
           }) == text.end();
  };
  return text.size() > 1 && (steps(1) || steps(-1));
}

bool is_common(std::u32string_view text) {
  auto const& list = list_of_common();
  return list.contains(std::u32string(text)) || list.contains(without_tail(text)) || is_repetition(text) ||
         is_sequence(text);
}

void take_out(std::u32string& text, std::u32string const& word) {
  if (length_of(word) < kShortestWord) return;
  for (auto at = text.find(word); at != std::u32string::npos; at = text.find(word))
    text.erase(at, word.size());
}

// Names are taken out whole first, then word by word.
auto without_words(std::u32string text, std::span<std::string const> words) -> std::u32string {
  for (auto const& word : words) take_out(text, folded(word));
  for (std::string_view rest : words) {
    while (!rest.empty()) {
      auto const end = std::min(rest.find_first_of(" @.-_+"), rest.size());
      take_out(text, folded(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return text;
}

auto refused(Message reason) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, std::move(reason), "password");
}

}  // namespace

auto check_password(Secret const& password, std::span<std::string const> own_words) -> Result<void> {
  auto const& text = password.reveal();
  if (!is_utf8(text) || text.contains('\0')) return refused(Message("error.password.unreadable"));
  auto const length = static_cast<std::int64_t>(character_count(text));
  if (length < kPasswordLeast)
    return refused(Message("error.password.too_short", {{"least", kPasswordLeast}}));
  if (length > kPasswordMost) return refused(Message("error.password.too_long", {{"most", kPasswordMost}}));
  auto const plain = folded(text);
  if (is_common(plain)) return refused(Message("error.password.common"));
  auto const rest = without_words(plain, own_words);
  if (rest.size() < plain.size() && length_of(rest) < kPasswordRest)
    return refused(Message("error.password.own_words"));
  return {};
}

}  // namespace pb::people
