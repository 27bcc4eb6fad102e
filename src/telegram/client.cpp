#include "telegram/client.h"

#include <algorithm>
#include <boost/json.hpp>
#include <future>

#include "base/utf8.h"

namespace pb::telegram {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepthLimit = 128;
constexpr std::size_t kDescriptionLimitBytes = 500;
constexpr std::int64_t kLongestWaitS = std::int64_t{7} * 24 * 3600;

auto contains(std::string_view text, std::string_view part) -> bool {
  return text.find(part) != std::string_view::npos;
}

auto kind_of_bad_request(std::string_view description) -> ReplyKind {
  if (contains(description, "message is not modified")) return ReplyKind::not_modified;
  for (auto const* gone : {"message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID",
                           "there is no text in the message to edit"}) {
    if (contains(description, gone)) return ReplyKind::message_gone;
  }
  for (auto const* gone :
       {"chat not found", "PEER_ID_INVALID", "user not found", "group chat was deactivated"}) {
    if (contains(description, gone)) return ReplyKind::chat_gone;
  }
  return ReplyKind::bad_request;
}

auto kind_of(std::int64_t code, std::string_view description) -> ReplyKind {
  if (code == 400) return kind_of_bad_request(description);
  if (code == 401 || code == 404) return ReplyKind::unauthorized;
  if (code == 403) return ReplyKind::unreachable_user;
  if (code == 409) return ReplyKind::conflict;
  if (code == 429) return ReplyKind::rate_limited;
  // A gateway that tired of waiting: what stands behind it may go on.
  if (code == 504) return ReplyKind::answer_lost;
  return code >= 500 ? ReplyKind::server_error : ReplyKind::bad_request;
}

// What a proxy, a gateway or half an answer says is not Telegram's word on the message or the chat. A broken
// success may have been one; a body that is too large stays so; the rest may pass.
auto kind_of_foreign_answer(int status) -> ReplyKind {
  if (status < 300 || status == 504) return ReplyKind::answer_lost;
  if (status == 413) return ReplyKind::bad_request;
  return ReplyKind::server_error;
}

void read_parameters(json::object const& answer, Reply& reply) {
  auto const* const parameters = answer.if_contains("parameters");
  if (parameters == nullptr || !parameters->is_object()) return;
  auto const& object = parameters->as_object();
  if (auto const* wait = object.if_contains("retry_after"); wait != nullptr && wait->is_int64()) {
    reply.retry_after = std::chrono::seconds(std::clamp<std::int64_t>(wait->as_int64(), 0, kLongestWaitS));
  }
  if (auto const* moved = object.if_contains("migrate_to_chat_id"); moved != nullptr && moved->is_int64()) {
    reply.moved_to = moved->as_int64();
    reply.kind = ReplyKind::chat_moved;
  }
}

auto file_id_in(json::value const* file) -> std::string {
  auto const* const object = file != nullptr ? file->if_object() : nullptr;
  auto const* const id = object != nullptr ? object->if_contains("file_id") : nullptr;
  return id != nullptr && id->is_string() ? std::string(id->as_string()) : std::string();
}

// A picture comes in several sizes, the largest last.
auto file_of(json::object const& message) -> std::string {
  if (auto const* document = message.if_contains("document")) return file_id_in(document);
  auto const* const sizes = message.if_contains("photo");
  auto const* const list = sizes != nullptr ? sizes->if_array() : nullptr;
  return list != nullptr && !list->empty() ? file_id_in(&list->back()) : std::string();
}

void read_result(json::object const& answer, Reply& reply) {
  auto const* const result = answer.if_contains("result");
  if (result == nullptr) return;
  auto const* const object = result->if_object();
  auto const* const id = object != nullptr ? object->if_contains("message_id") : nullptr;
  if (id != nullptr && id->is_int64()) {
    reply.message_id = id->as_int64();
    reply.file_id = file_of(*object);
  } else {
    reply.result = json::serialize(*result);
  }
}

auto from_transport(http::TransportError const& error) -> Reply {
  bool const lost = error.kind == http::TransportError::Kind::answer_lost;
  return {.kind = lost ? ReplyKind::answer_lost : ReplyKind::not_sent, .description = error.reason};
}

}  // namespace

auto read_reply(http::Response const& response) -> Reply {
  json::parse_options options;
  options.max_depth = kDepthLimit;
  boost::system::error_code problem;
  auto const value = json::parse(response.body, problem, {}, options);
  auto const* const answer = problem ? nullptr : value.if_object();
  auto const* const ok = answer != nullptr ? answer->if_contains("ok") : nullptr;
  if (ok == nullptr || !ok->is_bool()) {
    return {.kind = kind_of_foreign_answer(response.status),
            .result = response.body,
            .description = "an answer that is not the Bot API's, status " + std::to_string(response.status)};
  }
  Reply reply;
  if (ok->as_bool()) {
    read_result(*answer, reply);
    return reply;
  }
  if (auto const* text = answer->if_contains("description"); text != nullptr && text->is_string()) {
    reply.description = as_sound_text(shortened(text->as_string(), kDescriptionLimitBytes));
  }
  auto const* const code = answer->if_contains("error_code");
  reply.kind =
      kind_of(code != nullptr && code->is_int64() ? code->as_int64() : response.status, reply.description);
  read_parameters(*answer, reply);
  return reply;
}

Client::Client(http::Client& http, std::string base_url, Secret token)
    : http_(http), base_url_(std::move(base_url)), token_(std::move(token)) {}

auto Client::url(std::string_view method) const -> std::string {
  return base_url_ + "/bot" + token_.reveal() + "/" + std::string(method);
}

void Client::call(std::string_view method, std::string json_body, Done done,
                  std::chrono::milliseconds deadline) {
  send({.url = url(method),
        .headers = {{"Content-Type", "application/json"}},
        .body = std::move(json_body),
        .deadline = deadline},
       std::move(done));
}

void Client::upload(std::string_view method, std::vector<std::pair<std::string, std::string>> fields,
                    http::FilePart file, Done done, std::chrono::milliseconds deadline) {
  send({.url = url(method), .fields = std::move(fields), .files = {std::move(file)}, .deadline = deadline},
       std::move(done));
}

void Client::send(http::ClientRequest request, Done done) {
  http_.send(std::move(request),
             [answered = answered_, done = std::move(done)](http::ClientResult result) mutable {
               if (result) *answered = std::chrono::steady_clock::now().time_since_epoch().count();
               done(result ? read_reply(*result) : from_transport(result.error()));
             });
}

auto Client::silence() const -> std::optional<std::chrono::steady_clock::duration> {
  auto const answered = answered_->load();
  if (answered == 0) return std::nullopt;
  return std::chrono::steady_clock::now().time_since_epoch() - std::chrono::steady_clock::duration(answered);
}

auto Client::call_and_wait(std::string_view method, std::string json_body, std::chrono::milliseconds deadline)
    -> Reply {
  std::promise<Reply> promise;
  call(method, std::move(json_body), [&](Reply reply) { promise.set_value(std::move(reply)); }, deadline);
  return promise.get_future().get();
}

auto Client::upload_and_wait(std::string_view method, std::vector<std::pair<std::string, std::string>> fields,
                             http::FilePart file) -> Reply {
  auto const result =
      http_.send_and_wait({.url = url(method), .fields = std::move(fields), .files = {std::move(file)}});
  return result ? read_reply(*result) : from_transport(result.error());
}

auto Client::download_and_wait(std::string_view file_path) -> http::ClientResult {
  constexpr std::size_t kDownloadLimit = 20u * 1024 * 1024;
  return http_.send_and_wait({.method = "GET",
                              .url = base_url_ + "/file/bot" + token_.reveal() + "/" + std::string(file_path),
                              .response_limit_bytes = kDownloadLimit});
}

}  // namespace pb::telegram
