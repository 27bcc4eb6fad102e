#include "bot/report_text.h"
#include "bot/screens/screens.h"
#include "collection/homes.h"

// The first screen of each role: what is to do now, and how the month stands.
namespace pb::bot {
namespace {

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
    bool const bars = !voice.listens() && turn.person.preferences.layout == store::Layout::rich;
    if (bars) page.line(progress_bar(month.of_target().value_or(0)));
  }
  if (month.fact.minor != 0)
    page.line(voice.html("home.month_fact", {{"month", month.month}, {"fact", month.fact}}));
}

void add_facts_due(Page& page, Turn const& turn, std::optional<collection::FactSheet> const& due) {
  if (!due || due->sheet.open == 0) return;
  page.line(turn.voice.html("home.facts_waiting",
                            {{"month", period_value(due->period)}, {"count", due->sheet.open}}));
}

void add_facts_button(Page& page, Turn const& turn, std::optional<collection::FactSheet> const& due) {
  if (due && due->sheet.open > 0) page.button(turn.voice.plain("button.facts"), Route("facts"));
}

void add_statistics_and_settings(Page& page, Turn const& turn) {
  page.button(turn.voice.plain("button.statistics"), Route("statistics"))
      .beside(turn.voice.plain("button.settings"), Route("settings"));
}

void add_plan_sheet(Page& page, Turn const& turn, collection::PlanSheet const& plan) {
  if (plan.sheet.rows.empty()) page.line(turn.voice.html("home.nothing_to_do"));
  add_sheet_rows(page, turn, plan.sheet, ValueKind::plan, collection::FactPeriod::of(plan.day));
  page.gap();
  if (plan.sheet.open > 0) page.line(turn.voice.html("home.open_left", {{"count", plan.sheet.open}}));
  if (plan.sheet.open == 0 && !plan.sheet.rows.empty()) page.line(turn.voice.html("home.all_done"));
}

void show_manager_home(Turn& turn, collection::ManagerHome const& home) {
  Page page;
  page.line(turn.voice.html("home.manager", {{"office", home.office_name}, {"day", home.plan.day}})).gap();
  add_plan_sheet(page, turn, home.plan);
  add_facts_due(page, turn, home.facts_due);
  page.gap();
  add_month(page, turn, home.month);
  if (home.streak > 1) page.line(turn.voice.html("home.streak", {{"count", home.streak}}));
  if (home.open_requests > 0) page.line(turn.voice.html("home.my_requests", {{"count", home.open_requests}}));
  add_facts_button(page, turn, home.facts_due);
  add_statistics_and_settings(page, turn);
  turn.show(page.done());
}

void show_head_home(Turn& turn, collection::HeadHome const& home) {
  Page page;
  page.line(turn.voice.html("home.head", {{"office", home.office_name}, {"day", home.plan.day}})).gap();
  add_plan_sheet(page, turn, home.plan);
  add_facts_due(page, turn, home.facts_due);
  page.gap();
  add_month(page, turn, home.month);
  auto const missing = static_cast<std::int64_t>(home.missing.size());
  if (missing > 0) page.button(turn.voice.plain("button.missing", {{"count", missing}}), Route("missing"));
  if (home.approvals > 0) {
    page.button(turn.voice.plain("button.approvals", {{"count", home.approvals}}), Route("approvals"));
  }
  add_facts_button(page, turn, home.facts_due);
  page.button(turn.voice.plain("button.people"), Route("people"));
  add_statistics_and_settings(page, turn);
  turn.show(page.done());
}

void add_today(Page& page, Turn const& turn, collection::AdminHome const& home) {
  auto const& voice = turn.voice;
  page.line(voice.html("home.today_total", {{"total", home.total}}));
  if (home.weekday_average && home.weekday_average->minor > 0) {
    auto const ratio =
        static_cast<double>(home.total.minor) / static_cast<double>(home.weekday_average->minor) - 1.0;
    page.line(voice.html("home.today_compared",
                         {{"usual", *home.weekday_average}, {"percent", signed_percent(voice, ratio)}}));
  }
  page.line(voice.html("home.answered", {{"sent", home.given}, {"all", home.given + home.open}}));
  if (home.open == 0 && home.given > 0) page.line(voice.html("home.everyone_answered"));
  if (home.facts_missing > 0) {
    page.line(voice.html("home.facts_waiting", {{"month", home.facts_month}, {"count", home.facts_missing}}));
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

void show_admin_home(Turn& turn, collection::AdminHome const& home) {
  auto const& voice = turn.voice;
  Page page;
  page.line(voice.html("home.admin", {{"organisation", turn.organisation.name}, {"day", home.today}})).gap();
  add_today(page, turn, home);
  page.gap();
  add_month(page, turn, home.month);
  add_waiting(page, turn, home);
  page.button(voice.plain("button.plans"), Route("plans"))
      .beside(voice.plain("button.facts"), Route("facts"));
  page.button(voice.plain("button.statistics"), Route("statistics"))
      .beside(voice.plain("button.people"), Route("people"));
  page.button(voice.plain("button.offices"), Route("offices"))
      .beside(voice.plain("button.geos"), Route("geos"));
  if (turn.actor.role != Role::analyst) {
    page.button(voice.plain("button.schedules"), Route("schedules"))
        .beside(voice.plain("button.organisation"), Route("organisation"));
  }
  page.button(voice.plain("button.settings"), Route("settings"));
  turn.show(page.done());
}

template <class Home>
void show_or_say_why(Turn& turn, Result<Home> const& home, void (*show)(Turn&, Home const&)) {
  if (home) return show(turn, *home);
  Page page;
  page.line(turn.voice.html(home.error().message));
  page.button(turn.voice.plain("button.settings"), Route("settings"));
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
      return show_or_say_why(turn, collection::admin_home(turn.unit, turn.actor), show_admin_home);
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
