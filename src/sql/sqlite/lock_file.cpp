#include "sql/sqlite/lock_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "sql/in_use.h"

namespace pb::sql {

LockFile::LockFile(std::string const& database_path) {
  // Two names of one file share the lock.
  std::error_code unresolved;
  auto const real = std::filesystem::weakly_canonical(database_path, unresolved);
  auto const path = (unresolved ? database_path : real.string()) + ".lock";
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) throw SqlError(fmt::format("{} cannot be opened: {}", path, std::strerror(errno)));
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    auto const length = ::pread(descriptor_, holder, sizeof holder - 1, 0);
    ::close(descriptor_);
    throw InUse(fmt::format("{} is in use by another process{}; stop it first", database_path,
                            length > 0 ? fmt::format(" (pid {})", holder) : std::string()));
  }
  auto const pid = std::to_string(::getpid());
  if (::ftruncate(descriptor_, 0) != 0 ||
      ::pwrite(descriptor_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    ::close(descriptor_);
    throw SqlError(fmt::format("{} cannot be written: {}", path, std::strerror(errno)));
  }
}

LockFile::~LockFile() {
  ::close(descriptor_);
}

}  // namespace pb::sql
