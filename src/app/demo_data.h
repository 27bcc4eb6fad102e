#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/demo_data_story.h"
#include "sql/database.h"

namespace pb::app {

struct DemoOptions {
  std::uint64_t seed = 1;
  std::string language = "uk";  // of names and people: uk, ru, en
  DemoSize size{};
};

// Fills an empty, migrated database with an invented company of two years up to `now`: the same rows and
// events, in the same order, as its people would have left by the use cases (demo_data_test.cpp proves it).
// About 250,000 plans in a few seconds, in a few transactions. Throws std::runtime_error where a use case
// refuses, which is a mistake of ours.
void fill_with_demo_data(sql::Database& database, Instant now, DemoOptions const& options);
void write_demo_story(sql::Database& database, DemoStory const& story);

// Those whom the playground offers to be: the owner, the admin, and of the first offices the head and two
// managers.
auto demo_cast(DemoStory const& story) -> std::vector<DemoPerson>;

}  // namespace pb::app
