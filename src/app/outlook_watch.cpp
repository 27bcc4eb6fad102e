#include "app/outlook_watch.h"

#include "base/log.h"
#include "domain/time_zone.h"

namespace pb::app {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds kLook{1};  // how often something new is looked for
constexpr int kRest = 20;                 // times as long as making a look ahead took

}  // namespace

OutlookWatch::~OutlookWatch() {
  OutlookWatch::stop();
}

void OutlookWatch::start() {
  thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

void OutlookWatch::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void OutlookWatch::run(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    look();
    wake_up_.wait_for(stop, kLook);
  }
}

void OutlookWatch::look() {
  auto const version = newest_();
  if (!version || !version->organisation()) return;
  auto const today = local_day(clock_.now(), version->organisation()->time_zone);
  auto const before = outlook();
  bool const another_day = !before || before->today != today;
  if (!another_day && before->as_of == version->as_of()) return;
  auto const started = Steady::now();
  if (!another_day && started < rest_until_) return;

  auto made = analytics::look_ahead(*version, today);
  auto const ended = Steady::now();
  rest_until_ = ended + kRest * (ended - started);
  if (!made) {
    // Sums that do not fit: shown is what was right last, until the amounts are mended.
    log::error("outlook.not_made", {{"reason", made.error().message.key}});
    return;
  }
  auto next = std::make_shared<analytics::Outlook const>(std::move(*made));
  std::scoped_lock const lock(mutex_);
  outlook_.swap(next);
}

auto OutlookWatch::outlook() const -> std::shared_ptr<analytics::Outlook const> {
  std::scoped_lock const lock(mutex_);
  return outlook_;
}

}  // namespace pb::app
