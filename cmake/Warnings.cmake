# Flags of our own code only: third-party targets never link pb_warnings.
add_library(pb_warnings INTERFACE)
target_compile_options(pb_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives of these in inlined standard-library and coroutine code at -O2.
  target_compile_options(pb_warnings INTERFACE -Werror
                         -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
                         -Wno-array-bounds -Wno-stringop-overread -Wno-dangling-pointer)
else()
  # Clang only fuzzes and lints. It counts this to -Wconversion, and has opinions on g++'s standard library.
  target_compile_options(pb_warnings INTERFACE -Wno-sign-conversion -Wno-deprecated-declarations)
endif()

set(PROFITBOT_SANITIZE "" CACHE STRING "Sanitizers for every target, for example address,undefined")
if(PROFITBOT_SANITIZE)
  add_compile_options(-fsanitize=${PROFITBOT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PROFITBOT_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND PROFITBOT_SANITIZE MATCHES "thread")
    # The fences in Asio's headers, which the thread sanitizer does not follow.
    target_compile_options(pb_warnings INTERFACE -Wno-tsan)
  endif()
endif()

find_program(PROFITBOT_MOLD mold)
if(PROFITBOT_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
