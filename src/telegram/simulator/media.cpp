#include <algorithm>

#include "telegram/simulator/composing.h"
#include "telegram/simulator/editing.h"
#include "telegram/simulator/shapes.h"
#include "telegram/simulator/targets.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr int kLongestSides = 10'000;  // width and height together
constexpr int kSteepestRatio = 20;
constexpr std::size_t kLargestAlbum = 10;
constexpr std::string_view kAttached = "attach://";

struct MediaKind {
  Attachment::Kind kind;
  char const* name;    // as parameter and as type of InputMedia
  char const* folder;  // where the file store keeps it
};
constexpr MediaKind kPhoto{Attachment::Kind::photo, "photo", "photos"};
constexpr MediaKind kDocument{Attachment::Kind::document, "document", "documents"};
constexpr MediaKind kVoice{Attachment::Kind::voice, "voice", "voice"};
constexpr MediaKind kAudio{Attachment::Kind::audio, "audio", "music"};

auto checked_photo(std::string_view bytes, Limits const& limits) -> std::expected<PictureSize, ApiError> {
  if (bytes.size() > limits.photo_bytes) {
    return bad_request("file of size " + std::to_string(bytes.size()) +
                       " bytes is too big for a photo; the maximum size is " +
                       std::to_string(limits.photo_bytes) + " bytes");
  }
  auto const size = picture_size(bytes);
  if (!size) return bad_request("IMAGE_PROCESS_FAILED");
  auto const [shorter, longer] = std::minmax(size->width, size->height);
  if (longer > kLongestSides - shorter || longer / shorter > kSteepestRatio) {
    return bad_request("PHOTO_INVALID_DIMENSIONS");
  }
  return *size;
}

// A file that came with the call, or is named by the id it got when it was first sent. Nothing is fetched
// from elsewhere.
auto stored(World& world, MediaKind const& kind, std::string_view reference, Upload const* upload)
    -> std::expected<StoredFile const*, ApiError> {
  if (upload != nullptr) {
    if (upload->bytes.empty()) return bad_request("file must be non-empty");
    if (upload->bytes.size() > world.limits().upload_bytes) {
      return std::unexpected(ApiError{.code = 413, .description = "Request Entity Too Large"});
    }
    if (kind.kind == Attachment::Kind::photo) {
      auto const size = checked_photo(upload->bytes, world.limits());
      if (!size) return std::unexpected(size.error());
    }
    auto type = std::string(picture_type(upload->bytes));
    if (type.empty()) type = upload->content_type.empty() ? "application/octet-stream" : upload->content_type;
    return &world.files().add(kind.folder, upload->file_name, std::move(type), upload->bytes);
  }
  if (reference.empty()) return bad_request(std::string("there is no ") + kind.name + " in the request");
  if (reference.starts_with("http://") || reference.starts_with("https://")) {
    return bad_request("failed to get HTTP URL content");
  }
  auto const* const file = world.files().find(reference);
  if (file == nullptr) return bad_request("wrong file identifier/HTTP URL specified");
  return file;
}

auto attachment(World& world, MediaKind const& kind, StoredFile const& file, Parameters const& details)
    -> std::expected<Attachment, ApiError> {
  Attachment result{.kind = kind.kind, .file_id = file.id};
  if (kind.kind == Attachment::Kind::photo) {
    auto const size = checked_photo(*file.bytes, world.limits());
    if (!size) return std::unexpected(size.error());
    result.width = size->width;
    result.height = size->height;
  }
  result.duration_s =
      static_cast<int>(std::clamp<std::int64_t>(details.number("duration").value_or(0), 0, 86'400));
  return result;
}

auto send(Call const& call, MediaKind const& kind) -> Outcome {
  auto text = caption(call.world, call.parameters);
  if (!text) return std::unexpected(text.error());
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const file =
      stored(call.world, kind, call.parameters.text(kind.name).value_or(""), call.parameters.file(kind.name));
  if (!file) return std::unexpected(file.error());
  auto media = attachment(call.world, kind, **file, call.parameters);
  if (!media) return std::unexpected(media.error());
  return post_and_show(call, **chat, Message{.text = std::move(*text), .attachment = std::move(*media)});
}

// One InputMedia: what it shows and its caption.
auto input_media(Call const& call, json::value const& value) -> std::expected<Message, ApiError> {
  auto const* const object = value.if_object();
  if (object == nullptr) return bad_request("can't parse InputMedia: expected an Object");
  Parameters item;
  item.add_object(*object);
  auto const* kind = &kPhoto;
  for (auto const* const known : {&kPhoto, &kDocument, &kAudio}) {
    if (item.text("type") == known->name) kind = known;
  }
  if (item.text("type") != kind->name)
    return bad_request("can't parse InputMedia: type must be one of photo, document, audio");
  auto const reference = item.text("media").value_or("");
  auto const* const upload =
      reference.starts_with(kAttached) ? call.parameters.file(reference.substr(kAttached.size())) : nullptr;
  auto const file = stored(call.world, *kind, reference, upload);
  if (!file) return std::unexpected(file.error());
  auto media = attachment(call.world, *kind, **file, item);
  if (!media) return std::unexpected(media.error());
  auto text = caption(call.world, item);
  if (!text) return std::unexpected(text.error());
  return Message{.text = std::move(*text), .attachment = std::move(*media)};
}

auto album(Call const& call) -> std::expected<std::vector<Message>, ApiError> {
  auto const list = call.parameters.array("media");
  if (!list) return bad_request("can't parse media JSON object");
  if (list->empty()) return bad_request("there are no messages to send");
  if (list->size() > kLargestAlbum) return bad_request("too many messages to send as an album");
  std::vector<Message> messages;
  for (auto const& item : *list) {
    auto message = input_media(call, item);
    if (!message) return std::unexpected(message.error());
    if (message->attachment->kind != (messages.empty() ? *message : messages.front()).attachment->kind) {
      return bad_request("document can't be mixed with other media types");
    }
    messages.push_back(std::move(*message));
  }
  return messages;
}

}  // namespace

auto send_photo(Call const& call) -> Outcome {
  return send(call, kPhoto);
}
auto send_document(Call const& call) -> Outcome {
  return send(call, kDocument);
}
auto send_voice(Call const& call) -> Outcome {
  return send(call, kVoice);
}
auto send_audio(Call const& call) -> Outcome {
  return send(call, kAudio);
}

auto send_media_group(Call const& call) -> Outcome {
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto messages = album(call);
  if (!messages) return std::unexpected(messages.error());

  // The first one is admitted for all of them: an album comes whole or not at all.
  messages->front().media_group = std::to_string((*chat)->version) + std::to_string((*chat)->next_message_id);
  auto const first = post_message(call, **chat, messages->front());
  if (!first) return std::unexpected(first.error());
  auto const head = **first;
  json::array shapes{message_shape(call.world, **chat, head)};
  for (auto message = messages->begin() + 1; message != messages->end(); ++message) {
    message->from = head.from;
    message->reply_to = head.reply_to;
    message->thread = head.thread;
    message->media_group = head.media_group;
    shapes.push_back(message_shape(call.world, **chat, call.world.post(**chat, std::move(*message))));
  }
  return shapes;
}

auto edit_message_media(Call const& call) -> Outcome {
  auto keyboard = inline_keyboard(call);
  if (!keyboard) return std::unexpected(keyboard.error());
  auto const edited = editable_message(call);
  if (!edited) return std::unexpected(edited.error());
  auto const given = call.parameters.object("media");
  if (!given) return bad_request("media is not specified");
  auto media = input_media(call, *given);
  if (!media) return std::unexpected(media.error());
  return replace(call, *edited,
                 {.text = std::move(media->text),
                  .attachment = std::move(media->attachment),
                  .inline_keyboard = std::move(*keyboard)});
}

auto get_file(Call const& call) -> Outcome {
  auto const id = call.parameters.text("file_id").value_or("");
  if (id.empty()) return bad_request("file_id is not specified");
  auto const* const file = call.world.files().find(id);
  if (file == nullptr) return bad_request("wrong file_id or the file is temporarily unavailable");
  if (file->bytes->size() > call.world.limits().download_bytes) return bad_request("file is too big");
  return json::object{{"file_id", file->id},
                      {"file_unique_id", file->unique_id},
                      {"file_size", file->bytes->size()},
                      {"file_path", file->path}};
}

}  // namespace pb::telegram::simulator
