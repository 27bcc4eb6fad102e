#include "app/command.h"

namespace pb::app {

auto settings_command() -> Command {
  return {.name = "settings",
          .sentence = "Print every setting, as a table",
          .options = {},
          .run = [](CommandRun const& command) {
            command.out << describe_settings();
            return kDone;
          }};
}

}  // namespace pb::app
