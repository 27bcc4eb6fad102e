#pragma once

namespace pb {

// Anything with threads of its own. start() is called once; stop() is idempotent, safe before start(), and
// returns only when nothing of the service runs any more. Destruction stops.
class Service {
 public:
  virtual ~Service() = default;
  virtual void start() = 0;
  virtual void stop() = 0;
};

}  // namespace pb
