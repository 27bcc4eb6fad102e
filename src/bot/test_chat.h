#pragma once

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <map>

#include "bot/conversation.h"
#include "bot/test_screen_rules.h"
#include "crypto/random.h"
#include "delivery/outbox.h"
#include "people/person.h"
#include "store/conversations.h"
#include "store/organisation.h"
#include "store/outgoing.h"
#include "store/test_business.h"

// For tests: people who talk to the bot. What the bot queues is "delivered" at once, as Telegram would
// confirm it, and every screen that anybody sees is held against the rules of test_screen_rules.h.
namespace pb::bot {

// A message as its reader sees it.
struct Shown {
  std::int64_t message_id = 0;
  std::string html;
  telegram::Keyboard keyboard;
  std::int64_t topic = 0;
  bool edited = false;
  bool silent = false;
};

class TestChat : public store::TestBusiness {
 protected:
  TestChat() { name_.set("profit_test_bot"); }

  // A person adds themselves by the account TestBusiness gave; in a language.
  auto person(std::string const& name, Role role, std::optional<OfficeId> office = {},
              std::string const& language = "uk") -> std::int64_t {
    auto const actor = add_person(name, role, office);
    auto const tg = ++last_account_;
    write([&](store::Unit& unit) { store::set_user_language(unit.sql, actor.user, language); });
    actors_[tg] = actor;
    return tg;
  }
  auto actor_of(std::int64_t tg) -> Actor const& { return actors_.at(tg); }

  // What somebody does, and the screen they see then.
  auto type(std::int64_t tg, std::string const& text) -> Shown const& {
    telegram::Update update;
    update.message = message_from(tg, text);
    return take(tg, update);
  }
  // Presses the button whose label or route has this in it; of the newest message that has one.
  auto press(std::int64_t tg, std::string const& what) -> Shown const& {
    auto const& messages = seen_[tg];
    for (auto at = messages.rbegin(); at != messages.rend(); ++at) {
      if (auto const button = find_button(at->keyboard, what))
        return press_data(tg, button->callback_data, at->message_id);
    }
    ADD_FAILURE() << "no button with \"" << what << "\" under:\n" << screen(tg).html;
    return screen(tg);
  }
  auto press_data(std::int64_t tg, std::string const& data, std::int64_t message_id = 0) -> Shown const& {
    telegram::Message message;
    message.message_id = message_id != 0 ? message_id : screen(tg).message_id;
    message.chat = {.id = tg, .type = "private", .title = {}};
    telegram::Update update;
    update.callback_query = telegram::CallbackQuery{.id = "c" + std::to_string(++last_update_),
                                                    .from = user_of(tg),
                                                    .message = std::move(message),
                                                    .data = data};
    return take(tg, update);
  }
  auto take(std::int64_t tg, telegram::Update update) -> Shown const& {
    update.update_id = ++last_update_;
    answer_ = write([&](store::Unit& unit) { return handle_update(unit, surroundings(), update); });
    EXPECT_LE(telegram::utf16_length(said()), 200U) << said();
    deliver();
    return screen(tg);
  }
  // Sends what is queued; returns how many messages there were.
  auto deliver() -> std::size_t {
    auto const queued = read([](store::Unit& unit) {
      std::vector<store::Outgoing> all;
      for (std::int64_t priority = 0; priority <= store::kBroadcast; ++priority) {
        for (auto& message : store::queued_outgoing(unit.sql, priority, {}, 100'000))
          all.push_back(std::move(message));
      }
      return all;
    });
    for (auto const& message : queued) confirm(message);
    return queued.size();
  }

  // The newest message of a chat, and all of them.
  auto screen(std::int64_t chat) -> Shown const& {
    auto& messages = seen_[chat];
    if (messages.empty()) messages.emplace_back();
    return messages.back();
  }
  auto messages(std::int64_t chat) -> std::vector<Shown> const& { return seen_[chat]; }
  auto commands_of(std::int64_t chat) -> std::string const& { return commands_[chat]; }
  // The word over the screen.
  auto said() const -> std::string { return answer_ ? answer_->text : std::string(); }
  bool alerted() const { return answer_ && answer_->style == CallbackAnswer::Style::alert; }

  auto surroundings() -> Surroundings {
    return {.translator = &translator(),
            .random = &random_,
            .name = &name_,
            .public_url = public_url_,
            .outlook = [this] { return outlook_; },
            .health =
                [](store::Unit&) {
                  return std::vector<HealthCheck>{{"database", true, "answers"},
                                                  {"disk", false, "5 MB free"}};
                }};
  }
  static auto translator() -> i18n::Translator const& {
    static i18n::Translator const made;
    return made;
  }
  static auto user_of(std::int64_t tg) -> telegram::User {
    return {.id = tg,
            .is_bot = false,
            .first_name = "Олена",
            .last_name = {},
            .username = {},
            .language_code = "uk"};
  }
  auto message_from(std::int64_t tg, std::optional<std::string> text, telegram::Chat chat = {})
      -> telegram::Message {
    if (chat.id == 0) chat = {.id = tg, .type = "private", .title = {}};
    telegram::Message message;
    message.message_id = ++last_message_;
    message.chat = std::move(chat);
    message.from = user_of(tg);
    message.text = std::move(text);
    return message;
  }

  static auto find_button(telegram::Keyboard const& keyboard, std::string const& what)
      -> std::optional<telegram::InlineButton> {
    for (auto const& row : keyboard) {
      for (auto const& button : row) {
        bool const here = button.text.find(what) != std::string::npos || button.callback_data == what;
        if (here && !button.callback_data.empty()) return button;
      }
    }
    return std::nullopt;
  }
  static auto buttons_of(Shown const& shown) -> std::vector<std::string> {
    std::vector<std::string> labels;
    for (auto const& row : shown.keyboard) {
      for (auto const& button : row) labels.push_back(button.text);
    }
    return labels;
  }

  std::shared_ptr<analytics::Outlook const> outlook_;  // none until a test makes one

  std::string public_url_ = "https://profit.example";

 private:
  static auto keyboard_of(boost::json::object const& body) -> telegram::Keyboard {
    telegram::Keyboard keyboard;
    auto const* const markup = body.if_contains("reply_markup");
    if (markup == nullptr) return keyboard;
    for (auto const& row : markup->at("inline_keyboard").as_array()) {
      auto& buttons = keyboard.emplace_back();
      for (auto const& each : row.as_array()) {
        auto const& button = each.as_object();
        telegram::InlineButton made{.text = std::string(button.at("text").as_string()), .callback_data = {}};
        if (auto const* data = button.if_contains("callback_data")) made.callback_data = data->as_string();
        if (auto const* url = button.if_contains("url")) made.url = std::string(url->as_string());
        buttons.push_back(std::move(made));
      }
    }
    return keyboard;
  }

  void confirm(store::Outgoing const& message) {
    write([&](store::Unit& unit) { store::mark_sending(unit.sql, message.id); });
    auto const body = boost::json::parse(message.payload).as_object();
    if (message.method == "setMyCommands") {
      commands_[message.chat_id] = message.payload;
      write([&](store::Unit& unit) { store::mark_sent(unit.sql, message.id, std::nullopt, now); });
      return;
    }
    Shown shown{.html = std::string(body.at("text").as_string()), .keyboard = keyboard_of(body)};
    if (auto const* topic = body.if_contains("message_thread_id")) shown.topic = topic->as_int64();
    shown.silent = body.contains("disable_notification");
    shown.edited = message.method == "editMessageText";
    shown.message_id = shown.edited ? body.at("message_id").as_int64() : ++last_message_;
    check_screen(shown.html, shown.keyboard);
    auto& messages = seen_[message.chat_id];
    if (shown.edited)
      std::erase_if(messages, [&](Shown const& old) { return old.message_id == shown.message_id; });
    messages.push_back(shown);
    write([&](store::Unit& unit) {
      store::mark_sent(unit.sql, message.id, shown.message_id, now);
      if (message.slot == "screen" && !shown.edited)
        store::save_living_message(unit.sql, message.chat_id, shown.message_id, now);
    });
  }

  BotName name_;
  crypto::SeededRandom random_{20250115};
  std::map<std::int64_t, std::vector<Shown>> seen_;
  std::map<std::int64_t, std::string> commands_;
  std::map<std::int64_t, Actor> actors_;
  std::optional<CallbackAnswer> answer_;
  std::int64_t last_update_ = 0;
  std::int64_t last_message_ = 1'000;
  std::int64_t last_account_ = kFirstTgId;
};

}  // namespace pb::bot
