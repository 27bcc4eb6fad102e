#include "mail/smtp.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "base/utf8.h"

namespace pb::mail {
namespace {

constexpr std::size_t kWordsLimit = 300;
constexpr long kIdleSeconds = 30;  // servers close what idles longer; a mail could be lost in between

// What is known of a mail on its way; says afterwards how far it came.
struct Progress {
  std::string_view unread{};  // what libcurl has not asked for yet
  std::string last_line{};
  std::string refusal{};  // the last answer that said no
};

auto read_message(char* buffer, std::size_t size, std::size_t count, void* user) -> std::size_t {
  auto& progress = *static_cast<Progress*>(user);
  auto const taken = std::min(size * count, progress.unread.size());
  std::memcpy(buffer, progress.unread.data(), taken);
  progress.unread.remove_prefix(taken);
  return taken;
}

auto read_answer(char* line, std::size_t size, std::size_t count, void* user) -> std::size_t {
  auto& progress = *static_cast<Progress*>(user);
  progress.last_line.assign(line, size * count);
  if (progress.last_line.starts_with('4') || progress.last_line.starts_with('5'))
    progress.refusal = progress.last_line;
  return size * count;
}

auto discard(char* /*bytes*/, std::size_t size, std::size_t count, void* /*user*/) -> std::size_t {
  return size * count;
}

auto on_one_line(std::string_view text) -> std::string {
  std::string line = as_sound_text(text);
  std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  while (line.ends_with(' ')) line.pop_back();
  return std::string(shortened(line, kWordsLimit));
}

auto use_ssl(StartTls starttls) -> long {
  switch (starttls) {
    case StartTls::required:
      return CURLUSESSL_ALL;
    case StartTls::if_offered:
      return CURLUSESSL_TRY;
    case StartTls::never:
      return CURLUSESSL_NONE;
  }
  return CURLUSESSL_ALL;
}

// RFC 5321, 4.2.1: the last answer says it; 3xx is "go on", so after it nothing was said of the mail. Once
// libcurl has read all of it, the end may have left too.
auto end_of(CURLcode code, long answer, Progress const& progress) -> End {
  if (code == CURLE_OK) return End::accepted;
  if (code == CURLE_LOGIN_DENIED) return End::unreachable;
  if (answer >= 500 && answer < 600) return End::refused;
  if (answer >= 400 && answer < 500) return End::later;
  return progress.unread.empty() ? End::uncertain : End::unreachable;
}

auto words_of(CURLcode code, Progress const& progress) -> std::string {
  if (code == CURLE_OK) return on_one_line(progress.last_line);
  return on_one_line(progress.refusal.empty() ? curl_easy_strerror(code) : progress.refusal);
}

}  // namespace

struct Smtp::Connection {
  CURL* easy = curl_easy_init();
  std::atomic<bool> const& stopping;
  std::vector<curl_socket_t> sockets;  // open ones

  explicit Connection(std::atomic<bool> const& stopping_) : stopping(stopping_) {
    if (easy == nullptr) throw std::runtime_error("libcurl did not start");
  }
  ~Connection() { curl_easy_cleanup(easy); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  static auto open_socket(void* user, curlsocktype /*purpose*/, curl_sockaddr* address) -> curl_socket_t {
    auto const socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (socket >= 0) static_cast<Connection*>(user)->sockets.push_back(socket);
    return socket;
  }
  static auto close_socket(void* user, curl_socket_t socket) -> int {
    std::erase(static_cast<Connection*>(user)->sockets, socket);
    return ::close(socket);
  }
  // libcurl would wait for the answer to its QUIT: the server is not there any more.
  static auto may_go_on(void* user, curl_off_t /*down*/, curl_off_t /*down_now*/, curl_off_t /*up*/,
                        curl_off_t /*up_now*/) -> int {
    auto const& connection = *static_cast<Connection*>(user);
    if (!connection.stopping) return 0;
    for (auto const socket : connection.sockets) ::shutdown(socket, SHUT_RDWR);
    return 1;
  }

  void prepare(SmtpServer const& server, Progress& progress) {
    curl_easy_reset(easy);
    auto const url = fmt::format("{}/{}", server.url, server.our_name);
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, kIdleSeconds);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_deadline.count()));
    auto const answer_seconds = std::chrono::ceil<std::chrono::seconds>(server.answer_deadline).count();
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(answer_seconds));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(server.deadline.count()));
    curl_easy_setopt(easy, CURLOPT_USE_SSL, use_ssl(server.starttls));
    if (!server.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, server.ca_file.c_str());
    if (!server.user.empty()) {
      curl_easy_setopt(easy, CURLOPT_USERNAME, server.user.c_str());
      curl_easy_setopt(easy, CURLOPT_PASSWORD, server.password.reveal().c_str());
    }
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, read_answer);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &progress);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, may_go_on);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
  }

  [[nodiscard]] auto answer() const -> long {
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    return code;
  }
};

Smtp::Smtp(SmtpServer server) : server_(std::move(server)) {
  static auto const global = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (global != CURLE_OK) throw std::runtime_error("libcurl did not start");
}

Smtp::~Smtp() = default;

auto Smtp::take() -> std::unique_ptr<Connection> {
  std::scoped_lock const lock(mutex_);
  if (spare_.empty()) return std::make_unique<Connection>(stopping_);
  auto connection = std::move(spare_.back());
  spare_.pop_back();
  return connection;
}

void Smtp::put_back(std::unique_ptr<Connection> connection) {
  std::scoped_lock const lock(mutex_);
  spare_.push_back(std::move(connection));
}

auto Smtp::send(std::string_view from, std::string_view to, std::string_view message) -> Answer {
  if (stopping_) return {End::unreachable, "stopping"};
  auto connection = take();
  Progress progress{.unread = message};
  connection->prepare(server_, progress);
  auto* const easy = connection->easy;
  auto const sender = fmt::format("<{}>", from);
  auto const recipient = fmt::format("<{}>", to);
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const recipients(
      curl_slist_append(nullptr, recipient.c_str()), curl_slist_free_all);
  curl_easy_setopt(easy, CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, read_message);
  curl_easy_setopt(easy, CURLOPT_READDATA, &progress);
  curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));

  auto const code = curl_easy_perform(easy);
  Answer answer{end_of(code, connection->answer(), progress), words_of(code, progress)};
  // What went wrong may have left the connection in the middle of something.
  if (code == CURLE_OK) put_back(std::move(connection));
  return answer;
}

auto Smtp::check() -> std::optional<std::string> {
  Connection connection(stopping_);
  Progress progress;
  connection.prepare(server_, progress);
  curl_easy_setopt(connection.easy, CURLOPT_CUSTOMREQUEST, "NOOP");
  auto const code = curl_easy_perform(connection.easy);
  if (code == CURLE_OK) return std::nullopt;
  return words_of(code, progress);
}

void Smtp::stop() {
  stopping_ = true;
}

}  // namespace pb::mail
