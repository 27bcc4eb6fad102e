#include "bot/outlook_text.h"
#include "bot/report_text.h"
#include "bot/screens/screens.h"
#include "collection/homes.h"
#include "people/offices.h"

// The first screen of each role: what is to do now, and how the month stands.
namespace pb::bot {
namespace {

using collection::FactPeriod;
using collection::ValueKind;

void add_month(Page& page, Turn const& turn, collection::MonthProgress const& month) {
  auto const& voice = turn.voice;
  if (!month.target) {
    page.line(voice.html("home.month", {{"month", month.month}, {"plan", month.plan}}));
  } else {
    page.line(voice.html("home.month_target", {{"month", month.month},
                                               {"plan", month.plan},
                                               {"target", *month.target},
                                               {"percent", percent(voice, month.of_target())}}));
    if (!voice.listens() && !voice.compact()) page.line(progress_bar(month.of_target().value_or(0)));
  }
  if (month.fact.minor != 0)
    page.line(voice.html("home.month_fact", {{"month", month.month}, {"fact", month.fact}}));
}

// What the month will end with, of one office or of everybody. Only what is ready is shown: a home screen
// never waits for numbers.
void add_outlook(Page& page, Turn const& turn, std::optional<OfficeId> office, Day today) {
  auto const outlook = turn.outlook_of(Month::of(today));
  if (!outlook) return;
  auto const* const standing = outlook->standing_of(outlook->month, office);
  if (standing == nullptr) return;
  for (auto const& line : forecast_lines(turn.voice, *standing, OutlookPeriod::month)) page.line(line);
  if (!turn.voice.compact() && !turn.voice.listens() && !office && outlook->recent.usual)
    page.line(days_line(turn.voice, outlook->recent));
}

void add_facts_due(Page& page, Turn const& turn, std::optional<collection::FactSheet> const& due) {
  if (!due) return;
  page.line(turn.voice.html("home.facts_waiting",
                            {{"period", period_value(due->period)}, {"count", due->sheet.open}}));
}

void add_facts_button(Page& page, Turn const& turn, std::optional<collection::FactSheet> const& due) {
  if (due) page.button(turn.voice.plain("button.facts"), Route("facts"));
}

void add_statistics_and_settings(Page& page, Turn const& turn) {
  page.button(turn.voice.plain("button.statistics"), Route("statistics"))
      .beside(turn.voice.plain("button.settings"), Route("settings"));
}

void add_plans_of_today(Page& page, Turn const& turn, collection::PlanSheet plan) {
  sort_rows(turn, plan.sheet);
  auto const& rows = plan.sheet.rows;
  auto const period = FactPeriod::of(plan.day);
  PageOfList const list{.size = kSheetRows, .total = static_cast<std::int64_t>(rows.size())};
  if (rows.empty()) page.line(turn.voice.html("home.nothing_to_do"));
  add_sheet_rows(page, turn, list.shown(std::span(std::as_const(rows))), ValueKind::plan, period,
                 plan.closed ? SheetState::closed : SheetState::open);
  if (list.total > list.size) {
    page.button(turn.voice.plain("home.more_territories", {{"count", list.total - list.size}}),
                sheet_route({.kind = ValueKind::plan, .period = period, .page = 1}));
  }
  page.gap();
  if (plan.sheet.open > 0) page.line(turn.voice.html("home.open_left", {{"count", plan.sheet.open}}));
  if (plan.sheet.open == 0 && !rows.empty()) page.line(turn.voice.html("home.all_done"));
}

void add_other_days_button(Page& page, Turn const& turn) {
  page.button(turn.voice.plain("button.other_days"), Route("plans"));
}

void show_manager_home(Turn& turn, collection::ManagerHome const& home) {
  Page page;
  page.line(turn.voice.html("home.office", {{"office", home.office_name}, {"day", home.plan.day}})).gap();
  add_plans_of_today(page, turn, home.plan);
  add_facts_due(page, turn, home.facts_due);
  page.gap();
  add_month(page, turn, home.month);
  if (home.streak > 1) page.line(turn.voice.html("home.streak", {{"count", home.streak}}));
  if (home.open_requests > 0) page.line(turn.voice.html("home.my_requests", {{"count", home.open_requests}}));
  add_facts_button(page, turn, home.facts_due);
  add_other_days_button(page, turn);
  add_statistics_and_settings(page, turn);
  turn.show(page.done());
}

void add_missing(Page& page, Turn const& turn, std::vector<collection::MissingPerson> const& missing) {
  if (missing.empty()) return;
  page.line(turn.voice.html("digest.missing", {{"names", names_of(missing)}}));
  page.button(turn.voice.plain("home.nudge", {{"count", static_cast<std::int64_t>(missing.size())}}),
              Route("nudge", {missing.front().office, "home"}));
}

void show_head_home(Turn& turn, collection::HeadHome const& home) {
  Page page;
  page.line(turn.voice.html("home.office", {{"office", home.office_name}, {"day", home.plan.day}})).gap();
  add_plans_of_today(page, turn, home.plan);
  add_facts_due(page, turn, home.facts_due);
  add_missing(page, turn, home.missing);
  page.gap();
  add_month(page, turn, home.month);
  add_outlook(page, turn, turn.actor.office, home.plan.today);
  if (home.approvals > 0) {
    page.button(turn.voice.plain("button.approvals", {{"count", home.approvals}}), Route("approvals"));
  }
  add_facts_button(page, turn, home.facts_due);
  add_other_days_button(page, turn);
  page.button(turn.voice.plain("button.people"), Route("people"))
      .beside(turn.voice.plain("button.targets"), Route("targets"));
  add_statistics_and_settings(page, turn);
  turn.show(page.done());
}

void add_today(Page& page, Turn const& turn, collection::AdminHome const& home) {
  auto const& voice = turn.voice;
  page.line(voice.html("home.today_total", {{"total", home.total}}));
  if (home.weekday_average && home.weekday_average->minor > 0) {
    page.line(
        voice.html("home.today_compared",
                   {{"usual", *home.weekday_average},
                    {"percent", signed_percent(voice, change_from(*home.weekday_average, home.total))}}));
  }
  page.line(voice.html("home.answered", {{"sent", home.given}, {"all", home.given + home.open}}));
  if (home.open == 0 && home.given > 0) page.line(voice.html("home.everyone_answered"));
  if (home.facts_missing > 0) {
    page.line(
        voice.html("home.facts_waiting", {{"period", home.facts_month}, {"count", home.facts_missing}}));
  }
}

void add_waiting(Page& page, Turn const& turn, collection::AdminHome const& home) {
  auto const& voice = turn.voice;
  if (home.missing_count > 0) {
    page.button(voice.plain("button.missing", {{"count", home.missing_count}}), Route("missing"));
  }
  if (home.approvals > 0)
    page.button(voice.plain("button.approvals", {{"count", home.approvals}}), Route("approvals"));
  if (home.access_requests > 0) {
    page.button(voice.plain("button.requests", {{"count", home.access_requests}}), Route("requests"));
  }
}

// A company without a territory has nothing to ask for yet: say how to go on.
void add_first_steps(Page& page, Turn const& turn, collection::AdminHome const& home) {
  if (home.given + home.open > 0 || !administers(turn)) return;
  auto const offices = people::list_offices(turn.unit, turn.actor, store::Archived::without);
  bool const started =
      offices && std::ranges::any_of(*offices, [](auto const& o) { return o.territories > 0; });
  if (started) return;
  page.gap().line(turn.voice.html("setup.go_on"));
  page.button(turn.voice.plain("button.setup"), Route("setup_go_on"));
}

void show_overview(Turn& turn, collection::AdminHome const& home) {
  auto const& voice = turn.voice;
  Page page;
  page.line(voice.html("home.organisation", {{"organisation", turn.organisation.name}, {"day", home.today}}))
      .gap();
  add_today(page, turn, home);
  page.gap();
  add_month(page, turn, home.month);
  add_outlook(page, turn, std::nullopt, home.today);
  add_first_steps(page, turn, home);
  add_waiting(page, turn, home);
  page.button(voice.plain("button.plans"), Route("plans"))
      .beside(voice.plain("button.facts"), Route("facts"));
  page.button(voice.plain("button.offices"), Route("offices"))
      .beside(voice.plain("button.geos"), Route("geos"));
  if (administers(turn)) {
    page.button(voice.plain("button.people"), Route("people"))
        .beside(voice.plain("button.targets"), Route("targets"));
    page.button(voice.plain("button.schedules"), Route("schedules"))
        .beside(voice.plain("button.organisation"), Route("organisation"));
  }
  add_statistics_and_settings(page, turn);
  turn.show(page.done());
}

template <class Home>
void show_or_say_why(Turn& turn, Result<Home> const& home, void (*show)(Turn&, Home const&)) {
  if (home) return show(turn, *home);
  Page page;
  page.line(turn.voice.html(home.error().message));
  page.button(turn.voice.plain("button.settings"), Route("settings"))
      .beside(turn.voice.plain("button.home"), Route("home"));
  turn.show(page.done());
}

}  // namespace

void show_home(Turn& turn) {
  switch (turn.actor.role) {
    case Role::manager:
      return show_or_say_why(turn, collection::manager_home(turn.unit, turn.actor), show_manager_home);
    case Role::head:
      return show_or_say_why(turn, collection::head_home(turn.unit, turn.actor), show_head_home);
    case Role::owner:
    case Role::admin:
    case Role::analyst:
      return show_or_say_why(turn, collection::admin_home(turn.unit, turn.actor), show_overview);
  }
}

void show_help(Turn& turn) {
  Page page;
  page.line(turn.voice.html("help.text", {{"role", std::string(enum_name(turn.actor.role))}}));
  add_home(page, turn);
  turn.show(page.done());
}

auto home_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"home", [](Turn& turn, Route const&) { show_home(turn); }},
                                        {"help", [](Turn& turn, Route const&) { show_help(turn); }}};
  return entries;
}

}  // namespace pb::bot
