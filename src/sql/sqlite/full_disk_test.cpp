#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <set>
#include <thread>

#include "sql/migrator.h"
#include "sql/test_database.h"

// A disk that fills up under load: what was acknowledged is there, the rest was refused with a reason, and
// work goes on when there is room again. Tried on a real small disk, which needs the right to mount one, and
// by the kernel's limit on the size of a file, which does not.
namespace pb::sql {
namespace {

constexpr Migration kSchema[] = {
    {1, "things", "create table things (number {int} primary key, name {text} not null){strict};"}};

struct Tally {
  std::set<int> kept;
  std::vector<std::string> reasons;
};

// Writes units of 4 KB, many waiting together.
auto write_many(Database& database, int from, int to) -> Tally {
  std::mutex mutex;
  std::condition_variable changed;
  Tally tally;
  for (int number = from; number < to; ++number) {
    database.submit_write(
        [number](Session& s) {
          s.run("insert into things (number, name) values ($1, $2)", number, std::string(4'096, 'x'));
          return Outcome::commit;
        },
        [&, number](std::exception_ptr reason) {
          std::scoped_lock const lock(mutex);
          try {
            if (reason) std::rethrow_exception(reason);
            tally.kept.insert(number);
          } catch (Unavailable const& problem) {
            tally.reasons.emplace_back(problem.what());
          } catch (std::exception const& problem) {
            ADD_FAILURE() << "not Unavailable: " << problem.what();
            tally.reasons.emplace_back(problem.what());
          }
          changed.notify_one();
        });
  }
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return tally.kept.size() + tally.reasons.size() == std::size_t(to - from); });
  return tally;
}

auto stored(Database& database) -> std::set<int> {
  auto const numbers =
      database.read([](Session& s) { return s.all<int>("select number from things order by number"); });
  return {numbers.begin(), numbers.end()};
}

// `shrink` leaves room for some of 1,000 units, `grow` for all.
template <class Shrink, class Grow>
void fill_and_go_on(std::string const& path, Shrink shrink, Grow grow) {
  DatabaseOptions const options{.url = {Dialect::sqlite, path}};
  std::set<int> kept;
  {
    auto const database = open_database(options);
    migrate(*database, kSchema);
    shrink();

    auto const full = write_many(*database, 0, 1'000);

    EXPECT_FALSE(full.reasons.empty()) << "the disk was not full, so nothing was tried";
    EXPECT_FALSE(full.kept.empty()) << "the disk was full from the start, so nothing was tried";
    for (auto const& reason : full.reasons) EXPECT_TRUE(reason.starts_with("the disk")) << reason;
    EXPECT_EQ(stored(*database), full.kept);

    grow();
    auto const after = write_many(*database, 1'000, 1'100);

    EXPECT_EQ(after.kept.size(), 100u);
    kept = full.kept;
    kept.insert(after.kept.begin(), after.kept.end());
  }
  auto const again = open_database(options);
  EXPECT_EQ(stored(*again), kept);
  EXPECT_EQ(again->read([](Session& s) { return s.one<std::string>("pragma integrity_check"); }), "ok");
}

TEST(FullDisk, of_a_mounted_disk_loses_nothing_acknowledged) {
  bool mounted = false;
  // A thread may have a view of the disks of its own, and so have the threads it starts.
  std::thread([&] {
    auto const folder = std::filesystem::path(testing::TempDir()) / "profitbot-small-disk";
    std::filesystem::create_directories(folder);
    mounted = ::unshare(CLONE_NEWNS | CLONE_FS) == 0 &&
              ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
              ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=2m") == 0;
    if (!mounted) return;
    fill_and_go_on(
        folder / "a.db", [] {},
        [&] { ASSERT_EQ(::mount("tmpfs", folder.c_str(), "tmpfs", MS_REMOUNT, "size=64m"), 0); });
    ::umount(folder.c_str());
  }).join();
  if (!mounted) GTEST_SKIP() << "mounting needs more rights; the test of a file's limit stands in";
}

TEST(FullDisk, of_a_limited_file_loses_nothing_acknowledged) {
  auto const folder = std::filesystem::path(testing::TempDir()) / "profitbot-small-file";
  std::filesystem::remove_all(folder);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);

  fill_and_go_on(
      folder / "a.db",
      [&] {
        rlimit const small{.rlim_cur = 1'000'000, .rlim_max = before.rlim_max};
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
      },
      [&] { ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0); });

  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace pb::sql
