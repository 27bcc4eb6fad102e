#include "bot/voice.h"

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

}  // namespace pb::bot
