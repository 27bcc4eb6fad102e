#include <cstdio>
#include "detect/families.h"
#include "detect/nab_score.h"
#include "detect/peers.h"
using namespace pb::bench;
int main() {
  for (std::uint64_t seed : {1, 2, 3, 4}) {
    auto all = nab_like(seed);
    auto run = [&](char const* n, auto f) {
      std::vector<Scores> s;
      for (auto& x : all) s.push_back(f(x));
      auto r = nab_score(all, s);
      std::printf("%d %-20s %.1f thr %.4f found %zu/%zu fa %zu\n", (int)seed, n, r.normalised, r.threshold,
                  r.found, r.windows, r.false_alarms);
    };
    run("wg", windowed_gaussian);
    run("mz", moving_z);
    run("re", relative_entropy);
  }
}
