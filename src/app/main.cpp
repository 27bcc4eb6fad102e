#include <iostream>

#include "app/command.h"

int main(int argc, char** argv) {
  pb::app::StopSignal stop;
  return pb::app::run_command_line(pb::app::commands(), {argv, static_cast<std::size_t>(argc)}, stop,
                                   std::cout, std::cerr);
}
