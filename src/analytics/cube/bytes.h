#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace pb::analytics {

// Plain values as they lie in memory, for files that only the computer that wrote them reads.
template <class T>
concept PlainValue = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

class ByteWriter {
 public:
  template <PlainValue T>
  void put(T value) {
    bytes_.append(reinterpret_cast<char const*>(&value), sizeof value);
  }
  template <PlainValue T>
  void put_all(std::vector<T> const& values) {
    put(static_cast<std::uint64_t>(values.size()));
    bytes_.append(reinterpret_cast<char const*>(values.data()), values.size() * sizeof(T));
  }
  void put_text(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  [[nodiscard]] auto take() -> std::string { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads back; beyond the end, or where a count cannot be true, it fails and gives nothing more than zeros.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <PlainValue T>
  auto get() -> T {
    T value{};
    if (rest_.size() < sizeof value) {
      fail();
      return value;
    }
    rest_.copy(reinterpret_cast<char*>(&value), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  template <PlainValue T>
  auto get_all() -> std::vector<T> {
    auto const count = get<std::uint64_t>();
    if (count > rest_.size() / sizeof(T)) {
      fail();
      return {};
    }
    std::vector<T> values(count);
    rest_.copy(reinterpret_cast<char*>(values.data()), count * sizeof(T));
    rest_.remove_prefix(count * sizeof(T));
    return values;
  }
  auto get_text() -> std::string {
    auto const size = get<std::uint64_t>();
    if (size > rest_.size()) {
      fail();
      return {};
    }
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  // At most so many elements of at least one byte can follow.
  auto get_count() -> std::uint64_t {
    auto const count = get<std::uint64_t>();
    if (count > rest_.size()) {
      fail();
      return 0;
    }
    return count;
  }
  void fail() {
    failed_ = true;
    rest_ = {};
  }
  [[nodiscard]] auto failed() const -> bool { return failed_; }
  [[nodiscard]] auto at_end() const -> bool { return rest_.empty() && !failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

// A checksum against damage, not against anybody's intent: four FNV-1a-like lanes over 64-bit words, mixed.
[[nodiscard]] inline auto checksum(std::string_view bytes) -> std::uint64_t {
  constexpr std::uint64_t kPrime = 0x100000001b3ULL;
  std::array<std::uint64_t, 4> lanes{0xcbf29ce484222325ULL, 0x84222325cbf29ce4ULL, 0x9e3779b97f4a7c15ULL,
                                     bytes.size()};
  auto const mix = [](std::uint64_t lane, std::uint64_t word) {
    lane = (lane ^ word) * kPrime;
    return lane ^ (lane >> 29U);
  };
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at + lane * 8, 8);
      lanes[lane] = mix(lanes[lane], word);
    }
  }
  for (; at < bytes.size(); ++at) lanes[at % 4] = mix(lanes[at % 4], static_cast<unsigned char>(bytes[at]));
  std::uint64_t result = 0;
  for (auto const lane : lanes) result = mix(result, lane);
  return result;
}

}  // namespace pb::analytics
