#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace pb::bench {

// A program started by us; killed when the object goes, if it still runs.
class Program {
 public:
  struct Start {
    std::vector<std::string> command;                // program and arguments
    std::map<std::string, std::string> environment;  // added to ours
    std::filesystem::path log;                       // gets standard output and error
  };
  explicit Program(Start const& start);
  Program(Program const&) = delete;
  Program& operator=(Program const&) = delete;
  ~Program();

  [[nodiscard]] auto pid() const -> pid_t { return pid_; }
  [[nodiscard]] bool running();
  // Resident memory in bytes; 0 when it has ended.
  [[nodiscard]] auto resident_bytes() const -> std::uint64_t;
  // The signal of `kill -9`, and waits until the process is gone. The signal that ended it: 0 where it had
  // ended by itself.
  auto kill_now() -> int;
  // Processor time it has used so far, in its own code and in the system's for it.
  [[nodiscard]] auto cpu_time() const -> std::chrono::milliseconds;
  // Asks it to end, waits at most `patience`, then kills. The exit code; -1 after a kill.
  auto stop(std::chrono::seconds patience) -> int;

 private:
  pid_t pid_ = -1;
  int status_ = 0;
};

// A folder of its own for one run, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] auto path() const -> std::filesystem::path const& { return path_; }

 private:
  std::filesystem::path path_;
};

// A port of 127.0.0.1 that is free now.
auto free_port() -> std::uint16_t;

// Sends one HTTP request and waits for the answer's status and body; status 0 when nobody answers.
struct HttpAnswer {
  int status = 0;
  std::string body;
};
auto http_get(std::uint16_t port, std::string const& path) -> HttpAnswer;

// Waits until GET `path` is answered, whatever by; false when `program` ends first or after `patience`.
bool wait_until_ready(Program& program, std::uint16_t port, std::string const& path,
                      std::chrono::seconds patience);

}  // namespace pb::bench
