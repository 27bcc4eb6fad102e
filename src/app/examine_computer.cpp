#include "app/examine_computer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>

#include "domain/time_zone.h"

namespace pb::app {
namespace {

namespace fs = std::filesystem;

constexpr auto kTimeZones = "Time zones";
constexpr auto kFonts = "Fonts";
constexpr auto kDisk = "Disk";

constexpr int kYearsFresh = 2;
constexpr std::uintmax_t kMegabyte = 1024 * 1024;
constexpr std::uintmax_t kRoomNeeded = 100 * kMegabyte;
constexpr std::uintmax_t kRoomWanted = 1024 * kMegabyte;

constexpr std::string_view kFamilies[] = {"DejaVuSans", "Inter", "NotoSans-", "NotoSans.", "LiberationSans"};

// "# version 2024b", the first line of tzdata.zi.
auto data_version(fs::path const& zoneinfo) -> std::optional<std::string> {
  std::ifstream file(zoneinfo / "tzdata.zi");
  std::string line;
  constexpr std::string_view kPrefix = "# version ";
  if (!std::getline(file, line) || !line.starts_with(kPrefix)) return std::nullopt;
  return line.substr(kPrefix.size());
}

auto year_of(std::string_view version) -> int {
  int year = 0;
  std::from_chars(version.data(), version.data() + version.size(), year);
  return year;
}

bool is_font_of_ours(fs::path const& file) {
  auto const name = file.filename().string();
  auto const ending = file.extension();
  return (ending == ".ttf" || ending == ".otf" || ending == ".ttc") &&
         std::ranges::any_of(kFamilies, [&](std::string_view family) { return name.starts_with(family); });
}

auto find_font(fs::path const& folder) -> std::optional<fs::path> {
  std::error_code problem;
  fs::recursive_directory_iterator file(folder, fs::directory_options::skip_permission_denied, problem);
  for (; !problem && file != fs::recursive_directory_iterator(); file.increment(problem)) {
    if (is_font_of_ours(file->path())) return file->path();
  }
  return std::nullopt;
}

// The folder itself, or the nearest one above it that exists.
auto existing(fs::path folder) -> fs::path {
  folder = fs::absolute(folder);
  while (!fs::exists(folder) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

}  // namespace

auto examine_time_zones(fs::path const& zoneinfo, Instant now) -> Finding {
  constexpr auto kInstall = "install a current time zone database: apt-get install --only-upgrade tzdata";
  for (auto const* const zone : {"UTC", "Europe/Kyiv", "Europe/Warsaw"}) {
    if (!is_time_zone(zone))
      return {kTimeZones, Verdict::broken, fmt::format("{} is not known here", zone), kInstall};
  }
  auto const version = data_version(zoneinfo);
  if (!version) return {kTimeZones, Verdict::fine, "present, of unknown age", ""};
  auto const this_year =
      static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now)).year());
  if (this_year - year_of(*version) > kYearsFresh) {
    return {kTimeZones, Verdict::warning, fmt::format("version {} may not know today's rules", *version),
            kInstall};
  }
  return {kTimeZones, Verdict::fine, fmt::format("version {}", *version), ""};
}

auto examine_fonts(std::vector<fs::path> const& folders) -> Finding {
  for (auto const& folder : folders) {
    if (auto const font = find_font(folder)) return {kFonts, Verdict::fine, font->string(), ""};
  }
  return {kFonts, Verdict::warning, "none with Cyrillic letters was found; documents and pictures need one",
          "apt-get install fonts-dejavu-core"};
}

auto examine_disk(fs::path const& data_folder) -> Finding {
  auto const folder = existing(data_folder);
  if (::access(folder.c_str(), W_OK) != 0) {
    return {kDisk, Verdict::broken, fmt::format("{} cannot be written to", folder.string()),
            "give the folder to the user who runs profitbot, or choose another with --data"};
  }
  std::error_code problem;
  auto const space = fs::space(folder, problem);
  if (problem)
    return {kDisk, Verdict::warning, fmt::format("{}: {}", folder.string(), problem.message()), ""};
  auto const found = fmt::format("{} MB free at {}", space.available / kMegabyte, folder.string());
  if (space.available < kRoomNeeded)
    return {kDisk, Verdict::broken, found, "make room: a full disk stops all work"};
  if (space.available < kRoomWanted) return {kDisk, Verdict::warning, found, "make room before it is full"};
  return {kDisk, Verdict::fine, found, ""};
}

}  // namespace pb::app
