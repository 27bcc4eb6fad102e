#include <cstdint>
#include <cstdlib>

#include "analytics/cube/snapshot_blocks.h"

// The parts of a snapshot behind their checksums: two bytes say how many belong to the ground, the rest is a
// chunk. Whatever they are, what is read is whole: it can be written, is read back the same, and can be added
// up.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace pb::analytics;
  if (size < 2) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const split = std::size_t{data[0]} | std::size_t{data[1]} << 8U;
  ByteReader ground(bytes.substr(2).substr(0, split));
  auto state = get_ground(ground);
  if (!ground.at_end()) return 0;
  ByteWriter written;
  put_ground(written, state);
  auto const text = written.take();
  ByteReader again(text);
  (void)get_ground(again);
  if (!again.at_end()) std::abort();

  if (size - 2 <= split) return 0;
  ByteReader reader(bytes.substr(2 + split));
  auto const chunk = get_chunk(reader, *state.dictionary);
  if (!chunk) return 0;
  ByteWriter chunk_written;
  put_chunk(chunk_written, *chunk);
  auto const chunk_text = chunk_written.take();
  ByteReader chunk_again(chunk_text);
  auto const same = get_chunk(chunk_again, *state.dictionary);
  if (!same || same->rows() != chunk->rows() || same->days() != chunk->days()) std::abort();
  return 0;
}
