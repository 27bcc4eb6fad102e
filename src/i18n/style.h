#pragma once

#include <unicode/numberformatter.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/message.h"
#include "i18n/number.h"
#include "i18n/reader.h"

namespace pb::i18n {

// How a placeholder wants its value: the part after the name in {amount}, {share, number, ::percent .0},
// {day, date, ::yMMMd} or {at, time, short}. The value's own type decides what it is written as; a style that
// does not concern that type is ignored. Thread-safe.
//   number: integer, percent, or a skeleton of ICU; amounts and counts understand ::.00 (minor units always),
//           integer (never) and ::+? (a plus, too)
//   date, time: short, or a skeleton of ICU
class Style {
 public:
  Style() = default;
  // Throws std::invalid_argument with the reason.
  Style(std::string_view type, std::string_view style, Language language);

  void write(std::string& text, MessageValue const& value, Reader const& reader) const;

 private:
  void take_number(std::string_view style, Language language);

  Sign sign_ = Sign::when_negative;
  Minor minor_ = Minor::when_any;
  bool through_icu_ = false;                                             // also for whole numbers
  std::shared_ptr<icu::number::LocalizedNumberFormatter const> number_;  // absent: plain
  std::string date_pattern_;                                             // empty: plain
};

}  // namespace pb::i18n
