#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "i18n/reader.h"
#include "i18n/style.h"

namespace pb::i18n {

// One text of a catalogue in ICU MessageFormat, compiled once into a tree of pieces: literals, values,
// plural, selectordinal and select. (choice, spellout and the like are refused: the dashboard's library does
// not know them either.) Rendering appends piece by piece: under a microsecond for texts that name their
// values, plurals included. Thread-safe.
class Pattern {
 public:
  // Throws std::invalid_argument with the reason.
  Pattern(std::string_view text, Language language);

  // A value that is missing is shown as its name in braces; a plural without a number takes "other".
  void render(std::string& text, std::span<MessageArg const> args, Reader const& reader) const;

 private:
  enum class Kind { literal, value, number_sign, plural, ordinal, select };
  struct Branch;
  struct Piece {
    Kind kind = Kind::literal;
    std::string text{};  // the literal, or the value's name
    Style style{};       // of a value
    double offset = 0;   // of a plural
    std::vector<Branch> branches{};
  };
  using Pieces = std::vector<Piece>;
  struct Branch {
    std::string keyword;            // "few", "other", "approved"
    std::optional<double> exact{};  // "=0"
    Pieces pieces{};
  };
  class Compiler;
  struct Rendering;

  Pieces pieces_;
};

}  // namespace pb::i18n
