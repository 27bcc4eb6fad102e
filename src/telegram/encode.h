#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "telegram/types.h"

// Bodies of Bot API calls, as JSON. What is not UTF-8 in a text becomes U+FFFD.
namespace pb::telegram {

enum class Notification { sound, silent };

struct SendMessage {
  std::int64_t chat_id = 0;
  std::optional<std::int64_t> message_thread_id{};
  std::string_view html;
  Keyboard const* keyboard = nullptr;
  Notification notification = Notification::sound;
};
[[nodiscard]] auto encode(SendMessage const& call) -> std::string;

struct EditMessageText {
  std::int64_t chat_id = 0;
  std::int64_t message_id = 0;
  std::string_view html;
  Keyboard const* keyboard = nullptr;
};
[[nodiscard]] auto encode(EditMessageText const& call) -> std::string;

// A document or a picture by a reference: a file_id that Telegram gave, or what the sender replaces by bytes.
enum class FileKind { document, photo };
struct SendFile {
  FileKind kind = FileKind::document;
  std::int64_t chat_id = 0;
  std::optional<std::int64_t> message_thread_id{};
  std::string_view file;
  std::string_view caption_html{};  // at most kCaptionLimit UTF-16 units; empty: none
  Notification notification = Notification::sound;
};
[[nodiscard]] auto encode(SendFile const& call) -> std::string;
[[nodiscard]] auto method_of(FileKind kind) -> std::string_view;

enum class AnswerStyle { toast, alert };
struct AnswerCallbackQuery {
  std::string_view callback_query_id;
  std::string_view text;
  AnswerStyle style = AnswerStyle::toast;
};
[[nodiscard]] auto encode(AnswerCallbackQuery const& call) -> std::string;

// The same call without its message_id: what an edit becomes when its message is gone. A body that is no call
// comes back as it is, here and below.
[[nodiscard]] auto as_new_message(std::string_view edit_body) -> std::string;
// The same call for another chat: a group that became a supergroup.
[[nodiscard]] auto for_chat(std::string_view body, std::int64_t chat_id) -> std::string;

// The document or photo of a call that sends one: its parameter and what stands there.
struct FileReference {
  std::string parameter;
  std::string value;
};
[[nodiscard]] auto file_reference(std::string_view body) -> std::optional<FileReference>;
[[nodiscard]] auto with_file(std::string_view body, std::string_view file) -> std::string;
// The call's parameters as fields of a form, but for its file.
[[nodiscard]] auto form_fields(std::string_view body) -> std::vector<std::pair<std::string, std::string>>;

}  // namespace pb::telegram
