#include "people/own_words.h"

#include "store/organisation.h"

namespace pb::people {

auto own_words(store::Unit& unit, Person const& person) -> std::vector<std::string> {
  std::vector<std::string> words{"Profit Bot", person.name, person.office_name, person.email.value_or("")};
  if (auto const organisation = store::find_organisation(unit.sql)) words.push_back(organisation->name);
  return words;
}

}  // namespace pb::people
