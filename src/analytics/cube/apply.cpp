#include "analytics/cube/apply.h"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <functional>
#include <stdexcept>
#include <unordered_map>

#include "base/enum_name.h"
#include "base/log.h"

namespace pb::analytics {
namespace {

using Object = boost::json::object;

// An event that does not say what its type always says.
struct NotUnderstood : std::runtime_error {
  using std::runtime_error::runtime_error;
};

auto number(Object const& data, std::string_view name) -> std::int64_t {
  return data.at(name).to_number<std::int64_t>();
}
auto text(Object const& data, std::string_view name) -> std::string {
  return std::string(data.at(name).as_string());
}
auto optional_text(Object const& data, std::string_view name) -> std::optional<std::string> {
  return data.contains(name) ? std::optional(text(data, name)) : std::nullopt;
}
auto day(Object const& data, std::string_view name) -> Day {
  auto const found = parse_day(text(data, name));
  if (!found) throw NotUnderstood("a day");
  return *found;
}
auto month(Object const& data, std::string_view name) -> Month {
  auto const found = parse_month(text(data, name));
  if (!found) throw NotUnderstood("a month");
  return *found;
}
auto known(Index index) -> Index {
  if (index == kAnyone) throw NotUnderstood("a place that is not known");
  return index;
}

auto period_of_value(Object const& data) -> ValuePeriod {
  if (data.contains("day")) return ValuePeriod::of(day(data, "day"));
  return {month(data, "month"), kWholeMonth};
}

auto target_of(Object const& data, Dictionary const& dictionary) -> TargetEntry {
  TargetEntry target{.first = month(data, "first"),
                     .months = static_cast<std::int32_t>(number(data, "months")),
                     .amount = number(data, "amount")};
  if (data.contains("office")) target.office = known(dictionary.find(OfficeId{number(data, "office")}));
  if (data.contains("geo")) target.geo = known(dictionary.find(GeoId{number(data, "geo")}));
  return target;
}

// One event with what its handlers need.
struct Told {
  Draft& draft;
  events::Event const& event;
  Object const& data;
  Index by = kAnyone;

  [[nodiscard]] auto territory() const -> Index {
    return known(draft.dictionary().find(TerritoryId{number(data, "territory")}));
  }
};

void give(Told const& told, ValueKind kind) {
  auto const& data = told.data;
  bool const late = data.at("late").as_bool();
  told.draft.give(kind, told.territory(), period_of_value(data),
                  {.amount = number(data, "amount"),
                   .manager = told.by,
                   .late_at = late ? std::optional(told.event.at) : std::nullopt});
}

void correct(Told const& told, ValueKind kind) {
  told.draft.correct(kind, told.territory(), period_of_value(told.data), number(told.data, "after"),
                     {told.event.subject.id});
}

// Entries of the place an event is about, changed by `change`.
template <class Id, class F>
void change_place(Told const& told, F change) {
  Id const id{told.event.subject.id};
  auto& dictionary = told.draft.change_dictionary();
  auto const index = known(dictionary.find(id));
  if constexpr (std::is_same_v<Id, OfficeId>) {
    auto entry = dictionary.office(index);
    change(entry);
    dictionary.put(std::move(entry));
  } else {
    auto entry = dictionary.geo(index);
    change(entry);
    dictionary.put(std::move(entry));
  }
}

template <class Id>
void rename(Told const& told) {
  change_place<Id>(told, [&](auto& entry) { entry.name = text(told.data, "to"); });
}
template <class Id>
void archive(Told const& told) {
  change_place<Id>(told, [&](auto& entry) { entry.archived_at = told.event.at; });
  told.draft.note_opening(Id{told.event.subject.id});
}
template <class Id>
void restore(Told const& told) {
  change_place<Id>(told, [&](auto& entry) { entry.archived_at.reset(); });
  told.draft.note_opening(Id{told.event.subject.id});
}

void add_office(Told const& told) {
  OfficeId const id{told.event.subject.id};
  if (told.draft.dictionary().find(id) != kAnyone) return;
  told.draft.change_dictionary().put(OfficeEntry{.id = id,
                                                 .name = text(told.data, "name"),
                                                 .own_time_zone = optional_text(told.data, "time_zone"),
                                                 .created_at = told.event.at});
}

void add_geo(Told const& told) {
  GeoId const id{told.event.subject.id};
  if (told.draft.dictionary().find(id) != kAnyone) return;
  told.draft.change_dictionary().put(
      GeoEntry{.id = id, .name = text(told.data, "name"), .created_at = told.event.at});
}

// Also opens one again that was closed.
void open_territory(Told const& told) {
  TerritoryId const id{told.event.subject.id};
  auto& dictionary = told.draft.change_dictionary();
  auto const index = dictionary.find(id);
  TerritoryEntry entry{.id = id, .created_at = told.event.at};
  if (index != kAnyone) entry = dictionary.territory(index);
  entry.office = known(dictionary.find(OfficeId{number(told.data, "office")}));
  entry.geo = known(dictionary.find(GeoId{number(told.data, "geo")}));
  entry.archived_at.reset();
  dictionary.put(entry);
  told.draft.note_opening(id);
}

void close_territory(Told const& told) {
  TerritoryId const id{told.event.subject.id};
  auto& dictionary = told.draft.change_dictionary();
  auto entry = dictionary.territory(known(dictionary.find(id)));
  entry.archived_at = told.event.at;
  dictionary.put(entry);
  told.draft.note_opening(id);
}

void set_organisation(Told const& told) {
  auto& organisation = told.draft.organisation();
  auto const created_at = organisation ? organisation->created_at : told.event.at;
  auto const grain = enum_from_name<store::FactGrain>(text(told.data, "fact_grain"));
  if (!grain) throw NotUnderstood("how often facts are entered");
  organisation = store::Organisation{.name = text(told.data, "name"),
                                     .currency = text(told.data, "currency"),
                                     .time_zone = text(told.data, "time_zone"),
                                     .language = text(told.data, "language"),
                                     .fiscal_start = number(told.data, "fiscal_start"),
                                     .fact_grain = *grain,
                                     .created_at = created_at};
}

void close_day(Told const& told) {
  auto const office = known(told.draft.dictionary().find(OfficeId{told.event.subject.id}));
  told.draft.close_day(office, day(told.data, "day"), told.event.at);
}

void rename_person(Told const& told) {
  told.draft.change_dictionary().put(
      ManagerEntry{.id = {told.event.subject.id}, .name = text(told.data, "to")});
}

using Handler = void (*)(Told const&);

auto handlers() -> std::unordered_map<std::string_view, Handler> const& {
  static std::unordered_map<std::string_view, Handler> const by_type{
      {"plan.submitted", [](Told const& told) { give(told, ValueKind::plan); }},
      {"fact.submitted", [](Told const& told) { give(told, ValueKind::fact); }},
      {"plan.corrected", [](Told const& told) { correct(told, ValueKind::plan); }},
      {"fact.corrected", [](Told const& told) { correct(told, ValueKind::fact); }},
      {"day.closed", close_day},
      {"month.closed",
       [](Told const& told) { told.draft.close_month(month(told.data, "month"), told.event.at); }},
      {"target.set",
       [](Told const& told) { told.draft.set_target(target_of(told.data, told.draft.dictionary())); }},
      {"target.removed",
       [](Told const& told) { told.draft.remove_target(target_of(told.data, told.draft.dictionary())); }},
      {"office.added", add_office},
      {"office.renamed", rename<OfficeId>},
      {"office.time_zone_changed",
       [](Told const& told) {
         change_place<OfficeId>(told,
                                [&](auto& entry) { entry.own_time_zone = optional_text(told.data, "to"); });
       }},
      {"office.archived", archive<OfficeId>},
      {"office.restored", restore<OfficeId>},
      {"geo.added", add_geo},
      {"geo.renamed", rename<GeoId>},
      {"geo.archived", archive<GeoId>},
      {"geo.restored", restore<GeoId>},
      {"territory.opened", open_territory},
      {"territory.closed", close_territory},
      {"organisation.set_up", set_organisation},
      {"organisation.changed", set_organisation},
      {"user.renamed", rename_person},
  };
  return by_type;
}

// Told for others: nothing the cube keeps changes with them.
auto changes_nothing(std::string_view type) -> bool {
  static constexpr auto kOfOthers =
      std::to_array<std::string_view>({"plan.nudged", "correction.requested", "correction.endorsed",
                                       "correction.rejected", "correction.approved"});
  return std::ranges::find(kOfOthers, type) != kOfOthers.end();
}

// Whether an event of this kind could be about numbers, by the first word of its type.
auto may_change_numbers(std::string_view type) -> bool {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"plan", "fact", "correction", "day", "month", "target", "office",
                                       "geo", "territory", "organisation", "takeover", "import"});
  return std::ranges::find(kWords, type.substr(0, type.find('.'))) != kWords.end();
}

auto adds_person(std::string_view type) -> bool {
  return type == "user.added" || type == "user.joined" || type == "access.granted";
}

}  // namespace

auto Applier::apply(events::Event const& event) -> bool {
  if (event.position <= draft_.position()) return true;
  try {
    if (!apply_new(event)) return false;
  } catch (std::exception const& problem) {
    log::warn("cube.event_not_understood",
              {{"event", event.id.value}, {"type", event.type}, {"reason", problem.what()}});
    return false;
  }
  draft_.position() = event.position;
  return true;
}

auto Applier::apply_new(events::Event const& event) -> bool {
  if (adds_person(event.type)) manager(UserId{event.subject.id});
  auto const found = handlers().find(event.type);
  if (found == handlers().end()) return changes_nothing(event.type) || !may_change_numbers(event.type);
  auto const data = boost::json::parse(event.data);
  found->second({.draft = draft_, .event = event, .data = data.as_object(), .by = manager(event.actor)});
  return true;
}

auto Applier::manager(std::optional<UserId> user) -> Index {
  if (!user) return kAnyone;
  auto const index = draft_.dictionary().find(*user);
  if (index != kAnyone) return index;
  unnamed_.push_back(*user);
  return draft_.change_dictionary().put(ManagerEntry{.id = *user});
}

}  // namespace pb::analytics
