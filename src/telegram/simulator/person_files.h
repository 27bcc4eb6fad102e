#pragma once

#include "telegram/simulator/person_call.h"

namespace pb::telegram::simulator {

// Stores the file that came with a call as what its "kind" says.
[[nodiscard]] auto take_file(PersonCall const& call) -> OrPersonError<Attachment>;

}  // namespace pb::telegram::simulator
