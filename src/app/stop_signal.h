#pragma once

namespace pb::app {

// Blocks SIGINT and SIGTERM in this thread and all started after it, so that wait() alone gets them. Made
// first thing in main.
class StopSignal {
 public:
  StopSignal();
  // Returns when the process is asked to stop. A second request ends it at once.
  void wait();
};

}  // namespace pb::app
