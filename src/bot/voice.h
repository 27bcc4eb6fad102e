#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "i18n/collation.h"
#include "i18n/translator.h"
#include "store/preferences.h"

namespace pb::bot {

// How somebody reads: looking or listening, much or little.
struct Manner {
  store::ScreenReader screen_reader = store::ScreenReader::off;
  store::Layout layout = store::Layout::rich;

  static Manner of(store::Preferences const& preferences) {
    return {preferences.screen_reader, preferences.layout};
  }
};

// Speaks to one reader: their language, the organisation's currency, their time zone, their way of reading.
class Voice {
 public:
  Voice(i18n::Translator const& translator, i18n::Reader reader, Manner manner = {})
      : translator_(&translator), reader_(std::move(reader)), manner_(manner) {}

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
  [[nodiscard]] bool listens() const { return manner_.screen_reader == store::ScreenReader::on; }
  [[nodiscard]] bool compact() const { return manner_.layout == store::Layout::compact; }
  [[nodiscard]] auto money(Money amount) const -> std::string;
  [[nodiscard]] auto number(std::int64_t value) const -> std::string;
  // "менеджер · Київ"; the office is left out where it has no name.
  [[nodiscard]] auto place(Role role, std::string_view office_name) const -> std::string;
  // Rows in the order in which the reader looks for names.
  template <class Row, class Name>
  void sort(std::vector<Row>& rows, Name name) const {
    i18n::sort_by_name(rows, reader_.language, name);
  }
  [[nodiscard]] auto reader() const -> i18n::Reader const& { return reader_; }

 private:
  i18n::Translator const* translator_;
  i18n::Reader reader_;
  Manner manner_;
};

}  // namespace pb::bot
