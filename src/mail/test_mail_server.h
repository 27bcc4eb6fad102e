#pragma once

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

namespace pb::mail {

// A real mail server (tests/mail/server.mjs) on a free port, ended with this object; what it does with a mail
// is in the recipient's local part. Tests run from the top folder of the project.
class TestMailServer {
 public:
  explicit TestMailServer(boost::json::object const& options = {}) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
      throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    std::array<std::string, 3> words{"node", "tests/mail/server.mjs", boost::json::serialize(options)};
    std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
    auto const started = ::posix_spawnp(&pid_, "node", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    alive_ = in[1];
    said_ = out[0];
    auto const first = started == 0 ? next(std::chrono::seconds(60)) : std::nullopt;
    if (!first) throw std::runtime_error("tests/mail/server.mjs did not start; scripts/npm-ci tests/mail");
    port_ = first->at("port").as_int64();
  }
  ~TestMailServer() {
    ::close(alive_);
    ::close(said_);
    ::waitpid(pid_, nullptr, 0);
  }
  TestMailServer(TestMailServer const&) = delete;
  TestMailServer& operator=(TestMailServer const&) = delete;

  [[nodiscard]] auto host() const -> std::string { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] auto url() const -> std::string { return "smtp://" + host(); }

  // The next mail that it has accepted, as mailparser read it; nothing when none comes in time.
  auto next(std::chrono::milliseconds patience = std::chrono::seconds(20))
      -> std::optional<boost::json::object> {
    auto const deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
      if (auto const end = waiting_.find('\n'); end != std::string::npos) {
        auto const line = waiting_.substr(0, end);
        waiting_.erase(0, end + 1);
        return boost::json::parse(line).as_object();
      }
      auto const left =
          std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      pollfd ready{.fd = said_, .events = POLLIN, .revents = 0};
      if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) <= 0) return std::nullopt;
      std::array<char, 65'536> buffer{};
      auto const count = ::read(said_, buffer.data(), buffer.size());
      if (count <= 0) return std::nullopt;
      waiting_.append(buffer.data(), static_cast<std::size_t>(count));
    }
  }

 private:
  pid_t pid_ = 0;
  int alive_ = -1;  // closed, it ends
  int said_ = -1;
  std::int64_t port_ = 0;
  std::string waiting_;
};

// A text in what the server said of a mail.
inline auto text_of(boost::json::value const& value) -> std::string {
  return std::string(value.as_string());
}

}  // namespace pb::mail
