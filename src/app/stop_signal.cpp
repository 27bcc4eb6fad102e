#include "app/stop_signal.h"

#include <pthread.h>

#include <csignal>

namespace pb::app {
namespace {

auto stop_signals() -> sigset_t {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

StopSignal::StopSignal() {
  auto const signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void StopSignal::wait() {
  auto const signals = stop_signals();
  int received = 0;
  sigwait(&signals, &received);
}

}  // namespace pb::app
