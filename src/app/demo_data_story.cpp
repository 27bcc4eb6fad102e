#include "app/demo_data_story.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>

#include "app/demo_data_figures.h"
#include "app/demo_data_names.h"
#include "base/enum_name.h"
#include "domain/time_zone.h"
#include "i18n/language.h"

namespace pb::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Each kind of chance draws from a stream of its own.
struct Stream {
  static constexpr std::uint64_t kHabit = 100;
  static constexpr std::uint64_t kGiven = 101;
  static constexpr std::uint64_t kMoment = 102;
  static constexpr std::uint64_t kSecond = 103;
  static constexpr std::uint64_t kAuthor = 104;
  static constexpr std::uint64_t kFactGiven = 105;
  static constexpr std::uint64_t kFactMoment = 106;
  static constexpr std::uint64_t kChange = 107;
  static constexpr std::uint64_t kChangeSize = 108;
  static constexpr std::uint64_t kReason = 109;
};

constexpr std::int64_t kFirstTelegramId = 1000;
constexpr DemoIndex kOwner = 0;
constexpr DemoIndex kFirstHead = 3;  // after owner, admin and analyst

// The product's own times.
constexpr seconds kPrompt = hours(18) + minutes(50);
constexpr seconds kDigest = hours(19) + minutes(30);
constexpr seconds kFactPrompt = hours(19);
constexpr seconds kReport = hours(9);
constexpr seconds kOfficeOpens = hours(9);

constexpr double kGivenToday = 0.35;
constexpr std::int32_t kOpenRequestDaysAgo = 2;
constexpr std::size_t kOpenRequests = 3;

// How a plan comes: before anybody asks, on the prompt, after the digest, on the next morning, or not at all.
enum class Habit { early, on_prompt, late, next_morning, missing };

class Inventor {
 public:
  Inventor(std::uint64_t seed, Instant now, std::string_view language, DemoSize const& size)
      : noise_(seed), now_(now), today_(local_day(now, kDemoZone)), figures_(seed, today_), size_(size) {
    story_.language = language;
    first_ = Month::of(today_) - size.months;
  }

  auto invent() -> DemoStory {
    found_company();
    for (auto month = first_; month <= Month::of(today_); month = month + 1) {
      set_targets(month);
      for (auto day = month.first(); day <= std::min(month.last(), today_); day = day + 1) live_through(day);
      give_facts(month);
    }
    std::erase_if(story_.events, [&](DemoEvent const& event) { return event.at > now_; });
    std::ranges::stable_sort(story_.events, {}, &DemoEvent::at);
    return std::move(story_);
  }

 private:
  void found_company() {
    story_.organisation_name = demo_organisation_name().in(story_.language);
    story_.founded = at(kDemoZone, first_.first() - 1, hours(12));
    for (auto const& office : demo_office_names().first(size_.offices)) {
      auto const zone =
          office.time_zone.empty() ? std::nullopt : std::optional(std::string(office.time_zone));
      story_.offices.push_back({std::string(office.name.in(story_.language)), zone});
    }
    for (auto const& geo : demo_geo_names().first(size_.geos))
      story_.geos.emplace_back(geo.in(story_.language));
    for (DemoIndex office = 0; office < size_.offices; ++office) {
      auto const first_geo = office * size_.geos / size_.offices;
      for (std::size_t step = 0; step < size_.territories_per_office; ++step) {
        story_.territories.push_back({office, (first_geo + step) % size_.geos});
      }
    }
    add_person(Role::owner);
    add_person(Role::admin);
    add_person(Role::analyst);
    for (DemoIndex office = 0; office < size_.offices; ++office) add_person(Role::head, office);
    for (DemoIndex office = 0; office < size_.offices; ++office) {
      for (std::size_t index = 0; index < size_.managers_per_office; ++index)
        add_person(Role::manager, office);
    }
  }

  void add_person(Role role, std::optional<DemoIndex> office = {}) {
    auto const index = story_.people.size();
    story_.people.push_back({.tg_id = kFirstTelegramId + static_cast<std::int64_t>(index),
                             .name = demo_person_name(index, story_.language),
                             .role = role,
                             .office = office,
                             .language = language_of(index)});
  }

  // Those without an office speak the company's language; in the offices all three are heard.
  auto language_of(DemoIndex person) const -> std::string {
    if (person < kFirstHead) return story_.language;
    return std::string(enum_name(i18n::kLanguages[person % i18n::kLanguages.size()]));
  }

  void set_targets(Month month) {
    for (DemoIndex office = 0; office < size_.offices; ++office) {
      double expected = 0;
      for (DemoIndex territory = 0; territory < story_.territories.size(); ++territory) {
        if (story_.territories[territory].office != office) continue;
        for (auto day = month.first(); day <= month.last(); day = day + 1)
          expected += figures_.expected({office, territory}, day);
      }
      auto const rounded = std::round(expected * 1.04 / 10'000) * 10'000;
      tell(at(kDemoZone, month.first(), hours(10) + minutes(office)), kOwner,
           DemoTarget{office, month, Money{static_cast<std::int64_t>(rounded) * 100}});
    }
  }

  void live_through(Day day) {
    if (day < today_) {
      for (DemoIndex office = 0; office < size_.offices; ++office)
        tell(at(zone_of(office), day, kDigest), std::nullopt, DemoDayClosed{office, day});
    }
    for (DemoIndex territory = 0; territory < story_.territories.size(); ++territory)
      give_plan(territory, day);
  }

  void give_plan(DemoIndex territory, Day day) {
    auto const office = story_.territories[territory].office;
    auto const habit = habit_of(territory, day);
    if (habit == Habit::missing) return;
    auto const moment = moment_of(habit, territory, day);
    if (moment > now_) return;
    auto const amount = figures_.plan({office, territory}, day);
    auto const author = author_of(territory, day);
    bool const late = habit == Habit::late || habit == Habit::next_morning;
    tell(moment, author, DemoPlan{territory, day, amount, late});
    planned_[{territory, Month::of(day)}].minor += amount.minor;
    change_plan(territory, day, amount, author, habit, moment);
  }

  auto habit_of(DemoIndex territory, Day day) const -> Habit {
    auto const number = static_cast<std::uint64_t>(day.days);
    auto const chance = noise_.uniform(Stream::kGiven, territory, number);
    if (day == today_) return chance < kGivenToday ? Habit::early : Habit::missing;
    // One office answers badly, the others forget a plan now and then.
    auto const forgets = 0.01 + 0.02 * noise_.uniform(Stream::kHabit, story_.territories[territory].office);
    if (chance < forgets) return Habit::missing;
    // After the report of the month nobody but an admin may add to it.
    if (chance < forgets + 0.025) return day == Month::of(day).last() ? Habit::late : Habit::next_morning;
    if (chance < forgets + 0.065) return Habit::late;
    return chance < 0.25 ? Habit::early : Habit::on_prompt;
  }

  auto moment_of(Habit habit, DemoIndex territory, Day day) const -> Instant {
    auto const number = static_cast<std::uint64_t>(day.days);
    auto const zone = zone_of(story_.territories[territory].office);
    auto const part = noise_.uniform(Stream::kMoment, territory, number);
    auto const between = [&](Day on, seconds first, seconds last) {
      auto const offset = static_cast<std::int64_t>(part * static_cast<double>((last - first).count()));
      auto const fraction =
          static_cast<std::int64_t>(noise_.uniform(Stream::kSecond, territory, number) * 1e6);
      return at(zone, on, first + seconds(offset)) + std::chrono::microseconds(fraction);
    };
    switch (habit) {
      case Habit::early:
        return between(day, kOfficeOpens, day == today_ ? latest_today(zone) : kPrompt);
      case Habit::on_prompt:
        return between(day, kPrompt + seconds(20), kDigest - minutes(10));
      case Habit::late:
        return between(day, kDigest + minutes(1), hours(22) + minutes(30));
      case Habit::next_morning:
      case Habit::missing:
        return between(day + 1, hours(8) + minutes(30), hours(11));
    }
    std::unreachable();
  }

  // This morning's plans lie between the opening and now, or the prompt.
  auto latest_today(std::string_view zone) const -> seconds {
    auto const since_opening = std::chrono::duration_cast<seconds>(now_ - at(zone, today_, kOfficeOpens));
    return std::clamp(kOfficeOpens + since_opening, kOfficeOpens + minutes(1), kPrompt);
  }

  // Mostly the manager whose territory it is, now and then a colleague, rarely the head.
  auto author_of(DemoIndex territory, Day day) const -> DemoIndex {
    auto const office = story_.territories[territory].office;
    auto const chance = noise_.uniform(Stream::kAuthor, territory, static_cast<std::uint64_t>(day.days));
    if (chance < 0.02) return kFirstHead + office;
    auto const own = territory % size_.managers_per_office;
    auto const colleague = chance < 0.09 ? std::size_t{1} : std::size_t{0};
    return kFirstHead + size_.offices + office * size_.managers_per_office +
           (own + colleague) % size_.managers_per_office;
  }

  void change_plan(DemoIndex territory, Day day, Money amount, DemoIndex author, Habit habit, Instant given) {
    auto const number = static_cast<std::uint64_t>(day.days);
    auto const chance = noise_.uniform(Stream::kChange, territory, number);
    auto const part = noise_.uniform(Stream::kChangeSize, territory, number);
    auto const factor = 1 + (part < 0.5 ? -0.25 + part * 0.3 : 0.1 + (part - 0.5) * 0.3);
    auto const changed = round_like_people(static_cast<double>(amount.minor) / 100 * factor);
    if (changed == amount || changed.minor <= 0) return;
    auto const& reasons = demo_reasons();
    auto const reason_number = static_cast<std::size_t>(noise_.uniform(Stream::kReason, territory, number) *
                                                        static_cast<double>(reasons.size()));
    auto const reason = std::string(reasons[reason_number].in(story_.language));
    auto const next_day = [&](seconds time) { return at(kDemoZone, day + 1, time + seconds(territory)); };

    if (chance < 0.006 && (habit == Habit::early || habit == Habit::on_prompt) && day < today_) {
      tell(given + minutes(4), author, DemoCorrection{territory, day, changed, ""});
      return;
    }
    bool const in_time = habit != Habit::next_morning && habit != Habit::missing && day < today_;
    if (in_time && chance > 0.998) {
      tell(next_day(hours(12)), kOwner, DemoCorrection{territory, day, changed, reason});
    } else if (in_time && is_manager(author) && (chance > 0.9965 || stays_open(territory, day))) {
      request_change(territory, day, author, DemoCorrection{territory, day, changed, reason});
    }
  }

  void request_change(DemoIndex territory, Day day, DemoIndex author, DemoCorrection const& correction) {
    auto const next_day = [&](seconds time) { return at(kDemoZone, day + 1, time + seconds(territory)); };
    tell(next_day(hours(9) + minutes(40)), author, correction);
    if (stays_open(territory, day)) return;
    auto const office = story_.territories[territory].office;
    bool const approved = (territory + static_cast<std::size_t>(day.days)) % 8 != 0;
    tell(next_day(hours(12) + minutes(30)), kFirstHead + office, DemoDecision{territory, day, true});
    tell(next_day(hours(15)), kOwner, DemoDecision{territory, day, approved});
  }

  // A few requests of the day before yesterday wait for whoever opens the demo.
  bool stays_open(DemoIndex territory, Day day) const {
    return day == today_ - kOpenRequestDaysAgo && territory % size_.territories_per_office == 1 &&
           territory / size_.territories_per_office < kOpenRequests;
  }

  bool is_manager(DemoIndex person) const { return story_.people[person].role == Role::manager; }

  // In the month's last evening or the next morning; a few after the report, a few never.
  void give_facts(Month month) {
    tell(at(kDemoZone, month.last() + 1, kReport), std::nullopt, DemoMonthClosed{month});
    for (DemoIndex territory = 0; territory < story_.territories.size(); ++territory) {
      auto const office = story_.territories[territory].office;
      auto const number = static_cast<std::uint64_t>(month.months);
      auto const chance = noise_.uniform(Stream::kFactGiven, territory, number);
      auto const part = noise_.uniform(Stream::kFactMoment, territory, number);
      auto const planned = planned_.find({territory, month});
      if (chance < 0.015 || planned == planned_.end()) continue;
      bool const late = chance < 0.05;
      auto const offset = minutes(static_cast<int>(part * 170));
      auto const moment = late ? at(kDemoZone, month.last() + 1, kReport + minutes(5) + offset)
                               : at(zone_of(office), month.last(), kFactPrompt + minutes(1) + offset);
      tell(moment, author_of(territory, month.last()),
           DemoFact{territory, month, figures_.fact({office, territory}, month, planned->second), late});
    }
  }

  void tell(Instant moment, std::optional<DemoIndex> by, DemoDeed deed) {
    story_.events.push_back({moment, by, std::move(deed)});
  }

  auto zone_of(DemoIndex office) const -> std::string_view {
    auto const& zone = story_.offices[office].time_zone;
    return zone ? std::string_view(*zone) : kDemoZone;
  }

  // A time of the office's day. No clock is changed between eight in the morning and midnight, so midday's
  // offset is good for all of it.
  auto at(std::string_view zone, Day day, seconds time) const -> Instant {
    auto const [found, fresh] = middays_.try_emplace({zone, day.days});
    if (fresh) found->second = instant_at(day, 12 * 60, zone);
    return found->second + (time - hours(12));
  }

  Noise noise_;
  Instant now_;
  Day today_;
  DemoFigures figures_;
  DemoSize size_;
  Month first_;
  DemoStory story_;
  std::map<std::pair<DemoIndex, Month>, Money> planned_;
  mutable std::map<std::pair<std::string_view, std::int32_t>, Instant> middays_;
};

}  // namespace

auto invent_demo_story(std::uint64_t seed, Instant now, std::string_view language, DemoSize const& size)
    -> DemoStory {
  return Inventor(seed, now, language, size).invent();
}

}  // namespace pb::app
