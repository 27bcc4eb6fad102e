#include "bot/route.h"

#include <charconv>

namespace pb::bot {
namespace {

// Years 1900 to 2200: anything else was never written by a button of ours.
constexpr std::int64_t kFirstDay = -25'567;
constexpr std::int64_t kLastDay = 84'006;
constexpr std::int64_t kFirstMonth = std::int64_t{1900} * 12;
constexpr std::int64_t kLastMonth = std::int64_t{2200} * 12;

}  // namespace

auto Route::encode() const -> std::string {
  std::string data = verb;
  for (auto const& arg : args) {
    data += ':';
    data += arg;
  }
  return data;
}

auto Route::parse(std::string_view data) -> Route {
  Route route;
  auto const colon = data.find(':');
  route.verb = data.substr(0, colon);
  while (data.find(':') != std::string_view::npos) {
    data.remove_prefix(data.find(':') + 1);
    route.args.emplace_back(data.substr(0, data.find(':')));
  }
  return route;
}

auto Route::number(std::size_t index) const -> std::optional<std::int64_t> {
  if (index >= args.size()) return std::nullopt;
  auto const& text = args[index];
  std::int64_t value = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

auto Route::day(std::size_t index) const -> std::optional<Day> {
  auto const days = number(index);
  if (!days || *days < kFirstDay || *days > kLastDay) return std::nullopt;
  return Day{static_cast<std::int32_t>(*days)};
}

auto Route::month(std::size_t index) const -> std::optional<Month> {
  auto const months = number(index);
  if (!months || *months < kFirstMonth || *months > kLastMonth) return std::nullopt;
  return Month{static_cast<std::int32_t>(*months)};
}

}  // namespace pb::bot
