#pragma once

#include "app/health.h"
#include "base/metrics.h"
#include "domain/network.h"

namespace pb::app {

// All of it outlives the router.
struct MetricSources {
  std::shared_ptr<metrics::Registry> registry;  // answers may still be counted when all else has gone
  HealthSources health;
  // Up to which event the numbers have followed the log; nothing while they are loaded.
  std::function<std::optional<std::int64_t>()> numbers_as_of;
  std::vector<Network> readers{};  // who may look; others are told that there is no such page
};

// GET /metrics for Prometheus: requests by route, messages, jobs, database, numbers, process. Counts every
// answer of this router.
void add_metrics(http::Router& router, MetricSources const& sources);

}  // namespace pb::app
