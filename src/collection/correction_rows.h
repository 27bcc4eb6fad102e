#pragma once

#include <string>

#include "collection/corrections.h"
#include "store/corrections.h"
#include "store/plans.h"

// What asking for a correction, deciding it and reading its history share.
namespace pb::collection {

auto find_value(store::Unit& unit, ValueRef const& value) -> std::optional<store::GivenValue>;
// A conflict where the value is not `before` any more.
auto change_value(store::Unit& unit, ValueRef const& value, Money before, Money after) -> Result<void>;

// What a changed value tells the event log, as `plan.corrected` or `fact.corrected`.
struct Corrected {
  ValueRef value{};
  OfficeId office{};
  Money before{};
  Money after{};
  std::string reason{};
  CorrectionId correction{};
};
void record_corrected(store::Unit& unit, Actor const& actor, Corrected const& corrected);

auto value_ref(store::Correction const& row) -> ValueRef;
auto request_of(store::Correction row) -> CorrectionRequest;
// A reason as a text: the one people typed, or the product's own for a fix.
auto reason_message(std::string const& reason) -> Message;
// One line without control characters, at most kReasonLimit long; may be empty.
auto clean_text(std::string_view text, std::string field) -> Result<std::string>;

}  // namespace pb::collection
