#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/error.h"
#include "i18n/translator.h"
#include "store/preferences.h"

namespace pb::bot {

// Speaks to one reader: their language, the organisation's currency, their time zone, their way of reading.
class Voice {
 public:
  Voice(i18n::Translator const& translator, i18n::Reader reader,
        store::ScreenReader screen_reader = store::ScreenReader::off)
      : translator_(&translator), reader_(std::move(reader)), screen_reader_(screen_reader) {}

  // For message text: HTML whose values are escaped. The catalogue's own tags stay.
  [[nodiscard]] auto html(Message message) const -> std::string;
  [[nodiscard]] auto html(std::string_view key, std::initializer_list<MessageArg> args = {}) const
      -> std::string {
    return html(Message(std::string(key), args));
  }
  // For buttons and alerts: plain text.
  [[nodiscard]] auto plain(Message const& message) const -> std::string;
  [[nodiscard]] auto plain(std::string_view key, std::initializer_list<MessageArg> args = {}) const
      -> std::string {
    return plain(Message(std::string(key), args));
  }
  // One of two keys, by whether the reader looks or listens.
  [[nodiscard]] auto seen_or_heard(std::string_view seen, std::string_view heard) const -> std::string_view {
    return listens() ? heard : seen;
  }
  [[nodiscard]] bool listens() const { return screen_reader_ == store::ScreenReader::on; }
  [[nodiscard]] auto money(Money amount) const -> std::string;
  [[nodiscard]] auto reader() const -> i18n::Reader const& { return reader_; }

 private:
  i18n::Translator const* translator_;
  i18n::Reader reader_;
  store::ScreenReader screen_reader_;
};

}  // namespace pb::bot
