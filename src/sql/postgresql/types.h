#pragma once

namespace pb::sql::pg {

// Object ids of the types we read and write (pg_type.dat); they never change.
inline constexpr unsigned int kUnknown = 0;
inline constexpr unsigned int kBool = 16;
inline constexpr unsigned int kBytea = 17;
inline constexpr unsigned int kName = 19;
inline constexpr unsigned int kInt8 = 20;
inline constexpr unsigned int kInt2 = 21;
inline constexpr unsigned int kInt4 = 23;
inline constexpr unsigned int kText = 25;
inline constexpr unsigned int kOid = 26;
inline constexpr unsigned int kFloat4 = 700;
inline constexpr unsigned int kFloat8 = 701;
inline constexpr unsigned int kUnknownText = 705;
inline constexpr unsigned int kCharacter = 1042;
inline constexpr unsigned int kVarchar = 1043;
inline constexpr unsigned int kNumeric = 1700;
inline constexpr unsigned int kVoid = 2278;
inline constexpr unsigned int kXid8 = 5069;

}  // namespace pb::sql::pg
