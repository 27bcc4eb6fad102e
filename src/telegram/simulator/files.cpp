#include "telegram/simulator/files.h"

#include <fmt/format.h>

#include <algorithm>

namespace pb::telegram::simulator {
namespace {

// ".csv", as it may stand in an address; nothing for what is no plain ending.
auto extension(std::string_view name) -> std::string_view {
  constexpr std::size_t kLongest = 10;
  auto const dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot > kLongest || name.size() - dot == 1) return {};
  auto const is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return std::ranges::all_of(name.substr(dot + 1), is_plain) ? name.substr(dot) : std::string_view();
}

auto byte_at(std::string_view bytes, std::size_t at) -> int {
  return static_cast<unsigned char>(bytes[at]);
}

auto big_endian(std::string_view bytes, std::size_t at) -> int {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

auto little_endian(std::string_view bytes, std::size_t at) -> int {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}

auto three_bytes(std::string_view bytes, std::size_t at) -> int {
  return little_endian(bytes, at) | byte_at(bytes, at + 2) << 16;
}

// Walks the segments to the frame header (ITU T.81, B.2.2).
auto jpeg_size(std::string_view bytes) -> std::optional<PictureSize> {
  std::size_t at = 2;
  while (at + 8 < bytes.size()) {
    if (byte_at(bytes, at) != 0xFF) return std::nullopt;
    auto const marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    bool const is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) return PictureSize{big_endian(bytes, at + 7), big_endian(bytes, at + 5)};
    at += 2 + static_cast<std::size_t>(big_endian(bytes, at + 2));
  }
  return std::nullopt;
}

auto png_size(std::string_view bytes) -> std::optional<PictureSize> {
  if (bytes.size() < 24 || byte_at(bytes, 16) > 0x7F || byte_at(bytes, 20) > 0x7F) return std::nullopt;
  return PictureSize{big_endian(bytes, 16) << 16 | big_endian(bytes, 18),
                     big_endian(bytes, 20) << 16 | big_endian(bytes, 22)};
}

auto webp_size(std::string_view bytes) -> std::optional<PictureSize> {
  if (bytes.size() < 30) return std::nullopt;
  auto const kind = bytes.substr(12, 4);
  if (kind == "VP8X") return PictureSize{1 + three_bytes(bytes, 24), 1 + three_bytes(bytes, 27)};
  if (kind == "VP8 ")
    return PictureSize{little_endian(bytes, 26) & 0x3FFF, little_endian(bytes, 28) & 0x3FFF};
  auto const packed = little_endian(bytes, 21) | little_endian(bytes, 23) << 16;
  return PictureSize{1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)};
}

}  // namespace

auto FileStore::add(std::string_view folder, std::string file_name, std::string content_type,
                    std::string bytes) -> StoredFile const& {
  auto const number = next_++;
  held_bytes_ += bytes.size();
  while (held_bytes_ > limit_bytes_ && !oldest_first_.empty()) {
    auto const oldest = by_id_.find(oldest_first_.front());
    held_bytes_ -= oldest->second.bytes->size();
    id_by_path_.erase(oldest->second.path);
    by_id_.erase(oldest);
    oldest_first_.pop_front();
  }
  StoredFile file{.id = fmt::format("SimFile{:010}", number),
                  .unique_id = fmt::format("SimU{:010}", number),
                  .path = fmt::format("{}/file_{}{}", folder, number, extension(file_name)),
                  .file_name = std::move(file_name),
                  .content_type = std::move(content_type),
                  .bytes = std::make_shared<std::string const>(std::move(bytes))};
  oldest_first_.push_back(file.id);
  id_by_path_.emplace(file.path, file.id);
  return by_id_.insert_or_assign(file.id, std::move(file)).first->second;
}

auto FileStore::find(std::string_view id) const -> StoredFile const* {
  auto const found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

auto FileStore::find_by_path(std::string_view path) const -> StoredFile const* {
  auto const found = id_by_path_.find(path);
  return found == id_by_path_.end() ? nullptr : find(found->second);
}

auto picture_type(std::string_view bytes) -> std::string_view {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("GIF8")) return "image/gif";
  if (bytes.starts_with("RIFF") && bytes.size() > 16 && bytes.substr(8, 4) == "WEBP") return "image/webp";
  return {};
}

auto picture_size(std::string_view bytes) -> std::optional<PictureSize> {
  auto const type = picture_type(bytes);
  std::optional<PictureSize> size;
  if (type == "image/png") size = png_size(bytes);
  if (type == "image/jpeg") size = jpeg_size(bytes);
  if (type == "image/gif" && bytes.size() >= 10)
    size = PictureSize{little_endian(bytes, 6), little_endian(bytes, 8)};
  if (type == "image/webp") size = webp_size(bytes);
  if (size && (size->width <= 0 || size->height <= 0)) return std::nullopt;
  return size;
}

}  // namespace pb::telegram::simulator
