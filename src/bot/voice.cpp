#include "bot/voice.h"

#include "base/enum_name.h"
#include "i18n/number.h"
#include "telegram/html.h"

namespace pb::bot {

auto Voice::html(Message message) const -> std::string {
  for (auto& arg : message.args) {
    if (auto* text = std::get_if<std::string>(&arg.value)) *text = telegram::escape_html(*text);
  }
  return translator_->render(message, reader_);
}

auto Voice::plain(Message const& message) const -> std::string {
  return translator_->render(message, reader_);
}

auto Voice::money(Money amount) const -> std::string {
  return translator_->money(amount, reader_);
}

auto Voice::number(std::int64_t value) const -> std::string {
  return i18n::format_integer(value, reader_.language);
}

auto Voice::place(Role role, std::string_view office_name) const -> std::string {
  auto const word = std::string(enum_name(role));
  if (office_name.empty()) return plain("people.role", {{"role", word}});
  return plain("people.role_in_office", {{"role", word}, {"office", std::string(office_name)}});
}

}  // namespace pb::bot
