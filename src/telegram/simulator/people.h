#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/secret.h"

namespace pb::telegram::simulator {

// Somebody with a Telegram account.
struct Person {
  std::int64_t id = 0;
  std::string first_name;
  std::optional<std::string> last_name{};
  std::optional<std::string> username{};
  std::optional<std::string> language_code{};
};

// A bot as BotFather registered it; its id is the number before the colon of its token.
struct BotAccount {
  Secret token;
  std::string first_name;
  std::string username;
  bool reads_all_group_messages = false;
};

// Nothing for a text that is no token.
[[nodiscard]] auto bot_id_of(std::string_view token) -> std::optional<std::int64_t>;

}  // namespace pb::telegram::simulator
