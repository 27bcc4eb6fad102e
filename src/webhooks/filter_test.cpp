#include "webhooks/filter.h"

#include <gmock/gmock.h>

namespace pb::webhooks {
namespace {

TEST(Filter, wants_a_type_the_beginning_of_types_or_everything) {
  EXPECT_TRUE(wants("plan.submitted", "plan.submitted"));
  EXPECT_FALSE(wants("plan.submitted", "plan.submitted_late"));
  EXPECT_TRUE(wants("plan.*", "plan.submitted"));
  EXPECT_TRUE(wants("plan.*", "plan.submitted.late"));
  EXPECT_FALSE(wants("plan.*", "plan"));
  EXPECT_FALSE(wants("plan.*", "plans.asked"));
  EXPECT_TRUE(wants("*", "anything"));
  EXPECT_TRUE(wants("fact.* plan.corrected", "plan.corrected"));
  EXPECT_FALSE(wants("", "plan.submitted"));
}

TEST(Filter, reads_back_what_was_checked) {
  std::vector<std::string> const filters{"plan.submitted", "fact.*", "api_key.made", "*"};

  EXPECT_EQ(filters_of(checked_filters(filters).value()), filters);
}

TEST(Filter, is_refused_where_it_could_never_match_or_means_something_else) {
  for (auto const* const filter : {"", "plan submitted", "Plan.submitted", ".*", "*.submitted", "plan.",
                                   ".plan", "plan..submitted", "plan*", "**", "plan.*.*", "план.*"})
    EXPECT_FALSE(checked_filters({filter})) << filter;
  EXPECT_FALSE(checked_filters({}));
  EXPECT_FALSE(checked_filters({"plan.*", "plan.*"}));
  EXPECT_FALSE(checked_filters({std::string(kFilterLimitBytes + 1, 'a')}));

  std::vector<std::string> many;
  for (std::size_t i = 0; i <= kFiltersLimit; ++i) many.push_back("plan.t" + std::to_string(i));
  EXPECT_FALSE(checked_filters(many));
}

}  // namespace
}  // namespace pb::webhooks
