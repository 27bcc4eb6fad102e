# pb_room(NAME [DEPENDS room...] [LIBRARIES third_party...] [EXCLUDE pattern...] [TEST_DEPENDS target...] [TESTS_ALONE filter])
#
# One room of the house: every .cpp of the calling folder (and the folders below it that are not rooms themselves)
# becomes the library pb_<name>; every *_test.cpp beside them becomes the test program <name>_test, run from the top
# folder of the project.
# DEPENDS is the room's only view of the others; `./test lint` compares it with the includes. TESTS_ALONE (a GoogleTest
# filter) names tests that take a server away from all others: nothing runs beside them.
function(pb_room NAME)
  cmake_parse_arguments(ROOM "" "TESTS_ALONE" "DEPENDS;LIBRARIES;TEST_DEPENDS;EXCLUDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  foreach(pattern IN LISTS ROOM_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${pattern}")
  endforeach()
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(TRANSFORM ROOM_DEPENDS PREPEND pb_)
  list(TRANSFORM ROOM_TEST_DEPENDS PREPEND pb_)

  if(sources)
    add_library(pb_${NAME} STATIC ${sources})
    target_include_directories(pb_${NAME} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(pb_${NAME} PUBLIC ${ROOM_DEPENDS} ${ROOM_LIBRARIES} PRIVATE pb_warnings)
  else()
    add_library(pb_${NAME} INTERFACE)
    target_include_directories(pb_${NAME} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(pb_${NAME} INTERFACE ${ROOM_DEPENDS} ${ROOM_LIBRARIES})
  endif()

  if(BUILD_TESTING AND tests)
    add_executable(${NAME}_test ${tests})
    target_link_libraries(${NAME}_test PRIVATE pb_${NAME} ${ROOM_TEST_DEPENDS} GTest::gmock_main pb_warnings)
    if(ROOM_TESTS_ALONE)
      gtest_discover_tests(${NAME}_test DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                           TEST_FILTER ${ROOM_TESTS_ALONE}
                           PROPERTIES LABELS unit TIMEOUT ${PROFITBOT_TEST_SECONDS} RUN_SERIAL ON)
      set(others TEST_FILTER -${ROOM_TESTS_ALONE})
    endif()
    gtest_discover_tests(${NAME}_test DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} ${others}
                         PROPERTIES LABELS unit TIMEOUT ${PROFITBOT_TEST_SECONDS})
  endif()
endfunction()
