#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "base/lifecycle.h"
#include "http/message.h"

namespace pb::http {

// A file in a multipart/form-data body.
struct FilePart {
  std::string field;
  std::string file_name;
  std::string content_type;
  std::string bytes;
};

// What becomes of an answer whose body is over the limit: it is a TransportError, or the rest is not read and
// the beginning is the answer.
enum class Overflow { refuse, cut };

struct ClientRequest {
  std::string method = "POST";
  std::string url;
  Headers headers{};
  std::string body{};
  // When there are files, they and `fields` make a multipart body, and `body` is not used.
  std::vector<std::pair<std::string, std::string>> fields{};
  std::vector<FilePart> files{};
  std::chrono::milliseconds deadline{30'000};
  std::size_t response_limit_bytes = 50u * 1024 * 1024;
  Overflow overflow = Overflow::refuse;
};

// Why there is no response. `not_sent`: the server certainly has not seen the request (no connection, no
// name, no TLS); `answer_lost`: it may have, and may have acted on it.
struct TransportError {
  enum class Kind { not_sent, answer_lost } kind = Kind::not_sent;
  std::string reason;
};
inline constexpr std::string_view kNowhereAllowed = "no address of the host may be connected to";

using ClientResult = std::expected<Response, TransportError>;

// Asked with an address such as "192.0.2.1" or "2001:db8::1" whether it may be connected to.
using MayConnect = std::function<bool(std::string_view address)>;

struct ClientOptions {
  long connections_per_host = 64;
  // For requests to places that others name. Asked on the client's thread about the very address a connection
  // is opened to, whatever a name meant before; of a name with several addresses the refused ones are passed
  // over. It holds for the whole client, because a kept connection serves whoever asks next. No proxy of the
  // environment is used then: it would be the one who connects. Empty: anywhere.
  MayConnect may_connect{};
};

// Outgoing HTTP over one thread and kept connections (libcurl multi). Certificates are checked, redirects are
// not followed, and a request is sent at most once (a GET perhaps again, when a kept connection turns out to
// be dead). Thread-safe. stop() ends the requests on their way; later ones end with not_sent.
class Client final : public Service {
 public:
  explicit Client(ClientOptions options = {});
  ~Client() override;
  void start() override;
  void stop() override;

  // `done` is called once, on the client's thread: be brief, do not wait there.
  void send(ClientRequest request, std::move_only_function<void(ClientResult)> done);
  auto send_and_wait(ClientRequest request) -> ClientResult;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pb::http
