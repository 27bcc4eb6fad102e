#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "sql/database.h"

namespace pb::sql {

// The listeners of one database, by topic. Thread-safe; a listener is not called after its handle is gone.
class Notifier {
 public:
  Notifier();
  [[nodiscard]] auto listen(std::string topic, Listener listener) -> std::shared_ptr<void>;
  void tell(std::string_view topic);
  void tell_all();

 private:
  struct State {
    std::mutex mutex;
    std::map<std::string, std::list<Listener>, std::less<>> listeners;
  };
  std::shared_ptr<State> state_;
};

}  // namespace pb::sql
