#pragma once

#include <span>

#include "analytics/cube/draft.h"

namespace pb::analytics {

// What the log says, as changes to a draft.
class Applier {
 public:
  explicit Applier(Draft& draft) : draft_(draft) {}

  // False where the event may change numbers in a way it does not tell, or tells of something unknown: then
  // everything is to be read anew. Events up to the draft's position are passed over.
  [[nodiscard]] auto apply(events::Event const& event) -> bool;
  // People whose names the events did not tell.
  [[nodiscard]] auto unnamed() const -> std::vector<UserId> const& { return unnamed_; }

 private:
  auto apply_new(events::Event const& event) -> bool;
  auto manager(std::optional<UserId> user) -> Index;

  Draft& draft_;
  std::vector<UserId> unnamed_;
};

}  // namespace pb::analytics
