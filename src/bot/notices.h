#pragma once

#include <span>
#include <string>

#include "bot/turn.h"
#include "collection/corrections.h"
#include "collection/prompts.h"
#include "people/recipients.h"

// What the bot says without being asked: to people who are to answer, decide or know.
namespace pb::bot {

BOOST_DEFINE_ENUM_CLASS(Prompt, plan, reminder, fact, nudge)

// A message for each person, in their language, as their new living message with a button per thing to do.
// All are queued in this unit; `by` is who nudges.
void prompt_people(store::Unit& unit, Surroundings const& surroundings,
                   std::span<collection::PromptTarget const> people, Prompt prompt,
                   std::string const& by = {});

// Tells who decides about a request just made, and who asked about a decision just taken.
void notify_of_request(Turn& turn, collection::CorrectionDone const& done);
void notify_of_decision(Turn& turn, collection::Decided const& decided);
// A stranger at the door, and the answer to them.
void notify_of_stranger(store::Unit& unit, Surroundings const& surroundings, std::int64_t tg_id,
                        std::string const& name);
void notify_of_welcome(Turn& turn, people::Person const& person);

// The digest of a day and the report of a month, to the admins and the groups that want them.
void send_digest(store::Unit& unit, Surroundings const& surroundings, Day day);
void send_monthly_report(store::Unit& unit, Surroundings const& surroundings, Month month);

// What is asked to be changed, by whom, and why.
auto correction_text(Voice const& voice, collection::CorrectionRequest const& request) -> std::string;

// The voice for somebody who is not in a conversation now.
auto voice_for(Surroundings const& surroundings, store::Organisation const& organisation,
               people::Recipient const& recipient) -> Voice;

}  // namespace pb::bot
