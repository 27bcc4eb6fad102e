#include "analytics/query/goals.h"

#include <algorithm>

#include "analytics/query/range.h"

namespace pb::analytics {
namespace {

constexpr std::int32_t kMonthsOfQuarter = 3;

auto place(Index index) -> std::size_t {
  return static_cast<std::size_t>(index);
}

}  // namespace

auto Goals::Hash::operator()(Key const& key) const -> std::size_t {
  constexpr std::uint64_t kMix = 0x9E37'79B9'7F4A'7C15U;
  std::uint64_t hash = 0;
  for (auto const part : {key.office, key.geo, key.first_month, key.months})
    hash = (hash ^ static_cast<std::uint32_t>(part)) * kMix;
  return hash ^ (hash >> 32U);
}

void Goals::Amount::add(Amount const& more) {
  known = std::max(known, more.known);
  overflow = overflow || more.overflow;
  overflow = __builtin_add_overflow(minor, more.minor, &minor) || overflow;
}

Goals::Goals(Version const& version, Selection const& selection, Scope const& scope)
    : dictionary_(&version.dictionary()),
      selection_(&selection),
      sees_geo_goals_(scope.everything()),
      sees_all_offices_(selection.everything),
      fiscal_start_(version.organisation() ? static_cast<std::int32_t>(version.organisation()->fiscal_start)
                                           : 1),
      of_office_(dictionary_->offices().size()),
      of_geo_(dictionary_->geos().size()) {
  for (auto const& target : version.targets())
    amounts_[{target.office, target.geo, target.first.months, static_cast<std::int32_t>(target.months)}] =
        target.amount;
  auto const territories = dictionary_->territories();
  has_goal_.assign(territories.size(), false);
  std::unordered_map<std::int64_t, bool> with_goal;
  auto const packed = [](Index office, Index geo) { return (std::int64_t{office} << 32) | geo; };
  for (auto const& target : version.targets()) {
    if (target.office != kAnyone && target.geo != kAnyone)
      with_goal[packed(target.office, target.geo)] = true;
  }
  for (std::size_t at = 0; at < territories.size(); ++at) {
    auto const& territory = territories[at];
    of_office_[place(territory.office)].push_back(static_cast<Index>(at));
    of_geo_[place(territory.geo)].push_back(static_cast<Index>(at));
    has_goal_[at] = with_goal.contains(packed(territory.office, territory.geo));
  }
}

auto Goals::own(Subject const& subject, Month first, std::int32_t months) const -> Amount {
  auto const found = amounts_.find({subject.office, subject.geo, first.months, months});
  if (found == amounts_.end()) return {};
  return {.known = Known::some, .minor = found->second};
}

auto Goals::in_own_quarter(Subject const& subject, Month month) const -> bool {
  for (std::int32_t back = 0; back < kMonthsOfQuarter; ++back) {
    if (own(subject, month - back, kMonthsOfQuarter).known != Known::none) return true;
  }
  return false;
}

auto Goals::month(Subject const& subject, Month month) const -> Amount {
  auto amount = own(subject, month, 1);
  if (amount.known != Known::none) return amount;
  for (auto const& part : subject.parts) amount.add(this->month(part, month));
  if (amount.known == Known::none && in_own_quarter(subject, month)) amount.known = Known::cut;
  return amount;
}

auto Goals::quarter(Subject const& subject, Month first) const -> Amount {
  auto amount = own(subject, first, kMonthsOfQuarter);
  if (amount.known != Known::none) return amount;
  bool by_months = subject.parts.empty();
  for (std::int32_t at = 0; at < kMonthsOfQuarter; ++at)
    by_months = by_months || own(subject, first + at, 1).known != Known::none;
  if (by_months) {
    for (std::int32_t at = 0; at < kMonthsOfQuarter; ++at) amount.add(month(subject, first + at));
  } else {
    for (auto const& part : subject.parts) amount.add(quarter(part, first));
  }
  return amount;
}

auto Goals::selected(std::vector<Index> const& territories) const -> std::vector<Index> {
  std::vector<Index> found;
  for (auto const territory : territories) {
    if (selection_->territories[place(territory)]) found.push_back(territory);
  }
  return found;
}

auto Goals::leaves(std::vector<Index> const& territories) const -> std::vector<Subject> {
  std::vector<Subject> found;
  for (auto const index : territories) {
    auto const& territory = dictionary_->territory(index);
    if (has_goal_[place(index)]) found.push_back({territory.office, territory.geo});
  }
  return found;
}

auto Goals::subjects_of_office(Index office) const -> std::vector<Subject> {
  auto const& all = of_office_[place(office)];
  auto const some = selected(all);
  bool const whole = some.size() == all.size() && (!all.empty() || sees_all_offices_);
  if (!whole) return leaves(some);
  return {{office, kAnyone, leaves(all)}};
}

auto Goals::subjects_of_geo(Index geo) const -> std::vector<Subject> {
  auto const& all = of_geo_[place(geo)];
  auto const some = selected(all);
  if (!sees_geo_goals_ || some.size() != all.size()) return leaves(some);
  return {{kAnyone, geo, leaves(all)}};
}

// By offices; by geos where the selection has whole geos but cuts offices.
auto Goals::all_subjects() const -> std::vector<Subject> {
  auto const touches = [&](std::vector<Index> const& all) { return !selected(all).empty(); };
  auto const cuts = [&](std::vector<Index> const& all) {
    auto const some = selected(all).size();
    return some > 0 && some < all.size();
  };
  bool const by_geo =
      sees_geo_goals_ && std::ranges::any_of(of_office_, cuts) && std::ranges::none_of(of_geo_, cuts);
  std::vector<Subject> found;
  auto const& lists = by_geo ? of_geo_ : of_office_;
  for (std::size_t at = 0; at < lists.size(); ++at) {
    if (!touches(lists[at]) && !sees_all_offices_) continue;
    auto some = by_geo ? subjects_of_geo(static_cast<Index>(at)) : subjects_of_office(static_cast<Index>(at));
    std::ranges::move(some, std::back_inserter(found));
  }
  return found;
}

auto Goals::subjects(Index office, Index geo, Index territory) const -> std::vector<Subject> {
  if (territory != kAnyone) return leaves({territory});
  if (office != kAnyone && geo != kAnyone) return {{office, geo}};
  if (office != kAnyone) return subjects_of_office(office);
  if (geo != kAnyone) return subjects_of_geo(geo);
  return all_subjects();
}

auto Goals::of(Index office, Index geo, Index territory, Day first, Day last) const
    -> Result<std::optional<std::int64_t>> {
  auto month = Month::of(first);
  auto const end = Month::of(last);
  if (amounts_.empty() || month.first() != first || end.last() != last) return std::nullopt;
  auto const found = subjects(office, geo, territory);
  Amount sum;
  while (month <= end) {
    auto const quarter = period_of(Grain::quarter, month.first(), fiscal_start_);
    bool const whole = quarter.first == month.first() && quarter.last <= last;
    for (auto const& subject : found)
      sum.add(whole ? this->quarter(subject, month) : this->month(subject, month));
    month = month + (whole ? kMonthsOfQuarter : 1);
  }
  if (sum.overflow) return fail(ErrorCode::invalid, Message("error.analytics.overflow"), "/measures");
  if (sum.known != Known::some) return std::nullopt;
  return sum.minor;
}

}  // namespace pb::analytics
