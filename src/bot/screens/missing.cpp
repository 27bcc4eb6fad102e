#include "bot/notices.h"
#include "bot/report_text.h"
#include "bot/screens/screens.h"
#include "collection/digest.h"
#include "collection/prompts.h"

// Who has not answered today, and a nudge for each office.
namespace pb::bot {
namespace {

void show_missing(Turn& turn) {
  auto digest = collection::digest(turn.unit, turn.actor, std::nullopt);
  if (!digest) {
    turn.fail(digest.error());
    return show_home(turn);
  }
  turn.voice.sort(digest->offices, &collection::DigestOffice::office_name);
  Page page;
  page.line(turn.voice.html("missing.title")).gap();
  if (digest->missing == 0) page.line(turn.voice.html("home.everyone_answered"));
  std::int64_t buttons = 0;
  for (auto const& office : digest->offices) {
    if (office.missing.empty()) continue;
    page.line(turn.voice.html("missing.office",
                              {{"office", office.office_name}, {"names", names_of(office.missing)}}));
    if (may(turn.actor, Action::decide_correction, office.office) && ++buttons <= kChoicesShown) {
      page.button(turn.voice.plain("missing.nudge", {{"office", office.office_name}}),
                  Route("nudge", {office.office}));
    }
  }
  add_home(page, turn);
  turn.show(page.done());
}

void nudge(Turn& turn, Route const& route) {
  auto const people = collection::nudge(turn.unit, turn.actor, route.id<OfficeId>(0));
  if (people) {
    prompt_people(turn.unit, turn.surroundings, *people, Prompt::nudge, turn.person.name);
    turn.say(turn.voice.plain("missing.nudged", {{"count", static_cast<std::int64_t>(people->size())}}));
  } else {
    turn.fail(people.error());
  }
  route.word(1) == "home" ? show_home(turn) : show_missing(turn);
}

}  // namespace

auto missing_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"missing", [](Turn& turn, Route const&) { show_missing(turn); }},
                                        {"nudge", nudge}};
  return entries;
}

}  // namespace pb::bot
