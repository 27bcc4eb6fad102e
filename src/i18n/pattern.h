#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "i18n/language.h"

namespace pb::i18n {

// How a value of a message is written where the pattern just names it.
using WriteValue = std::function<std::string(MessageValue const&)>;

// One text of a catalogue in ICU MessageFormat, ready for use. Patterns that only name their values are put
// together without ICU, in well under a microsecond; plurals, selections and number styles go through ICU.
// Thread-safe.
class Pattern {
 public:
  // Throws std::invalid_argument with ICU's reason.
  Pattern(std::string_view text, Language language);
  ~Pattern();
  Pattern(Pattern&&) noexcept;

  // A value that is missing is shown as its name in braces.
  [[nodiscard]] auto render(std::vector<MessageArg> const& args, WriteValue const& write) const
      -> std::string;
  // The names it needs, each once, sorted.
  [[nodiscard]] auto names() const -> std::vector<std::string> const& { return names_; }

 private:
  struct Segment {
    std::string text;  // literal, or the name of a value
    bool is_name = false;
  };
  struct Complex;

  void compile(std::string_view text, Language language);

  std::vector<Segment> segments_;     // of a simple pattern
  std::unique_ptr<Complex> complex_;  // otherwise
  std::vector<std::string> names_;
};

}  // namespace pb::i18n
