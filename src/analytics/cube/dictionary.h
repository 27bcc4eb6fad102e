#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "analytics/slice.h"
#include "domain/ids.h"

namespace pb::analytics {

struct OfficeEntry {
  OfficeId id{};
  std::string name{};
  std::optional<std::string> own_time_zone{};  // none: the organisation's
  std::optional<Instant> archived_at{};
  Instant created_at{};
};
struct GeoEntry {
  GeoId id{};
  std::string name{};
  std::optional<Instant> archived_at{};
  Instant created_at{};
};
struct TerritoryEntry {
  TerritoryId id{};
  Index office = kAnyone;
  Index geo = kAnyone;
  std::optional<Instant> archived_at{};  // its own; see Dictionary::closed_at
  Instant created_at{};
};
// Any user of the organisation: whoever may have given a value.
struct ManagerEntry {
  UserId id{};
  std::string name{};
};

// The places and people of the cube, each by a dense number from 0 in the order they became known. Nothing is
// ever taken out: the archived stay, with the moment they were archived. A Dictionary that a Version shows
// never changes.
class Dictionary {
 public:
  [[nodiscard]] auto offices() const -> std::span<OfficeEntry const> { return offices_.entries; }
  [[nodiscard]] auto geos() const -> std::span<GeoEntry const> { return geos_.entries; }
  [[nodiscard]] auto territories() const -> std::span<TerritoryEntry const> { return territories_.entries; }
  [[nodiscard]] auto managers() const -> std::span<ManagerEntry const> { return managers_.entries; }

  // kAnyone where there is none.
  [[nodiscard]] auto find(OfficeId id) const -> Index { return offices_.find(id.value); }
  [[nodiscard]] auto find(GeoId id) const -> Index { return geos_.find(id.value); }
  [[nodiscard]] auto find(TerritoryId id) const -> Index { return territories_.find(id.value); }
  [[nodiscard]] auto find(UserId id) const -> Index { return managers_.find(id.value); }

  [[nodiscard]] auto office(Index index) const -> OfficeEntry const& { return at(offices_, index); }
  [[nodiscard]] auto geo(Index index) const -> GeoEntry const& { return at(geos_, index); }
  [[nodiscard]] auto territory(Index index) const -> TerritoryEntry const& { return at(territories_, index); }
  [[nodiscard]] auto manager(Index index) const -> ManagerEntry const& { return at(managers_, index); }

  // Since when nothing is to be given for the territory: it, its office or its geo was archived, whichever
  // was first. None while it is open.
  [[nodiscard]] auto closed_at(Index territory) const -> std::optional<Instant>;
  [[nodiscard]] auto is_open(Index territory) const -> bool { return !closed_at(territory); }

  // For whoever builds the next version. The entry of a known id is replaced and keeps its number.
  auto put(OfficeEntry entry) -> Index { return offices_.put(std::move(entry)); }
  auto put(GeoEntry entry) -> Index { return geos_.put(std::move(entry)); }
  auto put(TerritoryEntry const& entry) -> Index { return territories_.put(entry); }
  auto put(ManagerEntry entry) -> Index { return managers_.put(std::move(entry)); }

 private:
  template <class Entry>
  struct Table {
    std::vector<Entry> entries;
    std::unordered_map<std::int64_t, Index> by_id;

    [[nodiscard]] auto find(std::int64_t id) const -> Index {
      auto const found = by_id.find(id);
      return found == by_id.end() ? kAnyone : found->second;
    }
    auto put(Entry entry) -> Index {
      auto const [found, fresh] = by_id.try_emplace(entry.id.value, static_cast<Index>(entries.size()));
      if (fresh) {
        entries.push_back(std::move(entry));
      } else {
        entries[static_cast<std::size_t>(found->second)] = std::move(entry);
      }
      return found->second;
    }
  };
  template <class Entry>
  static auto at(Table<Entry> const& table, Index index) -> Entry const& {
    return table.entries.at(static_cast<std::size_t>(index));
  }

  Table<OfficeEntry> offices_;
  Table<GeoEntry> geos_;
  Table<TerritoryEntry> territories_;
  Table<ManagerEntry> managers_;
};

// A goal of one month or one quarter: of an office, of a geo, or of a territory (both).
struct TargetEntry {
  Index office = kAnyone;  // kAnyone: a geo's goal over all offices
  Index geo = kAnyone;     // kAnyone: an office's goal over all its geos
  Month first{};
  std::int32_t months = 1;  // 1 or 3
  std::int64_t amount = 0;  // minor units
};

}  // namespace pb::analytics
