#include "detect/families.h"

#include <fmt/format.h>

#include <array>

namespace pb::bench {
namespace {

struct Family {
  char const* name = nullptr;
  std::size_t series = 0;
  Draft (*draft)(Random&, std::size_t) = nullptr;
};

constexpr std::array<Family, 7> kFamilies = {{{"artificial quiet", 5, artificial_quiet},
                                              {"artificial broken", 6, artificial_broken},
                                              {"ad prices", 6, ad_prices},
                                              {"servers", 17, servers},
                                              {"known causes", 7, known_causes},
                                              {"road traffic", 7, road_traffic},
                                              {"mentions", 10, mentions}}};

}  // namespace

auto nab_like(std::uint64_t seed) -> std::vector<LabelledSeries> {
  std::vector<LabelledSeries> all;
  for (auto const& family : kFamilies) {
    for (std::size_t index = 0; index < family.series; ++index) {
      Random random(seed * 1'000'003 + all.size());
      auto const draft = family.draft(random, index);
      all.push_back(finished(fmt::format("{}/{}", family.name, index), draft, random));
    }
  }
  return all;
}

}  // namespace pb::bench
