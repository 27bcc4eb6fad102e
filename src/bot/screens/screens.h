#pragma once

#include <span>

#include "base/secret.h"
#include "bot/turn.h"
#include "collection/corrections.h"
#include "collection/plan_sheet.h"

// The screens, one file each. A `show_...` function puts the screen into the turn; the tables at the end are
// what buttons and typed text can reach.
namespace pb::bot {

void show_home(Turn& turn);
void show_help(Turn& turn);
void show_plan_form(Turn& turn, TerritoryId territory, Day day);
void show_plan_sheet(Turn& turn);
void show_facts(Turn& turn);
void show_statistics(Turn& turn, Month month);
void show_monthly_report(Turn& turn, Month month);
void show_settings(Turn& turn);
void show_setup(Turn& turn);
void show_approvals(Turn& turn);
void show_access_request(Turn& turn, std::int64_t tg_id);
void show_correction_request(Turn& turn, CorrectionId id);
// One value: who gave it, what it is, what may be done about it.
void show_value_card(Turn& turn, collection::ValueRef const& value);

// The last rows of a screen.
void add_back_and_home(Page& page, Turn const& turn, Route const& back);
void add_home(Page& page, Turn const& turn);
// Earlier and later pages of a list, where there are any; `route` gets the page number as its last argument.
struct PageOfList {
  std::int64_t number = 0;
  std::int64_t size = 8;
  std::int64_t total = 0;
  [[nodiscard]] std::int64_t offset() const { return number * size; }
};
void add_paging(Page& page, Turn const& turn, Route const& route, PageOfList const& list);

// A territory as its people know it: the geo, and the office where the reader sees several.
auto territory_name(Turn const& turn, std::string_view geo_name, std::string_view office_name) -> std::string;
// The value of a text's {period}.
auto period_value(collection::FactPeriod const& period) -> MessageValue;
// A fact's period in a button: month and day, the day 0 for a whole month.
auto period_from(Route const& route, std::size_t index) -> std::optional<collection::FactPeriod>;
auto period_day_number(collection::FactPeriod const& period) -> std::int64_t;
// A value in a button: kind, territory, month, day; four arguments.
auto value_route(std::string_view verb, collection::ValueRef const& value) -> Route;
auto value_from(Route const& route, std::size_t index) -> std::optional<collection::ValueRef>;

// The rows of a sheet as text lines, and a button for each territory this person can do something about.
void add_sheet_rows(Page& page, Turn const& turn, collection::Sheet const& sheet, collection::ValueKind kind,
                    collection::FactPeriod const& period);

// The deep link that carries an invitation.
auto invitation_link(Turn const& turn, Secret const& token) -> std::string;

auto home_buttons() -> std::span<ButtonEntry const>;
auto plan_buttons() -> std::span<ButtonEntry const>;
auto plan_inputs() -> std::span<InputEntry const>;
auto fact_buttons() -> std::span<ButtonEntry const>;
auto fact_inputs() -> std::span<InputEntry const>;
auto correction_buttons() -> std::span<ButtonEntry const>;
auto correction_inputs() -> std::span<InputEntry const>;
auto approval_buttons() -> std::span<ButtonEntry const>;
auto missing_buttons() -> std::span<ButtonEntry const>;
auto statistics_buttons() -> std::span<ButtonEntry const>;
auto office_buttons() -> std::span<ButtonEntry const>;
auto office_inputs() -> std::span<InputEntry const>;
auto geo_buttons() -> std::span<ButtonEntry const>;
auto geo_inputs() -> std::span<InputEntry const>;
auto people_buttons() -> std::span<ButtonEntry const>;
auto people_inputs() -> std::span<InputEntry const>;
auto invitation_buttons() -> std::span<ButtonEntry const>;
auto access_buttons() -> std::span<ButtonEntry const>;
auto schedule_buttons() -> std::span<ButtonEntry const>;
auto schedule_inputs() -> std::span<InputEntry const>;
auto settings_buttons() -> std::span<ButtonEntry const>;
auto settings_inputs() -> std::span<InputEntry const>;
auto organisation_buttons() -> std::span<ButtonEntry const>;
auto organisation_inputs() -> std::span<InputEntry const>;
auto setup_buttons() -> std::span<ButtonEntry const>;
auto setup_inputs() -> std::span<InputEntry const>;

}  // namespace pb::bot
