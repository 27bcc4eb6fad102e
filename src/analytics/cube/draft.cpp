#include "analytics/cube/draft.h"

#include <algorithm>

namespace pb::analytics {
namespace {

auto month_of(std::shared_ptr<Chunk const> const& chunk) -> Month {
  return chunk->month;
}

auto is_same(TargetEntry const& a, TargetEntry const& b) -> bool {
  return a.office == b.office && a.geo == b.geo && a.first == b.first && a.months == b.months;
}

}  // namespace

Draft::Draft(State before) : state_(std::move(before)) {}

auto Draft::change_dictionary() -> Dictionary& {
  if (!dictionary_) {
    dictionary_ = std::make_shared<Dictionary>(*state_.dictionary);
    state_.dictionary = dictionary_;
  }
  return *dictionary_;
}

void Draft::note_opening(OfficeId office) {
  auto const wanted = dictionary().find(office);
  auto const territories = dictionary().territories();
  for (std::size_t index = 0; index < territories.size(); ++index) {
    if (territories[index].office == wanted) opened_.push_back(static_cast<Index>(index));
  }
}

void Draft::note_opening(GeoId geo) {
  auto const wanted = dictionary().find(geo);
  auto const territories = dictionary().territories();
  for (std::size_t index = 0; index < territories.size(); ++index) {
    if (territories[index].geo == wanted) opened_.push_back(static_cast<Index>(index));
  }
}

void Draft::note_opening(TerritoryId territory) {
  opened_.push_back(dictionary().find(territory));
}

void Draft::give(ValueKind kind, Index territory, ValuePeriod period, ValueRows::Value value) {
  auto& draft = chunk(period.month);
  auto const place = place_in_segment(territory);
  auto const rows = [&](auto& segment) -> auto& {
    return kind == ValueKind::plan ? segment.plans : segment.facts;
  };
  auto const* const now = draft.peek(segment_of(territory));
  if (now && rows(*now).find(place, period.day)) return;
  value.day = period.day;
  rows(draft.segment(segment_of(territory))).insert(place, value);
}

void Draft::correct(ValueKind kind, Index territory, ValuePeriod period, std::int64_t amount,
                    CorrectionId id) {
  auto& draft = chunk(period.month);
  auto const rows = [&](auto& segment) -> auto& {
    return kind == ValueKind::plan ? segment.plans : segment.facts;
  };
  auto const* const now = draft.peek(segment_of(territory));
  auto const row = now ? rows(*now).find(place_in_segment(territory), period.day) : std::nullopt;
  if (!row || rows(*now).has_correction(*row, id)) return;
  rows(draft.segment(segment_of(territory))).correct(*row, amount, id);
}

void Draft::close_day(Index office, Day day, Instant at) {
  auto const period = ValuePeriod::of(day);
  auto& draft = chunk(period.month);
  if (draft.closings().close({office, period.day, at})) draft.touch_office(office, dictionary());
}

void Draft::close_month(Month month, Instant at) {
  auto& draft = chunk(month);
  if (draft.closings().month) return;
  draft.closings().month = at;
  draft.touch_all();
}

auto Draft::change_targets() -> std::vector<TargetEntry>& {
  if (!targets_) {
    targets_ = std::make_shared<std::vector<TargetEntry>>(*state_.targets);
    state_.targets = targets_;
  }
  return *targets_;
}

void Draft::set_target(TargetEntry const& target) {
  auto& targets = change_targets();
  auto const found = std::ranges::find_if(targets, [&](auto const& other) { return is_same(other, target); });
  if (found == targets.end()) {
    targets.push_back(target);
  } else {
    *found = target;
  }
}

void Draft::remove_target(TargetEntry const& target) {
  std::erase_if(change_targets(), [&](auto const& other) { return is_same(other, target); });
}

auto Draft::chunk(Month month) -> ChunkDraft& {
  auto const found = chunks_.find(month);
  if (found != chunks_.end()) return found->second;
  auto const before = std::ranges::lower_bound(state_.chunks, month, {}, month_of);
  bool const known = before != state_.chunks.end() && (*before)->month == month;
  return chunks_.try_emplace(month, known ? *before : nullptr, month).first->second;
}

auto Draft::finish() -> State {
  if (!opened_.empty()) {
    for (auto const& before : state_.chunks) {
      if (!before->closings->days.empty()) chunk(before->month).touch_owing(opened_, dictionary());
    }
  }
  for (auto& [month, draft] : chunks_) {
    if (!draft.changed()) continue;
    auto next = draft.finish(dictionary());
    auto const place = std::ranges::lower_bound(state_.chunks, month, {}, month_of);
    if (place != state_.chunks.end() && (*place)->month == month) {
      *place = std::move(next);
    } else {
      state_.chunks.insert(place, std::move(next));
    }
  }
  return std::move(state_);
}

}  // namespace pb::analytics
