#pragma once

#include <atomic>
#include <boost/describe/enum.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "mail/answer.h"

namespace pb::mail {

// required: no word before TLS · if_offered: open to whoever removes the offer; for servers nearby · never
BOOST_DEFINE_ENUM_CLASS(StartTls, required, if_offered, never)

struct SmtpServer {
  std::string url{};  // smtp://host:port, or smtps://host:port for TLS from the first byte
  std::string user{};
  Secret password{};
  StartTls starttls = StartTls::required;
  std::string ca_file{};   // PEM; empty: the certificates of the system
  std::string our_name{};  // what EHLO says
  std::chrono::milliseconds connect_deadline{20'000};
  std::chrono::milliseconds answer_deadline{120'000};  // for each answer of the server
  std::chrono::milliseconds deadline{600'000};         // for a whole mail
};

// A way to a mail server, over connections that are kept for the next mail (libcurl; RFC 5321, 3207, 4954).
// A mail is handed over at most once by a call. Blocks; any number of threads may call.
class Smtp {
 public:
  explicit Smtp(SmtpServer server);
  ~Smtp();

  // `message` as to_mime() makes it, to one address.
  auto send(std::string_view from, std::string_view to, std::string_view message) -> Answer;
  // Connects, greets and signs in, without a mail; a reason where that fails.
  auto check() -> std::optional<std::string>;
  // Ends calls on their way, and all later ones, within a second.
  void stop();

 private:
  struct Connection;
  auto take() -> std::unique_ptr<Connection>;
  void put_back(std::unique_ptr<Connection> connection);

  SmtpServer server_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> spare_;
};

}  // namespace pb::mail
