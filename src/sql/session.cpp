#include "sql/session.h"

#include <algorithm>

namespace pb::sql {

void Session::notify(std::string_view topic) {
  if (std::ranges::find(topics_, topic) == topics_.end()) topics_.emplace_back(topic);
}

}  // namespace pb::sql
