#include "app/stop_signal.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <thread>

namespace pb::app {
namespace {

auto stop_signals() -> sigset_t {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

auto next_signal() -> int {
  auto const signals = stop_signals();
  int received = 0;
  sigwait(&signals, &received);
  return received;
}

}  // namespace

StopSignal::StopSignal() {
  auto const signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void StopSignal::wait() {
  next_signal();
  // Everything that is acknowledged is durable, so that ending at once loses nothing but the politeness.
  std::thread([] { _exit(128 + next_signal()); }).detach();
}

}  // namespace pb::app
