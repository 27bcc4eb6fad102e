#pragma once

#include <span>
#include <string_view>

namespace pb {

// A file that was put into the binary at build time (cmake/Embed.cmake); the bytes live as long as the
// program.
struct EmbeddedFile {
  std::string_view name;  // path relative to the base folder, with forward slashes
  std::string_view bytes;
};

}  // namespace pb
