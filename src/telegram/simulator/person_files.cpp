#include "telegram/simulator/person_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "telegram/simulator/person_methods.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::int64_t kLongestRecordingSeconds = 24 * 60 * 60;

struct FileKind {
  std::string_view name;
  Attachment::Kind kind;
  char const* folder;
  char const* usual_name;
  char const* usual_type;
};
constexpr FileKind kKinds[] = {
    {"photo", Attachment::Kind::photo, "photos", "photo", "image/jpeg"},
    {"document", Attachment::Kind::document, "documents", "document", "application/octet-stream"},
    {"voice", Attachment::Kind::voice, "voice", "voice.ogg", "audio/ogg"},
    {"audio", Attachment::Kind::audio, "music", "audio.mp3", "audio/mpeg"},
};

auto kind_of(PersonCall const& call) -> OrPersonError<FileKind const*> {
  auto const name = call.given.text("kind").value_or("");
  auto const* const found = std::ranges::find(kKinds, name, &FileKind::name);
  if (found == std::end(kKinds)) return wrong("\"kind\" must be photo, document, voice or audio");
  return found;
}

auto checked_upload(PersonCall const& call, FileKind const& kind) -> OrPersonError<Upload const*> {
  auto const* const upload = call.given.file("file");
  if (upload == nullptr) return wrong("there is no \"file\" in the form");
  auto const& limits = call.world.limits();
  auto const limit = kind.kind == Attachment::Kind::photo ? limits.photo_bytes : limits.upload_bytes;
  if (upload->bytes.empty()) return wrong("the file is empty");
  if (upload->bytes.size() > limit) return wrong(fmt::format("the file is larger than {} bytes", limit));
  if (kind.kind == Attachment::Kind::photo && !picture_size(upload->bytes)) {
    return wrong("the file is no picture: a photo is a PNG, JPEG, GIF or WebP");
  }
  return upload;
}

// A header value cannot hold anything but plain characters.
auto plain_type(std::string_view type) -> std::string {
  bool const is_plain =
      !type.empty() && std::ranges::all_of(type, [](char c) { return c >= ' ' && c <= '~'; });
  return is_plain ? std::string(type) : "application/octet-stream";
}

// As a file name in a header (RFC 8187).
auto escaped(std::string_view name) -> std::string {
  std::string result;
  for (unsigned char const c : name) {
    bool const is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          c == '.' || c == '-' || c == '_';
    result += is_plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
  }
  return result;
}

// Only what cannot carry a script is shown by a browser that opens it; the rest it saves.
bool may_be_shown(StoredFile const& file) {
  return !picture_type(*file.bytes).empty() || file.content_type.starts_with("audio/");
}

auto file_response(StoredFile const& file) -> http::Response {
  auto const picture = picture_type(*file.bytes);
  return {
      .status = 200,
      .headers = {{"Content-Type", picture.empty() ? plain_type(file.content_type) : std::string(picture)},
                  {"Content-Disposition",
                   fmt::format("{}; filename*=UTF-8''{}", may_be_shown(file) ? "inline" : "attachment",
                               escaped(file.file_name))},
                  {"X-Content-Type-Options", "nosniff"},
                  {"Content-Security-Policy", "sandbox"}},
      .body = *file.bytes};
}

}  // namespace

auto take_file(PersonCall const& call) -> OrPersonError<Attachment> {
  auto const kind = kind_of(call);
  if (!kind) return std::unexpected(kind.error());
  auto const upload = checked_upload(call, **kind);
  if (!upload) return std::unexpected(upload.error());
  auto const& [file_name, content_type, bytes] = **upload;
  auto const duration =
      std::clamp<std::int64_t>(call.given.number("duration").value_or(0), 0, kLongestRecordingSeconds);
  auto const size = picture_size(bytes).value_or(PictureSize{});
  bool const is_photo = (*kind)->kind == Attachment::Kind::photo;
  auto type = is_photo ? std::string(picture_type(bytes)) : content_type;
  auto const& stored =
      call.world.files().add((*kind)->folder, file_name.empty() ? (*kind)->usual_name : file_name,
                             type.empty() ? (*kind)->usual_type : type, bytes);
  return Attachment{.kind = (*kind)->kind,
                    .file_id = stored.id,
                    .width = is_photo ? size.width : 0,
                    .height = is_photo ? size.height : 0,
                    .duration_s = static_cast<int>(duration)};
}

void read_file(Core& core, Parameters given, http::Respond respond) {
  auto const file = core.ask([&](World& world) -> std::optional<StoredFile> {
    auto const* const found = world.files().find(given.text("file_id").value_or(""));
    return found == nullptr ? std::nullopt : std::optional(*found);
  });
  if (!file) return respond(respond_with(missing("there is no such file, or it has been forgotten")));
  respond(file_response(*file));
}

}  // namespace pb::telegram::simulator
