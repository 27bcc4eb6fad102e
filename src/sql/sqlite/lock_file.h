#pragma once

#include <string>

namespace pb::sql {

// Holds `<database>.lock` for as long as it lives, so that no second process writes the same file. Throws
// SqlError that names the process which has it. The kernel lets go when a process dies, however it dies.
class LockFile {
 public:
  explicit LockFile(std::string const& database_path);
  ~LockFile();
  LockFile(LockFile const&) = delete;
  LockFile& operator=(LockFile const&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace pb::sql
