#include "api/live_topics.h"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>

#include "domain/permission.h"

namespace pb::api {
namespace {

namespace json = boost::json;

auto number(json::object const& data, std::string_view name) -> std::optional<std::int64_t> {
  auto const* const value = data.if_contains(name);
  auto const* const whole = value == nullptr ? nullptr : value->if_int64();
  return whole == nullptr ? std::nullopt : std::optional(*whole);
}

auto office_of(HappenedEvent const& happened) -> std::optional<OfficeId> {
  if (happened.event.subject.kind == "office") return OfficeId{happened.event.subject.id};
  auto const office = number(happened.data, "office");
  return office ? std::optional(OfficeId{*office}) : std::nullopt;
}

auto is_number(std::string_view type) -> bool {
  return type.starts_with("plan.") || type.starts_with("fact.") || type.starts_with("target.") ||
         type == "day.closed" || type == "month.closed";
}

auto sees_number(HappenedEvent const& happened, Actor const& listener) -> bool {
  auto const scope = Scope::of(listener);
  if (scope.everything()) return true;
  if (happened.event.type == "month.closed") return scope.office().has_value();
  auto const office = office_of(happened);
  return office && scope.includes(*office);
}

auto is_about(HappenedEvent const& happened, std::string_view name, UserId listener) -> bool {
  return number(happened.data, name) == listener.value;
}

auto concerns(HappenedEvent const& happened, Actor const& listener) -> bool {
  auto const& type = happened.event.type;
  if (type == "correction.requested" || type == "correction.endorsed")
    return may(listener, Action::decide_correction, office_of(happened)) ||
           is_about(happened, "asked_by", listener.user);
  if (type.starts_with("correction.")) return is_about(happened, "asked_by", listener.user);
  if (type == "access.requested") return may(listener, Action::administer_users);
  return happened.event.subject.kind == "user" && happened.event.subject.id == listener.user.value &&
         type.starts_with("user.");
}

auto is_mine(HappenedEvent const& happened, Actor const& listener) -> bool {
  return happened.event.type.starts_with("report.run_") &&
         (happened.event.actor == listener.user || is_about(happened, "user", listener.user));
}

}  // namespace

auto happened(events::Event const& event) -> HappenedEvent {
  json::error_code problem;
  auto data = json::parse(event.data, problem);
  return {event, !problem && data.is_object() ? std::move(data.as_object()) : json::object()};
}

auto topic_for(HappenedEvent const& happened, Actor const& listener, std::vector<Topic> const& topics)
    -> std::optional<Topic> {
  for (auto const topic : topics) {
    switch (topic) {
      case Topic::numbers:
        if (is_number(happened.event.type) && sees_number(happened, listener)) return topic;
        break;
      case Topic::notices:
        if (concerns(happened, listener)) return topic;
        break;
      case Topic::runs:
        if (is_mine(happened, listener)) return topic;
        break;
      case Topic::events:
        if (may(listener, Action::read_audit)) return topic;
        break;
      case Topic::presence:
        break;
    }
  }
  return std::nullopt;
}

auto changes_listener(HappenedEvent const& happened, UserId listener) -> bool {
  static constexpr std::array<std::string_view, 6> kChanges{"user.role_changed", "user.moved",
                                                            "user.blocked",      "session.ended",
                                                            "session.renewed",   "api_key.revoked"};
  auto const& event = happened.event;
  if (std::ranges::find(kChanges, std::string_view(event.type)) == kChanges.end()) return false;
  if (event.subject.kind == "user") return event.subject.id == listener.value;
  return event.type != "session.renewed" && event.actor == listener;
}

}  // namespace pb::api
