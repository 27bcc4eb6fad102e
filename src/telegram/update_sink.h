#pragma once

#include <functional>

#include "telegram/types.h"

namespace pb::telegram {

// Takes one update and calls `done` when it has had its effect for good (kept), or could not be handled now
// and must come again. From any thread.
enum class Taken { kept, not_now };
using UpdateSink = std::function<void(Update, std::move_only_function<void(Taken)> done)>;

}  // namespace pb::telegram
