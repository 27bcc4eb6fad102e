#pragma once

#include "analytics/cube/bytes.h"
#include "analytics/cube/state.h"

// How the parts of a state stand in a snapshot.
namespace pb::analytics {

// Everything but the chunks.
void put_ground(ByteWriter& writer, State const& state);
[[nodiscard]] auto get_ground(ByteReader& reader) -> State;

// One chunk's rows and closings; sums are worked out again, so a snapshot cannot say anything its rows do
// not.
void put_chunk(ByteWriter& writer, Chunk const& chunk);
// Null where the bytes do not make sense.
[[nodiscard]] auto get_chunk(ByteReader& reader, Dictionary const& dictionary)
    -> std::shared_ptr<Chunk const>;

}  // namespace pb::analytics
