#include "bot/turn.h"

#include "i18n/language.h"

namespace pb::bot {
namespace {

auto voice_of(Surroundings const& surroundings, people::Person const& person,
              store::Organisation const& organisation) -> Voice {
  return Voice(*surroundings.translator,
               i18n::Reader{.language = i18n::language_or_default(person.language),
                            .currency = organisation.currency,
                            .time_zone = person.time_zone},
               Manner::of(person.preferences));
}

}  // namespace

Turn::Turn(store::Unit& unit_, Surroundings const& surroundings_, Incoming const& incoming_,
           people::Person person_, store::Organisation organisation_)
    : unit(unit_),
      surroundings(surroundings_),
      incoming(incoming_),
      person(std::move(person_)),
      actor(person.actor()),
      organisation(std::move(organisation_)),
      voice(voice_of(surroundings, person, organisation)) {}

void Turn::show(Screen screen) {
  screen_ = std::move(screen);
  input_ = {};
}

void Turn::warn(std::string text) {
  said_ = std::move(text);
  warned_ = true;
}

auto Turn::outlook_of(Month month) const -> std::shared_ptr<analytics::Outlook const> {
  auto outlook = surroundings.outlook ? surroundings.outlook() : nullptr;
  if (!outlook || Month::of(outlook->today) != month) return nullptr;
  return outlook;
}

void Turn::refresh_person() {
  if (auto found = people::find_person(unit, person.id)) person = std::move(*found);
  if (auto found = store::find_organisation(unit.sql)) organisation = std::move(*found);
  actor = person.actor();
  voice = voice_of(surroundings, person, organisation);
}

}  // namespace pb::bot
