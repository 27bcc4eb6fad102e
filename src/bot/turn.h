#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "analytics/outlook/outlook.h"
#include "base/random.h"
#include "bot/screen.h"
#include "bot/voice.h"
#include "domain/actor.h"
#include "people/person.h"
#include "store/organisation.h"
#include "store/unit.h"

namespace pb::bot {

// The bot's user name, as getMe tells it; known a moment after the start. Thread-safe.
class BotName {
 public:
  void set(std::string name) {
    std::scoped_lock const lock(mutex_);
    name_ = std::move(name);
  }
  [[nodiscard]] auto get() const -> std::string {
    std::scoped_lock const lock(mutex_);
    return name_;
  }

 private:
  mutable std::mutex mutex_;
  std::string name_;
};

// One thing that must be so for the program to do its work.
struct HealthCheck {
  std::string name{};
  bool fine = true;
  std::string detail{};  // for an operator, in English
};

// What the bot knows about its surroundings; set once at start. What it points to outlives it.
struct Surroundings {
  i18n::Translator const* translator = nullptr;
  Random* random = nullptr;
  BotName const* name = nullptr;
  bool mail = false;         // mails can be sent
  std::string public_url{};  // where browsers find us; empty: nowhere
  // The newest look ahead that is ready; null while there is none yet. Never waits. Left empty: no outlook.
  std::function<std::shared_ptr<analytics::Outlook const>()> outlook{};

  // Left empty: nobody is told.
  std::function<std::vector<HealthCheck>(store::Unit&)> health{};

  [[nodiscard]] auto bot_username() const -> std::string { return name->get(); }
};

// Who wrote, where, and by which button, as Telegram tells it.
struct Incoming {
  std::int64_t chat_id = 0;
  std::int64_t tg_id = 0;
  std::string name;
  std::string language_code;
  std::optional<std::string> callback_id{};
  std::optional<std::int64_t> button_message_id{};
};

// How a callback is acknowledged, sent after the commit and not kept: a lost one only leaves a spinner.
struct CallbackAnswer {
  std::string callback_id;
  std::string text{};
  enum class Style { toast, alert } style = Style::toast;
};

// One turn of a private conversation with a known person, inside one unit of work. Screens read the person,
// ask use cases with the actor, and say what the living message shall show and what typed text will mean
// next.
class Turn {
 public:
  Turn(store::Unit& unit_, Surroundings const& surroundings_, Incoming const& incoming_,
       people::Person person_, store::Organisation organisation_);

  store::Unit& unit;
  Surroundings const& surroundings;
  Incoming const& incoming;
  people::Person person;
  Actor actor;
  store::Organisation organisation;
  Voice voice;

  // Replaces the living message. Typed text means nothing any more unless expect() follows.
  void show(Screen screen);
  // Typed text goes to the input handler of this verb, until the next show().
  void expect(Route input) { input_ = std::move(input); }
  // A short word over the screen; where there was no button it becomes the first line of the screen shown.
  void say(std::string text) { said_ = std::move(text); }
  void warn(std::string text);
  void fail(Error const& error) { warn(voice.plain(error.message)); }
  // The next show() is a new message at the bottom of the chat, not an edit.
  void start_afresh() { afresh_ = true; }

  // What came of it, for the dispatcher.
  [[nodiscard]] auto screen() -> std::optional<Screen>& { return screen_; }
  [[nodiscard]] auto input() const -> Route const& { return input_; }
  [[nodiscard]] auto said() const -> std::string const& { return said_; }
  [[nodiscard]] bool warned() const { return warned_; }
  [[nodiscard]] bool afresh() const { return afresh_; }
  // The look ahead if one is ready and made in this month; null otherwise. Never waits.
  [[nodiscard]] auto outlook_of(Month month) const -> std::shared_ptr<analytics::Outlook const>;
  // After the person has changed language or settings: speak accordingly from here on.
  void refresh_person();

 private:
  std::optional<Screen> screen_;
  Route input_;
  std::string said_;
  bool warned_ = false;
  bool afresh_ = false;
};

using ButtonHandler = void (*)(Turn&, Route const&);
using TextHandler = void (*)(Turn&, Route const& input, std::string const& typed);

// What a screens file offers: verbs of buttons, and verbs of typed answers.
struct ButtonEntry {
  std::string_view verb;
  ButtonHandler handler;
};
struct InputEntry {
  std::string_view verb;
  TextHandler handler;
};

}  // namespace pb::bot
