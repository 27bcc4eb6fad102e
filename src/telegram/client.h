#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "http/client.h"

namespace pb::telegram {

// What came of a call, by what the caller must do about it.
enum class ReplyKind {
  ok,
  not_modified,      // the message is already as asked: as good as ok
  rate_limited,      // wait `retry_after`
  unreachable_user,  // 403: blocked the bot, deactivated, kicked it from the group
  chat_gone,         // no such chat
  chat_moved,        // a group became a supergroup: `moved_to`
  message_gone,      // the message to edit is not there, or can no longer be edited
  bad_request,       // our mistake; trying again does not help
  unauthorized,      // the token is wrong or was revoked
  conflict,          // somebody else polls, or a webhook is set
  server_error,      // 5xx: try again later
  not_sent,          // Telegram certainly has not seen it: try again later
  answer_lost,       // Telegram may have done it; nobody can know
};

struct Reply {
  ReplyKind kind = ReplyKind::ok;
  std::string result{};  // JSON of the result, when ok; else a body that could not be read
  std::optional<std::int64_t> message_id{};  // of a sent or edited message
  std::string file_id{};  // of the document or picture in that message: names it in later calls of this bot
  std::chrono::seconds retry_after{0};  // at most a week
  std::int64_t moved_to = 0;
  std::string description{};  // Telegram's words, or the network's; short and fit to be stored
};

// Reads what a Bot API server answered.
[[nodiscard]] auto read_reply(http::Response const& response) -> Reply;

// One Bot API server and one bot. Makes one attempt per call: when to try again is the caller's to decide.
// The token is never logged. Thread-safe.
class Client {
 public:
  using Done = std::move_only_function<void(Reply)>;

  Client(http::Client& http, std::string base_url, Secret token);

  // `json_body` is the method's parameters. `done` runs on the HTTP client's thread: be brief.
  void call(std::string_view method, std::string json_body, Done done,
            std::chrono::milliseconds deadline = std::chrono::seconds(30));
  // The same with a file (sendDocument, sendPhoto), as multipart/form-data.
  void upload(std::string_view method, std::vector<std::pair<std::string, std::string>> fields,
              http::FilePart file, Done done, std::chrono::milliseconds deadline = std::chrono::minutes(2));
  // For small questions while nobody is served: whoever stops the program waits for it no longer than this.
  auto call_and_wait(std::string_view method, std::string json_body,
                     std::chrono::milliseconds deadline = std::chrono::seconds(10)) -> Reply;
  auto upload_and_wait(std::string_view method, std::vector<std::pair<std::string, std::string>> fields,
                       http::FilePart file) -> Reply;
  // The bytes of a file that getFile has named by `file_path`; at most 20 MB, as Telegram gives.
  auto download_and_wait(std::string_view file_path) -> http::ClientResult;

  // How long ago the server last answered a call at all; nothing before it has.
  [[nodiscard]] auto silence() const -> std::optional<std::chrono::steady_clock::duration>;

 private:
  [[nodiscard]] auto url(std::string_view method) const -> std::string;
  void send(http::ClientRequest request, Done done);

  http::Client& http_;
  std::string base_url_;
  Secret token_;
  // When it answered, in the steady clock's ticks; 0: never. Calls on their way may outlive the client.
  std::shared_ptr<std::atomic<std::int64_t>> answered_ = std::make_shared<std::atomic<std::int64_t>>(0);
};

}  // namespace pb::telegram
