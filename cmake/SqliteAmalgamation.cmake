# SQLite with whole-file encryption, built from its amalgamation (docs/decisions/0002). Debian's own library has the
# WAL-reset bug, and no encryption.
set(sqlite_folder ${CMAKE_SOURCE_DIR}/.cache/sqlite3mc-13.0.3)
execute_process(COMMAND ${CMAKE_SOURCE_DIR}/scripts/fetch-sqlite ${sqlite_folder} RESULT_VARIABLE sqlite_fetched)
if(NOT sqlite_fetched EQUAL 0)
  message(FATAL_ERROR "The SQLite amalgamation could not be fetched; scripts/fetch-sqlite says why")
endif()

add_library(sqlite3mc STATIC ${sqlite_folder}/sqlite3.c)
target_include_directories(sqlite3mc SYSTEM PUBLIC ${sqlite_folder})
target_compile_options(sqlite3mc PRIVATE -w -O2)
target_compile_definitions(sqlite3mc PRIVATE
  SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_USE_ALLOCA SQLITE_MAX_EXPR_DEPTH=1000 SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_TEMP_STORE=2
  HAVE_FDATASYNC=1 HAVE_LOCALTIME_R=1
  # ChaCha20-Poly1305 alone: the other ciphers need instructions that not every processor has.
  HAVE_CIPHER_AES_128_CBC=0 HAVE_CIPHER_AES_256_CBC=0 HAVE_CIPHER_SQLCIPHER=0 HAVE_CIPHER_RC4=0
  HAVE_CIPHER_ASCON128=0 HAVE_CIPHER_AEGIS=0 SQLITE3MC_OMIT_AES_HARDWARE_SUPPORT)
target_link_libraries(sqlite3mc PUBLIC Threads::Threads m)
