#pragma once

#include "bot/voice.h"

// For tests: how the bot speaks to a reader of a language.
namespace pb::bot {

constexpr Manner kListens{.screen_reader = store::ScreenReader::on};
constexpr Manner kCompact{.layout = store::Layout::compact};

inline auto voice(i18n::Language language, Manner manner = {}) -> Voice {
  static i18n::Translator const translator;
  return Voice(translator, i18n::Reader{.language = language}, manner);
}

}  // namespace pb::bot
