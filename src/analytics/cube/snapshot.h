#pragma once

#include <filesystem>
#include <optional>

#include "analytics/cube/crew.h"
#include "analytics/cube/state.h"
#include "sql/database.h"

namespace pb::analytics {

// A state in a file, so that the next start need not read every plan. The file is a hint: what it says counts
// only where this database's log has, at the file's position, the very event the file was written after.
//
// Format (little endian, see snapshot.cpp): a head with a magic word, the format's version, sizes and the
// log's mark, then one block per month and one for everything else, each with its own checksum.

// What tells one log from all others: its first event and the one at the position, with all they say.
struct LogMark {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  friend auto operator==(LogMark, LogMark) -> bool = default;
};
// None where the log does not reach the position, or the position is before the first event.
[[nodiscard]] auto log_mark(sql::Database& database, events::Position position) -> std::optional<LogMark>;

// Writes the whole file beside `file`, then puts it in its place. False where that cannot be done, or the
// state has no mark to be known by; the reason is logged.
auto save_snapshot(std::filesystem::path const& file, State const& state, sql::Database& database, Crew& crew)
    -> bool;

// None where there is no file, or it is damaged, of another version, or not of this database's log; the
// reason is logged. What is returned is whole and safe to use.
[[nodiscard]] auto load_snapshot(std::filesystem::path const& file, sql::Database& database, Crew& crew)
    -> std::optional<State>;

// The same without a database, for fuzzing: whatever the bytes are, a whole state or none.
struct DecodedSnapshot {
  LogMark mark{};
  State state{};
};
[[nodiscard]] auto decode_snapshot(std::string_view bytes, Crew& crew) -> std::optional<DecodedSnapshot>;
[[nodiscard]] auto encode_snapshot(State const& state, LogMark mark, Crew& crew) -> std::string;

}  // namespace pb::analytics
