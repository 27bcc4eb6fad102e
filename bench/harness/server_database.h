#pragma once

#include <string>

namespace pb::bench {

// A new database on a PostgreSQL server; dropped with the object, whoever is still connected.
class ServerDatabase {
 public:
  // `server` is the address of any database of that server, by a role that may create others.
  explicit ServerDatabase(std::string server);
  ServerDatabase(ServerDatabase const&) = delete;
  ServerDatabase& operator=(ServerDatabase const&) = delete;
  ~ServerDatabase();

  [[nodiscard]] auto name() const -> std::string const& { return name_; }
  // As DATABASE_URL.
  [[nodiscard]] auto url() const -> std::string;

 private:
  std::string server_;
  std::string name_;
};

}  // namespace pb::bench
