#include "harness/program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>

#include "harness/event_loop.h"
#include "harness/http_frame.h"

extern char** environ;

namespace pb::bench {
namespace {

constexpr auto kLookAgain = std::chrono::milliseconds(2);

auto merged_environment(std::map<std::string, std::string> const& added) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string const text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) result.push_back(text);
  }
  for (auto const& [name, value] : added) result.push_back(name + "=" + value);
  return result;
}

auto pointers(std::vector<std::string>& texts) -> std::vector<char*> {
  std::vector<char*> result;
  for (auto& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

}  // namespace

Program::Program(Start const& start) {
  auto command = start.command;
  auto environment = merged_environment(start.environment);
  auto const arguments = pointers(command);
  auto const variables = pointers(environment);
  int const log = ::open(start.log.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  pid_ = ::fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) {
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::execvpe(arguments[0], arguments.data(), variables.data());
    ::_exit(127);
  }
  ::close(log);
}

Program::~Program() {
  if (running()) kill_now();
}

bool Program::running() {
  if (pid_ < 0) return false;
  if (::waitpid(pid_, &status_, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

auto Program::resident_bytes() const -> std::uint64_t {
  std::ifstream statm(fmt::format("/proc/{}/statm", pid_));
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

auto Program::kill_now() -> int {
  if (pid_ < 0) return 0;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, &status_, 0);
  pid_ = -1;
  return WIFSIGNALED(status_) ? WTERMSIG(status_) : 0;
}

auto Program::cpu_time() const -> std::chrono::milliseconds {
  std::ifstream stat(fmt::format("/proc/{}/stat", pid_));
  std::string text;
  std::getline(stat, text);
  // The fields after the name in brackets, which may hold spaces: user and system ticks are the 12th and
  // 13th.
  std::istringstream fields(text.substr(std::min(text.rfind(')') + 1, text.size())));
  std::string skipped;
  for (int field = 0; field < 11; ++field) fields >> skipped;
  std::int64_t user = 0;
  std::int64_t system = 0;
  fields >> user >> system;
  return std::chrono::milliseconds((user + system) * 1000 / ::sysconf(_SC_CLK_TCK));
}

auto Program::stop(std::chrono::seconds patience) -> int {
  if (pid_ > 0) ::kill(pid_, SIGTERM);
  auto const deadline = std::chrono::steady_clock::now() + patience;
  while (running()) {
    if (std::chrono::steady_clock::now() > deadline) {
      kill_now();
      return -1;
    }
    std::this_thread::sleep_for(kLookAgain);
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
}

TemporaryFolder::TemporaryFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "profitbot-bench-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw std::system_error(errno, std::generic_category(), "mkdtemp");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

auto free_port() -> std::uint16_t {
  int const socket = listen_on(0);
  auto const port = port_of(socket);
  ::close(socket);
  return port;
}

auto http_get(std::uint16_t port, std::string const& path) -> HttpAnswer {
  int const socket = connect_to(port);
  if (socket < 0) return {};
  HttpAnswer answer;
  std::string received;
  if (send_all(socket, fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path))) {
    char bytes[4096];
    for (ssize_t got; !take_http_frame(received) && (got = ::recv(socket, bytes, sizeof bytes, 0)) > 0;) {
      received.append(bytes, static_cast<std::size_t>(got));
    }
  }
  ::close(socket);
  if (auto const frame = take_http_frame(received)) {
    auto const status = frame->first_line.substr(std::min<std::size_t>(9, frame->first_line.size()));
    std::from_chars(status.data(), status.data() + status.size(), answer.status);
    answer.body = frame->body;
  }
  return answer;
}

bool wait_until_ready(Program& program, std::uint16_t port, std::string const& path,
                      std::chrono::seconds patience) {
  auto const deadline = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < deadline) {
    if (!program.running()) return false;
    if (http_get(port, path).status != 0) return true;
    std::this_thread::sleep_for(kLookAgain);
  }
  return false;
}

}  // namespace pb::bench
