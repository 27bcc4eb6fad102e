#include "app/numbers.h"

#include "base/log.h"
#include "base/wake_up.h"

namespace pb::app {
namespace {

constexpr std::chrono::seconds kAgain{5};

}  // namespace

Numbers::Numbers(sql::Database& database, std::filesystem::path snapshot)
    : feed_(database), cube_(feed_, {.snapshot = std::move(snapshot)}) {}

Numbers::~Numbers() {
  Numbers::stop();
}

void Numbers::start() {
  feed_.start();
  loading_ = std::jthread([this](std::stop_token stop) { load(stop); });
}

void Numbers::load(std::stop_token const& stop) {
  WakeUp undisturbed;
  while (!stop.stop_requested()) {
    try {
      cube_.start();
      return;
    } catch (std::exception const& problem) {
      log::error("cube.not_loaded", {{"reason", problem.what()}, {"again_in_s", kAgain.count()}});
      undisturbed.wait_for(stop, kAgain);
    }
  }
}

void Numbers::stop() {
  if (loading_.joinable()) {
    loading_.request_stop();
    loading_.join();
  }
  cube_.stop();
  feed_.stop();
}

auto snapshot_file(Settings const& settings) -> std::filesystem::path {
  if (!settings.database_key.empty()) return {};
  return std::filesystem::path(settings.data_folder) / "cube.snapshot";
}

}  // namespace pb::app
