#include "telegram/encode.h"

#include <boost/json.hpp>

#include "base/utf8.h"

namespace pb::telegram {
namespace {

namespace json = boost::json;

// Straight into text: this is on the way of every message, and a tree of values costs more than the rest of
// it.
class Writer {
 public:
  Writer() { body_.reserve(512); }
  Writer& field(std::string_view name, std::int64_t value) {
    key(name);
    body_ += std::to_string(value);
    return *this;
  }
  Writer& field(std::string_view name, std::string_view value) {
    key(name);
    string(value);
    return *this;
  }
  Writer& raw(std::string_view name, std::string_view value) {
    key(name);
    body_ += value;
    return *this;
  }
  void keyboard(Keyboard const& keyboard) {
    key("reply_markup");
    body_ += R"({"inline_keyboard":[)";
    for (std::size_t row = 0; row < keyboard.size(); ++row) {
      body_ += row == 0 ? "[" : ",[";
      for (std::size_t column = 0; column < keyboard[row].size(); ++column) {
        if (column > 0) body_ += ',';
        button(keyboard[row][column]);
      }
      body_ += ']';
    }
    body_ += "]}";
  }
  auto done() -> std::string {
    body_ += '}';
    return std::move(body_);
  }

 private:
  void key(std::string_view name) {
    body_ += body_.empty() ? "{\"" : ",\"";
    body_ += name;
    body_ += "\":";
  }
  void button(InlineButton const& button) {
    body_ += R"({"text":)";
    string(button.text);
    body_ += button.url ? R"(,"url":)" : R"(,"callback_data":)";
    string(button.url ? *button.url : button.callback_data);
    body_ += '}';
  }
  void string(std::string_view value) {
    // One broken byte would make Telegram refuse the whole call.
    if (!is_utf8(value)) return string(as_sound_text(value));
    static constexpr char kHex[] = "0123456789abcdef";
    body_ += '"';
    for (char const c : value) {
      auto const byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        body_ += '\\';
        body_ += c;
      } else if (byte < 0x20) {
        body_ += "\\u00";
        body_ += kHex[byte >> 4];
        body_ += kHex[byte & 15];
      } else {
        body_ += c;
      }
    }
    body_ += '"';
  }

  std::string body_;
};

auto parameter_of(FileKind kind) -> std::string_view {
  return kind == FileKind::photo ? "photo" : "document";
}

auto changed(std::string_view body, auto change) -> std::string {
  boost::system::error_code problem;
  auto value = json::parse(body, problem);
  if (problem || !value.is_object()) return std::string(body);
  change(value.as_object());
  return json::serialize(value);
}

}  // namespace

auto encode(SendMessage const& call) -> std::string {
  Writer writer;
  writer.field("chat_id", call.chat_id).field("text", call.html).field("parse_mode", "HTML");
  writer.raw("link_preview_options", R"({"is_disabled":true})");
  if (call.message_thread_id) writer.field("message_thread_id", *call.message_thread_id);
  if (call.notification == Notification::silent) writer.raw("disable_notification", "true");
  if (call.keyboard != nullptr && !call.keyboard->empty()) writer.keyboard(*call.keyboard);
  return writer.done();
}

auto encode(EditMessageText const& call) -> std::string {
  Writer writer;
  writer.field("chat_id", call.chat_id).field("message_id", call.message_id).field("text", call.html);
  writer.field("parse_mode", "HTML").raw("link_preview_options", R"({"is_disabled":true})");
  if (call.keyboard != nullptr && !call.keyboard->empty()) writer.keyboard(*call.keyboard);
  return writer.done();
}

auto encode(AnswerCallbackQuery const& call) -> std::string {
  Writer writer;
  writer.field("callback_query_id", call.callback_query_id);
  if (!call.text.empty()) writer.field("text", call.text);
  if (call.style == AnswerStyle::alert) writer.raw("show_alert", "true");
  return writer.done();
}

auto encode(SendFile const& call) -> std::string {
  Writer writer;
  writer.field("chat_id", call.chat_id).field(parameter_of(call.kind), call.file);
  if (!call.caption_html.empty()) writer.field("caption", call.caption_html).field("parse_mode", "HTML");
  if (call.message_thread_id) writer.field("message_thread_id", *call.message_thread_id);
  if (call.notification == Notification::silent) writer.raw("disable_notification", "true");
  return writer.done();
}

auto method_of(FileKind kind) -> std::string_view {
  return kind == FileKind::photo ? "sendPhoto" : "sendDocument";
}

auto file_reference(std::string_view body) -> std::optional<FileReference> {
  boost::system::error_code problem;
  auto const value = json::parse(body, problem);
  auto const* const call = problem ? nullptr : value.if_object();
  if (call == nullptr) return std::nullopt;
  for (auto const kind : {FileKind::document, FileKind::photo}) {
    auto const parameter = parameter_of(kind);
    auto const* const file = call->if_contains(parameter);
    if (file != nullptr && file->is_string())
      return FileReference{std::string(parameter), std::string(file->as_string())};
  }
  return std::nullopt;
}

auto with_file(std::string_view body, std::string_view file) -> std::string {
  auto const reference = file_reference(body);
  return changed(body, [&](json::object& call) {
    if (reference) call[reference->parameter] = file;
  });
}

auto form_fields(std::string_view body) -> std::vector<std::pair<std::string, std::string>> {
  std::vector<std::pair<std::string, std::string>> fields;
  boost::system::error_code problem;
  auto const value = json::parse(body, problem);
  auto const* const call = problem ? nullptr : value.if_object();
  if (call == nullptr) return fields;
  for (auto const& [name, parameter] : *call) {
    if (name == parameter_of(FileKind::document) || name == parameter_of(FileKind::photo)) continue;
    fields.emplace_back(
        name, parameter.is_string() ? std::string(parameter.as_string()) : json::serialize(parameter));
  }
  return fields;
}

auto as_new_message(std::string_view edit_body) -> std::string {
  return changed(edit_body, [](json::object& call) { call.erase("message_id"); });
}

auto for_chat(std::string_view body, std::int64_t chat_id) -> std::string {
  return changed(body, [&](json::object& call) { call["chat_id"] = chat_id; });
}

}  // namespace pb::telegram
