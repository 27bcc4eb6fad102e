#include "script.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace pb::crash {
namespace {

constexpr std::size_t kAmountDigits = 7;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// What stands between three digits and the next three: a comma, or one of the two narrow spaces that do not
// break.
auto separator_bytes(std::string_view text) -> std::size_t {
  constexpr std::array<std::string_view, 4> kSeparators{",", "\u00A0", "\u202F", "\\u00a0"};
  for (auto const separator : kSeparators) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

}  // namespace

auto Script::step(std::size_t lane, std::size_t index) const -> std::optional<Step> {
  auto const steps_each = business_.territories_each + 1;
  auto const manager = lane + index / steps_each * lanes_;
  if (manager >= business_.managers) return std::nullopt;
  auto const turn = index % steps_each;
  Step step{.update_id = static_cast<std::int64_t>(manager * steps_each + turn) + 1,
            .chat = business_.chat(manager)};
  if (turn == 0) {
    auto const button = fmt::format("plan:{}:{}", business_.territory(manager, 0), day_.days);
    step.json = bench::button_update(step.update_id, step.chat, button);
  } else {
    step.territory = business_.territory(manager, turn - 1);
    step.amount = kFirstAmount + step.territory - 1;
    step.json = bench::text_update(step.update_id, step.chat, std::to_string(step.amount));
  }
  return step;
}

auto Script::place(std::int64_t amount) const -> std::optional<std::size_t> {
  auto const place = static_cast<std::size_t>(amount - kFirstAmount);
  return amount >= kFirstAmount && place < amounts() ? std::optional(place) : std::nullopt;
}

// The first number of seven digits that begins with a 7: what was saved stands before what is asked next.
auto Script::amount_in(std::string_view message) -> std::optional<std::int64_t> {
  std::string digits;
  for (std::size_t at = 0; at < message.size();) {
    if (is_digit(message[at])) {
      digits += message[at++];
      continue;
    }
    auto const separator = separator_bytes(message.substr(at));
    auto const goes_on = !digits.empty() && separator != 0 && at + separator < message.size() &&
                         is_digit(message[at + separator]);
    if (goes_on) {
      at += separator;
      continue;
    }
    if (digits.size() == kAmountDigits && digits.front() == '7') break;
    digits.clear();
    ++at;
  }
  if (digits.size() != kAmountDigits || digits.front() != '7') return std::nullopt;
  std::int64_t amount = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), amount);
  return amount;
}

}  // namespace pb::crash
