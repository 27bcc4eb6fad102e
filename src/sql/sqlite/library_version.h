#pragma once

namespace pb::sql {

// Whether a SQLite library of this version (sqlite3_libversion_number) can lose committed writes when two
// connections write or checkpoint a WAL database at once: fixed in 3.51.3, and in 3.50.7 and 3.44.6 for older
// lines.
constexpr bool has_wal_reset_bug(int version) {
  if (version >= 3'051'003) return false;
  if (version >= 3'051'000) return true;
  if (version >= 3'050'007) return false;
  if (version >= 3'045'000) return true;
  return version < 3'044'006;
}

}  // namespace pb::sql
