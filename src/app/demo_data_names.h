#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pb::app {

// A proper name in the three languages of the product.
struct LocalisedName {
  std::string_view uk;
  std::string_view ru;
  std::string_view en;
  // Ukrainian where the language is unknown.
  [[nodiscard]] auto in(std::string_view language) const -> std::string_view;
};

struct DemoOfficeName {
  LocalisedName name;
  std::string_view time_zone;  // empty: the organisation's
};

// The invented company: proper names and reasons, data like any other and so not in the catalogues.
auto demo_organisation_name() -> LocalisedName;
auto demo_office_names() -> std::span<DemoOfficeName const>;
auto demo_geo_names() -> std::span<LocalisedName const>;
// Different for every index below 1000, with surnames that suit everybody.
auto demo_person_name(std::size_t index, std::string_view language) -> std::string;
// The group the digest goes to, and its topics; the digest goes into the first.
auto demo_group_name() -> LocalisedName;
auto demo_topic_names() -> std::span<LocalisedName const>;
auto demo_reasons() -> std::span<LocalisedName const>;

}  // namespace pb::app
