#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pb::store {

// Pictures and bars, or as few lines as possible.
BOOST_DEFINE_ENUM_CLASS(Layout, rich, compact)
// For people who listen to a screen: no meaning in emoji alone, no bars drawn with characters.
BOOST_DEFINE_ENUM_CLASS(ScreenReader, off, on)
// Where a notice goes.
BOOST_DEFINE_ENUM_CLASS(NoticeChannel, telegram, email, none)
// What a person can be told of without having asked.
BOOST_DEFINE_ENUM_CLASS(Notice, prompt, reminder, digest, monthly_report, approval, access_request, report)

// What a person has chosen for themselves. Minutes count from midnight in the person's time zone (the
// office's, or the organisation's). Quiet hours may span midnight (22:00 to 07:00); without both ends there
// are none.
struct Preferences {
  std::optional<std::int64_t> quiet_from{};
  std::optional<std::int64_t> quiet_until{};
  std::optional<std::int64_t> reminder_minute{};  // own time of the reminder; absent: the schedule's
  Layout layout = Layout::rich;
  ScreenReader screen_reader = ScreenReader::off;
  NoticeChannel prompt = NoticeChannel::telegram;
  NoticeChannel reminder = NoticeChannel::telegram;
  NoticeChannel digest = NoticeChannel::telegram;
  NoticeChannel monthly_report = NoticeChannel::telegram;
  NoticeChannel approval = NoticeChannel::telegram;
  NoticeChannel access_request = NoticeChannel::telegram;
  NoticeChannel report = NoticeChannel::telegram;  // that they are subscribed to

  [[nodiscard]] auto channel(Notice notice) const -> NoticeChannel;
  // Whether `minute` of the day lies in the quiet hours.
  [[nodiscard]] bool quiet_at(std::int64_t minute) const;
  friend bool operator==(Preferences const&, Preferences const&) = default;
};
BOOST_DESCRIBE_STRUCT(Preferences, (),
                      (quiet_from, quiet_until, reminder_minute, layout, screen_reader, prompt, reminder,
                       digest, monthly_report, approval, access_request, report))

// The JSON of the column `users.preferences`. Unknown or damaged parts read as their defaults: a preference
// never keeps anybody out.
auto to_json(Preferences const& preferences) -> std::string;
auto preferences_from_json(std::string_view text) -> Preferences;

}  // namespace pb::store
