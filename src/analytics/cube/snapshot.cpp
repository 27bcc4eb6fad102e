#include "analytics/cube/snapshot.h"

#include <fmt/format.h>

#include <fstream>
#include <numeric>

#include "analytics/cube/snapshot_blocks.h"
#include "base/log.h"

namespace pb::analytics {
namespace {

constexpr std::uint64_t kMagic = 0x65627563'62666f72ULL;  // "rofbcube"
constexpr std::uint64_t kFormat = 1;

struct Head {
  std::uint64_t magic = kMagic;
  std::uint64_t format = kFormat;
  std::uint64_t first_event = 0;
  std::uint64_t last_event = 0;
  std::uint64_t blocks = 0;  // the ground, then the chunks; a BlockHead each follows
};
struct BlockHead {
  std::uint64_t size = 0;
  std::uint64_t sum = 0;
};

auto is_known(Month month) -> bool {
  return Month{1900 * 12} <= month && month <= Month{2300 * 12};
}

auto fingerprint(events::Event const& event) -> std::uint64_t {
  return checksum(fmt::format("{}|{}|{}|{}|{}|{}", event.id.value, event.at.time_since_epoch().count(),
                              event.type, event.subject.kind, event.subject.id, event.data));
}

auto read_file(std::filesystem::path const& path) -> std::optional<std::string> {
  std::error_code problem;
  auto const size = std::filesystem::file_size(path, problem);
  if (problem) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  bytes.resize(size);
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!file) return std::nullopt;
  return bytes;
}

auto ascending(std::vector<std::shared_ptr<Chunk const>> const& chunks) -> bool {
  for (std::size_t index = 0; index < chunks.size(); ++index) {
    if (!chunks[index] || !is_known(chunks[index]->month)) return false;
    if (index > 0 && chunks[index]->month <= chunks[index - 1]->month) return false;
  }
  return true;
}

void say_thrown_away(std::filesystem::path const& file, std::string_view reason) {
  log::info("cube.snapshot_thrown_away", {{"file", file.string()}, {"reason", reason}});
}

}  // namespace

auto log_mark(sql::Database& database, events::Position position) -> std::optional<LogMark> {
  if (position.value <= 0) return std::nullopt;
  return database.read([&](sql::Session& session) -> std::optional<LogMark> {
    auto const first = events::read_after(session, {}, 1);
    auto const last = events::read_after(session, {position.value - 1}, 1);
    if (first.empty() || last.empty() || last.front().position != position) return std::nullopt;
    return LogMark{fingerprint(first.front()), fingerprint(last.front())};
  });
}

auto encode_snapshot(State const& state, LogMark mark, Crew& crew) -> std::string {
  std::vector<std::string> blocks(state.chunks.size() + 1);
  crew.each(blocks.size(), [&](std::size_t index) {
    ByteWriter writer;
    index == 0 ? put_ground(writer, state) : put_chunk(writer, *state.chunks[index - 1]);
    blocks[index] = writer.take();
  });
  ByteWriter writer;
  writer.put(Head{.first_event = mark.first, .last_event = mark.last, .blocks = blocks.size()});
  for (auto const& block : blocks) writer.put(BlockHead{block.size(), checksum(block)});
  auto bytes = writer.take();
  ByteWriter sum;
  sum.put(checksum(bytes));
  bytes += sum.take();
  auto const size =
      std::accumulate(blocks.begin(), blocks.end(), bytes.size(),
                      [](std::size_t total, auto const& block) { return total + block.size(); });
  bytes.reserve(size);
  for (auto const& block : blocks) bytes += block;
  return bytes;
}

auto decode_snapshot(std::string_view bytes, Crew& crew) -> std::optional<DecodedSnapshot> {
  ByteReader reader(bytes);
  auto const head = reader.get<Head>();
  if (head.magic != kMagic || head.format != kFormat || head.blocks == 0) return std::nullopt;
  if (head.blocks > bytes.size() / sizeof(BlockHead)) return std::nullopt;
  std::vector<BlockHead> heads(head.blocks);
  for (auto& block : heads) block = reader.get<BlockHead>();
  auto const said = reader.get<std::uint64_t>();
  auto at = sizeof(Head) + heads.size() * sizeof(BlockHead);
  if (reader.failed() || said != checksum(bytes.substr(0, at))) return std::nullopt;

  at += sizeof(std::uint64_t);
  std::vector<std::string_view> blocks;
  for (auto const& block : heads) {
    if (block.size > bytes.size() - at) return std::nullopt;
    blocks.push_back(bytes.substr(at, block.size));
    at += block.size;
  }
  if (at != bytes.size() || checksum(blocks[0]) != heads[0].sum) return std::nullopt;

  ByteReader ground(blocks[0]);
  DecodedSnapshot decoded{.mark = {head.first_event, head.last_event}, .state = get_ground(ground)};
  if (!ground.at_end()) return std::nullopt;
  decoded.state.chunks.resize(blocks.size() - 1);
  crew.each(decoded.state.chunks.size(), [&](std::size_t index) {
    auto const block = blocks[index + 1];
    if (checksum(block) != heads[index + 1].sum) return;
    ByteReader chunk(block);
    decoded.state.chunks[index] = get_chunk(chunk, *decoded.state.dictionary);
  });
  if (!ascending(decoded.state.chunks)) return std::nullopt;
  return decoded;
}

auto save_snapshot(std::filesystem::path const& file, State const& state, sql::Database& database, Crew& crew)
    -> bool {
  auto const mark = log_mark(database, state.position);
  if (!mark) return false;
  auto const bytes = encode_snapshot(state, *mark, crew);
  auto beside = file;
  beside += ".new";
  std::error_code problem;
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    // Amounts are nobody's business but the program's.
    std::filesystem::permissions(
        beside, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, problem);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out && !problem) problem = std::make_error_code(std::errc::io_error);
  }
  if (!problem) std::filesystem::rename(beside, file, problem);
  if (!problem) return true;
  log::warn("cube.snapshot_not_written", {{"file", file.string()}, {"reason", problem.message()}});
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);
  return false;
}

auto load_snapshot(std::filesystem::path const& file, sql::Database& database, Crew& crew)
    -> std::optional<State> {
  auto const bytes = read_file(file);
  if (!bytes) return std::nullopt;
  auto decoded = decode_snapshot(*bytes, crew);
  if (!decoded) {
    say_thrown_away(file, "it is damaged, or of another version of the program");
    return std::nullopt;
  }
  if (log_mark(database, decoded->state.position) != decoded->mark) {
    say_thrown_away(file, "it is not of this database's event log");
    return std::nullopt;
  }
  return std::move(decoded->state);
}

}  // namespace pb::analytics
