#include "http/client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <deque>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/log.h"

namespace pb::http {
namespace {

constexpr std::size_t kHeaderLimitBytes = 256u * 1024;  // of all lines of an answer

using Done = std::move_only_function<void(ClientResult)>;

struct Waiting {
  ClientRequest request;
  Done done;
};

// One request on its way; handles and buffers are kept for the next one.
struct Transfer {
  CURL* easy = curl_easy_init();
  curl_slist* headers = nullptr;
  curl_mime* mime = nullptr;
  ClientRequest request;
  Done done;
  Response response;
  std::size_t header_bytes = 0;
  bool too_large = false;
  MayConnect const* may_connect = nullptr;  // none: anywhere
  bool refused = false;                     // some address of the host

  Transfer() {
    if (easy == nullptr) throw std::runtime_error("libcurl did not start");
  }
  ~Transfer() {
    clear();
    curl_easy_cleanup(easy);
  }
  Transfer(Transfer const&) = delete;
  Transfer& operator=(Transfer const&) = delete;

  void clear() {
    curl_slist_free_all(std::exchange(headers, nullptr));
    curl_mime_free(std::exchange(mime, nullptr));
    response = {};
    header_bytes = 0;
    too_large = false;
    refused = false;
  }
  [[nodiscard]] bool cut() const { return too_large && request.overflow == Overflow::cut; }
};

auto receive_body(char* bytes, std::size_t size, std::size_t count, void* self) -> std::size_t {
  auto& transfer = *static_cast<Transfer*>(self);
  auto const length = size * count;
  transfer.too_large = transfer.response.body.size() + length > transfer.request.response_limit_bytes;
  auto const left = transfer.request.response_limit_bytes - transfer.response.body.size();
  if (!transfer.too_large || transfer.cut()) transfer.response.body.append(bytes, std::min(length, left));
  return transfer.too_large ? 0 : length;
}

auto receive_header(char* bytes, std::size_t size, std::size_t count, void* self) -> std::size_t {
  auto& transfer = *static_cast<Transfer*>(self);
  std::string_view line(bytes, size * count);
  transfer.header_bytes += line.size();
  transfer.too_large = transfer.header_bytes > kHeaderLimitBytes;
  if (transfer.too_large) return 0;
  // Each answer begins so: what came before was an interim one.
  if (line.starts_with("HTTP/")) transfer.response.headers.clear();
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  auto const colon = line.find(':');
  if (colon != std::string_view::npos) {
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    transfer.response.headers.emplace_back(line.substr(0, colon), value);
  }
  return size * count;
}

// "" for what is no IP address.
auto address_text(sockaddr const* address) -> std::string {
  std::array<char, INET6_ADDRSTRLEN> text{};
  void const* bytes = nullptr;
  if (address->sa_family == AF_INET) bytes = &reinterpret_cast<sockaddr_in const*>(address)->sin_addr;
  if (address->sa_family == AF_INET6) bytes = &reinterpret_cast<sockaddr_in6 const*>(address)->sin6_addr;
  if (bytes == nullptr) return {};
  return inet_ntop(address->sa_family, bytes, text.data(), text.size());
}

// Asked before each connection: what is refused here is never connected to, and the host's next address is
// tried.
auto open_socket_where_allowed(void* self, curlsocktype, curl_sockaddr* address) -> curl_socket_t {
  auto& transfer = *static_cast<Transfer*>(self);
  if ((*transfer.may_connect)(address_text(&address->addr)))
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  transfer.refused = true;
  return CURL_SOCKET_BAD;
}

void guard_connections(Transfer& transfer) {
  auto* const easy = transfer.easy;
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket_where_allowed);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  // A name server that is slow on purpose must not hold up everybody: who asks it is not waited for.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

auto bytes_sent(CURL* easy) -> long {
  long sent = 0;
  curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent);
  return sent;
}

// Asked on every connection before the request leaves. libcurl sends a request once more by itself when a
// kept connection was cut before an answer came; the server may have acted on the first one, so only what
// changes nothing may be repeated.
auto may_leave(void* self, char*, char*, int, int) -> int {
  auto const& transfer = *static_cast<Transfer*>(self);
  bool const again = bytes_sent(transfer.easy) > 0;
  return again && transfer.request.method != "GET" ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

void add_header(Transfer& transfer, std::string const& line) {
  transfer.headers = curl_slist_append(transfer.headers, line.c_str());
}

void set_body(Transfer& transfer) {
  auto const& request = transfer.request;
  if (!request.files.empty()) {
    transfer.mime = curl_mime_init(transfer.easy);
    for (auto const& [name, value] : request.fields) {
      auto* const part = curl_mime_addpart(transfer.mime);
      curl_mime_name(part, name.c_str());
      curl_mime_data(part, value.data(), value.size());
    }
    for (auto const& file : request.files) {
      auto* const part = curl_mime_addpart(transfer.mime);
      curl_mime_name(part, file.field.c_str());
      curl_mime_filename(part, file.file_name.c_str());
      curl_mime_type(part, file.content_type.c_str());
      curl_mime_data(part, file.bytes.data(), file.bytes.size());
    }
    curl_easy_setopt(transfer.easy, CURLOPT_MIMEPOST, transfer.mime);
    return;
  }
  if (request.method == "GET") return;
  if (request.method == "HEAD") {
    curl_easy_setopt(transfer.easy, CURLOPT_NOBODY, 1L);
    return;
  }
  curl_easy_setopt(transfer.easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(transfer.easy, CURLOPT_POSTFIELDS, request.body.data());
}

void prepare(Transfer& transfer) {
  auto* const easy = transfer.easy;
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_URL, transfer.request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(transfer.request.deadline.count()));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min<std::int64_t>(transfer.request.deadline.count(), 10'000)));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, may_leave);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, &transfer);
  if (transfer.may_connect != nullptr) guard_connections(transfer);
  set_body(transfer);
  if (transfer.request.method != "GET" && transfer.request.method != "HEAD" &&
      transfer.request.method != "POST") {
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, transfer.request.method.c_str());
  }
  add_header(transfer, "Expect:");
  for (auto const& [name, value] : transfer.request.headers) add_header(transfer, name + ": " + value);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers);
}

// What happened before the request's first byte left is certain not to have reached the server.
auto kind_of(CURLcode code, CURL* easy) -> TransportError::Kind {
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
      return TransportError::Kind::not_sent;
    default:
      break;
  }
  return bytes_sent(easy) == 0 ? TransportError::Kind::not_sent : TransportError::Kind::answer_lost;
}

auto reason_of(Transfer const& transfer, CURLcode code) -> std::string {
  if (transfer.too_large) return "the answer is too large";
  if (code == CURLE_COULDNT_CONNECT && transfer.refused) return std::string(kNowhereAllowed);
  if (code == CURLE_ABORTED_BY_CALLBACK) return "a kept connection was cut before an answer came";
  return curl_easy_strerror(code);
}

}  // namespace

struct Client::Impl {
  ClientOptions options;
  CURLM* multi = nullptr;
  std::mutex mutex;
  std::deque<Waiting> incoming;
  bool stopping = false;
  bool running = false;
  std::thread thread;
  std::unordered_map<Transfer*, std::unique_ptr<Transfer>> active;
  std::vector<std::unique_ptr<Transfer>> spare;

  explicit Impl(ClientOptions options_) : options(std::move(options_)) {
    static auto const global = curl_global_init(CURL_GLOBAL_DEFAULT);
    multi = global == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi == nullptr) throw std::runtime_error("libcurl did not start");
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, options.connections_per_host);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, options.connections_per_host * 2);
  }
  ~Impl() {
    stop();
    spare.clear();
    curl_multi_cleanup(multi);
  }

  void run() {
    while (begin_waiting()) {
      int still_running = 0;
      curl_multi_perform(multi, &still_running);
      finish_done();
      curl_multi_poll(multi, nullptr, 0, 1'000, nullptr);
    }
    for (auto& [raw, transfer] : active) {
      curl_multi_remove_handle(multi, raw->easy);
      auto const kind =
          bytes_sent(raw->easy) == 0 ? TransportError::Kind::not_sent : TransportError::Kind::answer_lost;
      conclude(*transfer, std::unexpected(TransportError{kind, "stopping"}));
    }
    active.clear();
  }

  // Takes what was asked for since the last time; false when the client stops.
  auto begin_waiting() -> bool {
    std::deque<Waiting> taken;
    bool stop_now = false;
    {
      std::scoped_lock const lock(mutex);
      taken.swap(incoming);
      stop_now = stopping;
    }
    for (auto& waiting : taken) {
      stop_now ? waiting.done(std::unexpected(TransportError{TransportError::Kind::not_sent, "stopping"}))
               : begin(std::move(waiting));
    }
    return !stop_now;
  }

  void begin(Waiting waiting) {
    auto transfer = take_spare();
    transfer->request = std::move(waiting.request);
    transfer->done = std::move(waiting.done);
    transfer->may_connect = options.may_connect ? &options.may_connect : nullptr;
    prepare(*transfer);
    curl_multi_add_handle(multi, transfer->easy);
    auto* const raw = transfer.get();
    active.emplace(raw, std::move(transfer));
  }

  auto take_spare() -> std::unique_ptr<Transfer> {
    if (spare.empty()) return std::make_unique<Transfer>();
    auto transfer = std::move(spare.back());
    spare.pop_back();
    return transfer;
  }

  void finish_done() {
    int left = 0;
    while (auto* const message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      auto const code = message->data.result;
      Transfer* raw = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &raw);
      curl_multi_remove_handle(multi, raw->easy);
      auto owned = std::move(active.extract(raw).mapped());
      finish(*owned, code);
      owned->clear();
      spare.push_back(std::move(owned));
    }
  }

  static void finish(Transfer& transfer, CURLcode code) {
    if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && transfer.cut())) {
      long status = 0;
      curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
      transfer.response.status = static_cast<int>(status);
      return conclude(transfer, std::move(transfer.response));
    }
    conclude(transfer,
             std::unexpected(TransportError{kind_of(code, transfer.easy), reason_of(transfer, code)}));
  }

  // The thread serves everybody: what one callback throws ends there.
  static void conclude(Transfer& transfer, ClientResult result) {
    try {
      transfer.done(std::move(result));
    } catch (std::exception const& problem) {
      log::error("http.callback_failed", {{"reason", problem.what()}});
    }
    transfer.done = nullptr;
  }

  void stop() {
    bool was_running = false;
    {
      std::scoped_lock const lock(mutex);
      stopping = true;
      was_running = std::exchange(running, false);
    }
    if (!was_running) {
      begin_waiting();  // never started: what waits is told
      return;
    }
    curl_multi_wakeup(multi);
    thread.join();
  }
};

Client::Client(ClientOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Client::~Client() = default;

void Client::start() {
  impl_->running = true;
  impl_->thread = std::thread([this] { impl_->run(); });
}

void Client::stop() {
  impl_->stop();
}

void Client::send(ClientRequest request, Done done) {
  {
    std::unique_lock lock(impl_->mutex);
    if (impl_->stopping) {
      lock.unlock();
      return done(std::unexpected(TransportError{TransportError::Kind::not_sent, "stopping"}));
    }
    impl_->incoming.push_back({std::move(request), std::move(done)});
    if (impl_->incoming.size() > 1) return;  // woken already
  }
  curl_multi_wakeup(impl_->multi);
}

auto Client::send_and_wait(ClientRequest request) -> ClientResult {
  std::promise<ClientResult> promise;
  send(std::move(request), [&](ClientResult result) { promise.set_value(std::move(result)); });
  return promise.get_future().get();
}

}  // namespace pb::http
