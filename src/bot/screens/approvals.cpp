#include "bot/notices.h"
#include "bot/screens/screens.h"

// Corrections that wait for this person's word.
namespace pb::bot {
namespace {

using collection::Verdict;

void decide(Turn& turn, Route const& route, Verdict verdict) {
  auto const decided =
      collection::decide_correction(turn.unit, turn.actor, route.id<CorrectionId>(0), verdict, "");
  if (!decided) {
    turn.fail(decided.error());
    return show_approvals(turn);
  }
  notify_of_decision(turn, *decided);
  auto const endorsed = decided->result == collection::DecisionResult::endorsed;
  turn.say(turn.voice.plain(endorsed ? "correct.passed_on" : "bot.done"));
  show_approvals(turn);
}

void show_list(Turn& turn, std::int64_t number) {
  PageOfList list{.number = number};
  auto const requests =
      collection::requests_to_decide(turn.unit, turn.actor, {.offset = list.offset(), .limit = list.size});
  if (!requests) {
    turn.fail(requests.error());
    return show_home(turn);
  }
  list.total = requests->total;
  Page page;
  page.line(turn.voice.html("approvals.title"));
  if (requests->rows.empty()) page.gap().line(turn.voice.html("approvals.none"));
  for (auto const& request : requests->rows) {
    page.button(turn.voice.plain("approvals.row", {{"name", request.asked_by_name},
                                                   {"territory", request.geo_name},
                                                   {"new", request.after}}),
                Route("approval", {request.id}));
  }
  add_paging(page, turn, Route("approvals"), list);
  add_home(page, turn);
  turn.show(page.done());
}

}  // namespace

void show_approvals(Turn& turn) {
  show_list(turn, 0);
}

void show_correction_request(Turn& turn, CorrectionId id) {
  auto const request = collection::correction_request(turn.unit, turn.actor, id);
  if (!request) {
    turn.fail(request.error());
    return show_approvals(turn);
  }
  Page page;
  page.line(correction_text(turn.voice, *request));
  page.button(turn.voice.plain("button.approve"), Route("approve", {id}))
      .beside(turn.voice.plain("button.refuse"), Route("reject", {id}));
  add_back_and_home(page, turn, Route("approvals"));
  turn.show(page.done());
}

auto approval_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"approvals", [](Turn& turn, Route const& route) { show_list(turn, page_number(route, 0)); }},
      {"approval",
       [](Turn& turn, Route const& route) { show_correction_request(turn, route.id<CorrectionId>(0)); }},
      {"approve", [](Turn& turn, Route const& route) { decide(turn, route, Verdict::approve); }},
      {"reject", [](Turn& turn, Route const& route) { decide(turn, route, Verdict::reject); }}};
  return entries;
}

}  // namespace pb::bot
