#pragma once

#include <boost/json/array.hpp>
#include <set>

#include "telegram/simulator/core.h"
#include "telegram/simulator/parameters.h"

namespace pb::telegram::simulator {

// The member names of Update in a list of allowed_updates.
[[nodiscard]] auto update_kinds(boost::json::array const& names) -> std::set<std::string, std::less<>>;

// getUpdates: answers with what waits for the bot, or waits for something itself, up to `timeout` seconds. A
// later getUpdates, or setWebhook, ends it with a conflict.
void get_updates(Core& core, std::int64_t bot, Parameters const& parameters, http::Respond respond);

}  // namespace pb::telegram::simulator
