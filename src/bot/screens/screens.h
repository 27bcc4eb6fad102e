#pragma once

#include <algorithm>
#include <span>

#include "base/secret.h"
#include "bot/turn.h"
#include "collection/corrections.h"
#include "collection/plan_sheet.h"
#include "domain/permission.h"
#include "store/territories.h"

// The screens, one file each. A `show_...` function puts the screen into the turn; the tables at the end are
// what buttons and typed text can reach.
namespace pb::bot {

void show_home(Turn& turn);
void show_help(Turn& turn);
void show_plan_form(Turn& turn, TerritoryId id, Day day);
void show_statistics(Turn& turn, Month month);
void show_monthly_report(Turn& turn, Month month);
void show_settings(Turn& turn);
// How the program itself is.
void show_health(Turn& turn);
// A link that signs a browser in.
void show_web(Turn& turn);
void show_setup(Turn& turn);
void show_approvals(Turn& turn);
void show_access_request(Turn& turn, std::int64_t tg_id);
void show_correction_request(Turn& turn, CorrectionId id);
// One value: who gave it, what it is, what may be done about it.
void show_value_card(Turn& turn, collection::ValueRef const& value);

// The months as files and a picture, and the way to a subscription.
// Made in the background; the file comes as a message of its own. What is no format is passed over.
void send_report_file(Turn& turn, std::string_view format_name, Month first, Month last,
                      std::optional<OfficeId> office);
void add_report_files(Page& page, Turn const& turn, Month first, Month last, std::optional<OfficeId> office);

// The last rows of a screen.
void add_back_and_home(Page& page, Turn const& turn, Route const& back);
void add_home(Page& page, Turn const& turn);
// Earlier and later pages of a list, where there are any; `route` gets the page number as its last argument.
struct PageOfList {
  std::int64_t number = 0;
  std::int64_t size = 8;
  std::int64_t total = 0;
  [[nodiscard]] std::int64_t offset() const { return number * size; }
  // The rows of this page, of a list that is loaded as a whole; none for a page that is not there.
  template <class Row>
  [[nodiscard]] auto shown(std::span<Row const> rows) const -> std::span<Row const> {
    if (number < 0 || offset() >= static_cast<std::int64_t>(rows.size())) return {};
    auto const from = static_cast<std::size_t>(offset());
    return rows.subspan(from, std::min(static_cast<std::size_t>(size), rows.size() - from));
  }
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

// A sheet of plans or facts: which one, and the page of it that is shown.
struct SheetPlace {
  collection::ValueKind kind = collection::ValueKind::plan;
  OfficeId office{};                               // 0: all that the reader sees
  std::optional<collection::FactPeriod> period{};  // absent: what is due now
  std::int64_t page = 0;
};
void show_sheet(Turn& turn, SheetPlace const& place);
auto sheet_route(SheetPlace const& place) -> Route;
auto kind_word(collection::ValueKind kind) -> std::string_view;

// The rows of a sheet as text lines, and a button for each territory this person can do something about. Open
// ones are late once the sheet is closed.
enum class SheetState { open, closed };
inline constexpr std::int64_t kSheetRows = 20;  // on one page
void add_sheet_rows(Page& page, Turn const& turn, std::span<collection::SheetRow const> rows,
                    collection::ValueKind kind, collection::FactPeriod const& period, SheetState state);
// By office and geo, in the reader's order.
void sort_rows(Turn const& turn, collection::Sheet& sheet);

// The territory if this person may give its values; the use case decides again when an amount comes.
auto own_territory(Turn const& turn, TerritoryId id) -> std::optional<store::Territory>;
void say_not_yours(Turn& turn);
// What stands around a form: news above it, and the two readings of an amount that has two.
struct FormExtras {
  std::string heading{};
  std::vector<Money> readings{};
};
// Whether a refusal means that the same person has given the same amount: the same button twice.
bool given_already(Error const& error, Money amount);
// 1,234 may be 1 234 or 1.23: both, for buttons. Empty for other errors.
auto readings_of(Error const& error) -> std::vector<Money>;
// An amount typed while nothing was asked: whose plan of today is it? False where that cannot be.
bool ask_where_to_put(Turn& turn, std::string const& typed);

// Which office? A button for each; its id becomes the last argument of `to`.
void show_office_choice(Turn& turn, Route const& to, Route const& back);
inline constexpr std::int64_t kOfficesShown = 12;  // on one page
inline constexpr std::int64_t kChoicesShown = 96;  // Telegram takes 100 buttons
inline constexpr std::string_view kUsualZones[] = {"Europe/Kyiv", "Europe/Warsaw", "Europe/London",
                                                   "Europe/Berlin"};

// Owner or admin: whoever gets the buttons of administration.
bool administers(Turn const& turn);

// The number of a page in a button; 0 for anything else.
auto page_number(Route const& route, std::size_t index) -> std::int64_t;

// The deep link that carries an invitation.
auto invitation_link(Turn const& turn, Secret const& token) -> std::string;
// Opens Telegram's own choice of a chat to pass a link on to.
auto share_link(std::string const& link) -> std::string;
// "uah" as "UAH".
auto upper_case(std::string text) -> std::string;

auto home_buttons() -> std::span<ButtonEntry const>;
auto sheet_buttons() -> std::span<ButtonEntry const>;
auto plan_buttons() -> std::span<ButtonEntry const>;
auto plan_inputs() -> std::span<InputEntry const>;
auto fact_buttons() -> std::span<ButtonEntry const>;
auto fact_inputs() -> std::span<InputEntry const>;
auto correction_buttons() -> std::span<ButtonEntry const>;
auto correction_inputs() -> std::span<InputEntry const>;
auto approval_buttons() -> std::span<ButtonEntry const>;
auto missing_buttons() -> std::span<ButtonEntry const>;
auto statistics_buttons() -> std::span<ButtonEntry const>;
auto statistics_inputs() -> std::span<InputEntry const>;
auto target_buttons() -> std::span<ButtonEntry const>;
auto target_inputs() -> std::span<InputEntry const>;
auto group_buttons() -> std::span<ButtonEntry const>;
auto office_buttons() -> std::span<ButtonEntry const>;
auto office_inputs() -> std::span<InputEntry const>;
auto geo_buttons() -> std::span<ButtonEntry const>;
auto geo_inputs() -> std::span<InputEntry const>;
auto people_buttons() -> std::span<ButtonEntry const>;
auto people_inputs() -> std::span<InputEntry const>;
auto invitation_buttons() -> std::span<ButtonEntry const>;
auto access_buttons() -> std::span<ButtonEntry const>;
auto report_buttons() -> std::span<ButtonEntry const>;
auto schedule_buttons() -> std::span<ButtonEntry const>;
auto schedule_inputs() -> std::span<InputEntry const>;
auto settings_buttons() -> std::span<ButtonEntry const>;
auto web_buttons() -> std::span<ButtonEntry const>;
auto health_buttons() -> std::span<ButtonEntry const>;
auto settings_inputs() -> std::span<InputEntry const>;
auto organisation_buttons() -> std::span<ButtonEntry const>;
auto organisation_inputs() -> std::span<InputEntry const>;
auto setup_buttons() -> std::span<ButtonEntry const>;
auto setup_inputs() -> std::span<InputEntry const>;

}  // namespace pb::bot
