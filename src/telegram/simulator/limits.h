#pragma once

#include <chrono>
#include <cstddef>

namespace pb::telegram::simulator {

// `rate` messages a second on average, at most `burst` at once.
struct FloodLimit {
  double per_second = 1;
  double burst = 1;
};

// What Telegram allows, and how much of it is kept in memory here.
struct Limits {
  FloodLimit overall{.per_second = 30, .burst = 30};
  FloodLimit chat{.per_second = 1, .burst = 5};
  FloodLimit group{.per_second = 20.0 / 60, .burst = 20};

  std::size_t text_units = 4096;     // UTF-16, after the markup is taken out
  std::size_t caption_units = 1024;  // the same
  std::size_t callback_data_bytes = 64;
  std::size_t callback_answer_units = 200;
  std::size_t keyboard_buttons = 100;
  std::size_t keyboard_row_buttons = 8;
  std::size_t upload_bytes = 50u * 1024 * 1024;
  std::size_t photo_bytes = 10u * 1024 * 1024;
  std::size_t download_bytes = 20u * 1024 * 1024;  // getFile
  std::chrono::seconds callback_lifetime{60};      // how long a press can be answered
  std::chrono::hours delete_window{48};            // how old a message a bot can take back
  std::chrono::milliseconds webhook_timeout{10'000};
  std::chrono::milliseconds webhook_first_pause{500};  // before the second attempt; doubles up to a minute

  std::size_t people = 100'000;
  std::size_t groups = 1'000;
  std::size_t bots = 1'000;
  std::size_t messages_per_chat = 500;    // older ones are forgotten
  std::size_t updates_per_bot = 100'000;  // older ones are forgotten
  std::size_t open_callbacks = 10'000;
  std::size_t stored_file_bytes = 256u * 1024 * 1024;  // oldest files go first
  std::size_t waiting_requests = 20'000;
};

}  // namespace pb::telegram::simulator
