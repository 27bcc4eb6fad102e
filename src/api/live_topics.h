#pragma once

#include <boost/describe/enum.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <vector>

#include "domain/actor.h"
#include "events/event_log.h"

// Who hears of what while it happens.
namespace pb::api {

// numbers   plans, facts, corrections and targets of the offices one sees, and days and months that close
// notices   what concerns me: my corrections decided, those that await me, people at the door, my place
// runs      reports I have asked for
// events    everything, for those who may read the audit log
// presence  how many of my browsers are connected
BOOST_DEFINE_ENUM_CLASS(Topic, numbers, notices, runs, events, presence)

// An event as it is looked at by many: its data is parsed once.
struct HappenedEvent {
  events::Event const& event;
  boost::json::object data{};
};
[[nodiscard]] auto happened(events::Event const& event) -> HappenedEvent;

// Under which of these topics this person hears of the event; nothing: not at all.
[[nodiscard]] auto topic_for(HappenedEvent const& happened, Actor const& listener,
                             std::vector<Topic> const& topics) -> std::optional<Topic>;

// Whether what the listener may hear is another from now on: a new role, another place, blocked.
[[nodiscard]] auto changes_listener(HappenedEvent const& happened, UserId listener) -> bool;

}  // namespace pb::api
