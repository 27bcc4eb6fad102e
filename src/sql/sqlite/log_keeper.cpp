#include "sql/sqlite/log_keeper.h"

namespace pb::sql {

void LogKeeper::after_commit() {
  auto const pages = writer_.log_pages();
  // The log starts over by itself after a complete checkpoint, once the last reader has left it.
  if (pages < kStep) next_at_ = kStep;
  if (pages < next_at_) return;
  if (pages < kTooMany) {
    writer_.checkpoint();
  } else {
    writer_.truncate_log(kPatience);
  }
  next_at_ = writer_.log_pages() + kStep;
}

void LogKeeper::when_idle() {
  if (writer_.log_pages() == 0) return;
  if (writer_.truncate_log(std::chrono::milliseconds(0))) next_at_ = kStep;
}

}  // namespace pb::sql
