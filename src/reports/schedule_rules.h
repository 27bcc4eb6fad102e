#pragma once

#include "reports/schedules.h"

// What a schedule must be like.
namespace pb::reports {

auto check_expression(std::string_view expression) -> Result<void>;
auto check_time_zone(std::string const& zone) -> Result<void>;
auto check_parameters(std::string_view json) -> Result<void>;
// At least one, none twice, and none that nobody can be sent.
auto check_formats(std::vector<Format> const& formats) -> Result<void>;
auto check_condition(store::ReportCondition condition, std::optional<std::int64_t> threshold) -> Result<void>;
auto check_language(std::optional<std::string> const& language) -> Result<void>;
// Whether there is such a person, chat or address, and the actor may send to it.
auto check_recipient(store::Unit& unit, Actor const& actor, NewRecipient const& recipient) -> Result<void>;

}  // namespace pb::reports
