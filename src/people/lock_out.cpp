#include "people/lock_out.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/enum_name.h"
#include "crypto/token.h"
#include "store/passwords.h"
#include "store/sign_in_failures.h"

namespace pb::people {
namespace {

using std::chrono::seconds;

// So many attempts without waiting; then `first`, doubled each time, up to `longest`.
struct Patience {
  std::int64_t free = 0;
  seconds first{};
  seconds longest{};
};

struct Rules {
  Patience near;     // one account from one place
  Patience address;  // any account from one address; an office may share one
  Patience account;  // one account from wherever
};

constexpr seconds kQuarter{15 * 60};
constexpr seconds kHour{60 * 60};

auto rules_of(Proof proof) -> Rules {
  switch (proof) {
    case Proof::password:
      return {.near = {5, seconds(10), kQuarter},
              .address = {30, seconds(10), kQuarter},
              .account = {50, seconds(10), kHour}};
    case Proof::second_factor:  // whoever gets here knows the first one
      return {.near = {5, seconds(10), kQuarter},
              .address = {30, seconds(10), kQuarter},
              .account = {10, seconds(10), kHour}};
    case Proof::password_reset:  // each one is a mail
      return {.near = {3, seconds(60), kHour},
              .address = {20, seconds(60), kHour},
              .account = {5, seconds(60), kHour}};
  }
  return {};
}

// What is kept of it tells nothing to whoever reads the table.
auto hashed(std::string const& text) -> std::string {
  return crypto::hash_token(Secret(text));
}

// A network's customers get 64 bits or more of IPv6 each; an IPv4 address may come written as IPv6.
auto neighbourhood(std::string const& address) -> std::string {
  constexpr std::string_view kMapped = "::ffff:";
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  if (address.starts_with(kMapped) && address.contains('.')) return address.substr(kMapped.size());
  return fmt::format("{:02x}/64", fmt::join(bytes.begin(), bytes.begin() + 8, ""));
}

auto address_of(Place const& place) -> std::string {
  return hashed("address " + neighbourhood(place.address));
}

auto device_of(Place const& place) -> std::string {
  return hashed("device " + place.device.reveal());
}

struct Counter {
  std::string subject{};
  Patience patience{};
};

// What an attempt is counted by; the first is the one that success forgets.
auto counters_of(store::Unit& unit, Attempt const& attempt) -> std::vector<Counter> {
  auto const rules = rules_of(attempt.proof);
  auto const known = [&](std::string const& place) {
    return attempt.user && store::is_sign_in_place(unit.sql, *attempt.user, place, unit.now - kPlacesLast);
  };
  auto const subject = [&](std::string_view kind, std::string_view what) {
    return hashed(fmt::format("{}\n{}\n{}", enum_name(attempt.proof), kind, what));
  };
  bool const own_device = !attempt.place.device.empty() && known(device_of(attempt.place));
  auto const place = own_device ? device_of(attempt.place) : address_of(attempt.place);
  std::vector<Counter> counters{{subject("near", place + attempt.account), rules.near}};
  if (own_device) return counters;
  counters.push_back({subject("address", place), rules.address});
  if (!known(place)) counters.push_back({subject("account", attempt.account), rules.account});
  return counters;
}

auto wait_after(Patience const& patience, std::int64_t count) -> seconds {
  if (count < patience.free) return seconds(0);
  constexpr std::int64_t kDoublings = 20;
  auto const doubled = patience.first * (std::int64_t{1} << std::min(count - patience.free, kDoublings));
  return std::min(doubled, patience.longest);
}

auto wait_of(store::Unit& unit, std::vector<Counter> const& counters) -> std::optional<seconds> {
  seconds longest{0};
  for (auto const& counter : counters) {
    auto const failures = store::sign_in_failures(unit.sql, counter.subject, unit.now - kFailuresLast);
    auto const until = failures.last_at + wait_after(counter.patience, failures.count);
    if (until > unit.now) longest = std::max(longest, std::chrono::ceil<seconds>(until - unit.now));
  }
  return longest > seconds(0) ? std::optional(longest) : std::nullopt;
}

}  // namespace

auto admit(store::Unit& unit, Attempt const& attempt) -> std::optional<seconds> {
  auto const counters = counters_of(unit, attempt);
  if (auto const wait = wait_of(unit, counters)) return wait;
  for (auto const& counter : counters)
    store::count_sign_in_failure(unit.sql, counter.subject, unit.now, unit.now - kFailuresLast);
  return std::nullopt;
}

auto wait_before(store::Unit& unit, Attempt const& attempt) -> std::optional<seconds> {
  return wait_of(unit, counters_of(unit, attempt));
}

void succeeded(store::Unit& unit, Attempt const& attempt) {
  withdraw(unit, attempt);
  store::forget_sign_in_failures(unit.sql, counters_of(unit, attempt).front().subject);
}

void note_place(store::Unit& unit, UserId user, Place const& place) {
  store::note_sign_in_place(unit.sql, user, address_of(place), unit.now);
  if (!place.device.empty()) store::note_sign_in_place(unit.sql, user, device_of(place), unit.now);
}

void withdraw(store::Unit& unit, Attempt const& attempt) {
  for (auto const& counter : counters_of(unit, attempt))
    store::take_back_sign_in_failure(unit.sql, counter.subject);
}

auto prune_sign_in_failures(store::Unit& unit) -> std::int64_t {
  return store::prune_sign_in_failures(unit.sql, unit.now - kFailuresLast) +
         store::prune_sign_in_places(unit.sql, unit.now - kPlacesLast) +
         store::prune_password_resets(unit.sql, unit.now);
}

}  // namespace pb::people
