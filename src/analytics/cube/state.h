#pragma once

#include <memory>
#include <vector>

#include "analytics/cube/chunk.h"

namespace pb::analytics {

// What a Version is made of. Copying it copies pointers.
struct State {
  events::Position position{};
  std::optional<store::Organisation> organisation{};
  std::shared_ptr<Dictionary const> dictionary = std::make_shared<Dictionary const>();
  std::shared_ptr<std::vector<TargetEntry> const> targets =
      std::make_shared<std::vector<TargetEntry> const>();
  std::vector<std::shared_ptr<Chunk const>> chunks{};  // by month
};

}  // namespace pb::analytics
