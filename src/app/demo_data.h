#pragma once

#include <cstdint>
#include <string>

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
// About 250,000 plans in a few seconds, in a few transactions. Notes how far the story was told
// (demo_continued.h) when all of it is. Throws DemoRefused where a use case refuses, which is a mistake of
// ours.
void fill_with_demo_data(sql::Database& database, Instant now, DemoOptions const& options);
void write_demo_story(sql::Database& database, DemoStory const& story);

}  // namespace pb::app
