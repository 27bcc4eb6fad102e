#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pb::telegram::simulator {

struct StoredFile {
  std::string id;
  std::string unique_id;
  std::string path;  // as in /file/bot<token>/<path>
  std::string file_name;
  std::string content_type;
  std::shared_ptr<std::string const> bytes;
};

// The files sent either way, oldest first out when there is too much of them. Not thread-safe.
class FileStore {
 public:
  explicit FileStore(std::size_t limit_bytes) : limit_bytes_(limit_bytes) {}

  // `folder` as Telegram names it: photos, documents, voice, music.
  auto add(std::string_view folder, std::string file_name, std::string content_type, std::string bytes)
      -> StoredFile const&;
  [[nodiscard]] auto find(std::string_view id) const -> StoredFile const*;
  [[nodiscard]] auto find_by_path(std::string_view path) const -> StoredFile const*;

 private:
  std::size_t limit_bytes_;
  std::size_t held_bytes_ = 0;
  std::uint64_t next_ = 1;
  std::map<std::string, StoredFile, std::less<>> by_id_;
  std::map<std::string, std::string, std::less<>> id_by_path_;
  std::deque<std::string> oldest_first_;
};

struct PictureSize {
  int width = 0;
  int height = 0;
};

// Of a PNG, JPEG, GIF or WebP; nothing when it is none of them.
[[nodiscard]] auto picture_size(std::string_view bytes) -> std::optional<PictureSize>;
[[nodiscard]] auto picture_type(std::string_view bytes)
    -> std::string_view;  // "image/png"; empty: no picture

}  // namespace pb::telegram::simulator
