#include "bot/screens/screens.h"
#include "people/offices.h"

namespace pb::bot {

void add_home(Page& page, Turn const& turn) {
  page.button(turn.voice.plain("button.home"), Route("home"));
}

void add_back_and_home(Page& page, Turn const& turn, Route const& back) {
  page.button(turn.voice.plain("button.back"), back).beside(turn.voice.plain("button.home"), Route("home"));
}

void add_paging(Page& page, Turn const& turn, Route const& route, PageOfList const& list) {
  bool const earlier = list.number > 0;
  bool const later = list.offset() + list.size < list.total;
  auto const to_page = [&](std::int64_t number) {
    Route target = route;
    target.args.push_back(std::to_string(number));
    return target;
  };
  if (earlier) page.button(turn.voice.plain("button.previous"), to_page(list.number - 1));
  if (later && earlier) page.beside(turn.voice.plain("button.next"), to_page(list.number + 1));
  if (later && !earlier) page.button(turn.voice.plain("button.next"), to_page(list.number + 1));
}

void show_office_choice(Turn& turn, Route const& to, Route const& back) {
  auto offices = people::list_offices(turn.unit, turn.actor, store::Archived::without);
  if (!offices) {
    turn.fail(offices.error());
    return show_home(turn);
  }
  turn.voice.sort(*offices, &store::OfficeListed::name);
  Page page;
  page.line(turn.voice.html(offices->empty() ? "people.no_offices" : "people.ask_office"));
  std::int64_t shown = 0;
  for (auto const& office : *offices) {
    if (++shown > kChoicesShown) break;
    Route chosen = to;
    chosen.args.push_back(std::to_string(office.id.value));
    page.tile(office.name, chosen);
  }
  add_back_and_home(page, turn, back);
  turn.show(page.done());
}

auto upper_case(std::string text) -> std::string {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

bool administers(Turn const& turn) {
  return may(turn.actor, Action::administer_places);
}

auto page_number(Route const& route, std::size_t index) -> std::int64_t {
  constexpr std::int64_t kLastPage = 100'000;
  auto const number = route.number(index).value_or(0);
  return number > 0 && number <= kLastPage ? number : 0;
}

auto territory_name(Turn const& turn, std::string_view geo_name, std::string_view office_name)
    -> std::string {
  if (turn.actor.office) return std::string(geo_name);
  return std::string(geo_name) + " · " + std::string(office_name);
}

auto period_value(collection::FactPeriod const& period) -> MessageValue {
  if (period.day) return *period.day;
  return period.month;
}

auto period_from(Route const& route, std::size_t index) -> std::optional<collection::FactPeriod> {
  auto const month = route.month(index);
  if (!month) return std::nullopt;
  if (route.number(index + 1).value_or(0) == 0) return collection::FactPeriod::of(*month);
  auto const day = route.day(index + 1);
  if (!day) return std::nullopt;
  return collection::FactPeriod::of(*day);
}

auto period_day_number(collection::FactPeriod const& period) -> std::int64_t {
  return period.day ? period.day->days : 0;
}

}  // namespace pb::bot
