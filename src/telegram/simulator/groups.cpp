#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <vector>

#include "telegram/simulator/hearing.h"
#include "telegram/simulator/membership_updates.h"
#include "telegram/simulator/person_methods.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::size_t kLongestTitle = 128;

// The first of them founds the group.
auto members_of(PersonCall const& call) -> OrPersonError<std::vector<std::int64_t>> {
  auto const ids = call.given.array("people");
  if (!ids || ids->empty()) return wrong("\"people\" must be a list of at least one id");
  std::vector<std::int64_t> people;
  for (auto const& id : *ids) {
    if (!id.is_int64()) return wrong("\"people\" must hold whole numbers only");
    if (call.world.person(id.get_int64()) == nullptr) {
      return missing(fmt::format("nobody has the id {}", id.get_int64()));
    }
    people.push_back(id.get_int64());
  }
  return people;
}

auto topics_of(PersonCall const& call) -> OrPersonError<std::vector<std::string>> {
  std::vector<std::string> names;
  if (!call.given.text("topics")) return names;
  auto const list = call.given.array("topics");
  if (!list) return wrong("\"topics\" must be a list of names");
  for (auto const& name : *list) {
    if (!name.is_string() || name.get_string().empty())
      return wrong("the name of a topic must say something");
    names.emplace_back(name.get_string());
  }
  return names;
}

auto title_of(PersonCall const& call) -> OrPersonError<std::string> {
  auto title = text_of(call.given, "title");
  if (title && utf16_length(*title) > kLongestTitle) return wrong("\"title\" is too long");
  return title;
}

// Only supergroups have topics.
auto type_of(PersonCall const& call, std::vector<std::string> const& topics) -> OrPersonError<std::string> {
  auto const type = call.given.text("type").value_or(topics.empty() ? "group" : "supergroup");
  if (type != "group" && type != "supergroup") return wrong("\"type\" must be group or supergroup");
  if (type == "group" && !topics.empty()) return wrong("only a supergroup has topics");
  return std::string(type);
}

auto group_view(Chat const& group) -> json::object {
  json::array topics;
  for (auto const& [id, name] : group.topics) topics.push_back(json::object{{"id", id}, {"name", name}});
  return {{"id", group.key.id}, {"title", group.title}, {"type", group.type}, {"topics", std::move(topics)}};
}

// A bot, a group, and a person of the group who decides about the bot.
struct Decision {
  Chat* group = nullptr;
  Bot* bot = nullptr;
  std::int64_t by = 0;
};

auto decision_of(PersonCall const& call) -> OrPersonError<Decision> {
  auto const group = group_of(call, "group");
  if (!group) return std::unexpected(group.error());
  auto const bot = bot_of(call, "bot");
  if (!bot) return std::unexpected(bot.error());
  auto const person = person_of(call, "from");
  if (!person) return std::unexpected(person.error());
  if ((*group)->migrated_to) {
    return contradicted(fmt::format("the group has become the supergroup {}", *(*group)->migrated_to));
  }
  if (!(*group)->people.contains((*person)->id)) {
    return contradicted(fmt::format("{} is not in the group {}", (*person)->id, (*group)->key.id));
  }
  return Decision{.group = *group, .bot = *bot, .by = (*person)->id};
}

auto membership_in(Chat const& group, std::int64_t bot) -> Membership {
  auto const found = group.bots.find(bot);
  return found == group.bots.end() ? Membership::never : found->second;
}

void post_note(World& world, Chat& chat, std::int64_t from, ServiceNote note) {
  auto const& posted = world.post(chat, Message{.from = from, .service = note});
  tell_bots(world, chat, posted);
}

}  // namespace

auto found_group(PersonCall const& call) -> PersonAnswer {
  auto title = title_of(call);
  if (!title) return std::unexpected(title.error());
  auto people = members_of(call);
  if (!people) return std::unexpected(people.error());
  auto const topics = topics_of(call);
  if (!topics) return std::unexpected(topics.error());
  auto type = type_of(call, *topics);
  if (!type) return std::unexpected(type.error());
  auto* const group = call.world.add_group(std::move(*title), std::move(*type));
  if (group == nullptr) return contradicted("there is no room for more groups");
  group->people.insert(people->begin(), people->end());
  group->founder = people->front();
  // A topic is known by the message that opened it.
  for (auto const& name : *topics) group->topics.emplace(group->next_message_id++, name);
  return group_view(*group);
}

auto let_bot_in(PersonCall const& call) -> PersonAnswer {
  auto const decision = decision_of(call);
  if (!decision) return std::unexpected(decision.error());
  auto const& [group, bot, by] = *decision;
  auto const before = membership_in(*group, bot->id);
  if (before == Membership::member) return json::object();
  group->bots[bot->id] = Membership::member;
  push_membership_update(call.world, *bot, *group, {.by = by, .before = before, .after = Membership::member});
  post_note(call.world, *group, by, {.kind = ServiceNote::Kind::joined, .whom = bot->id});
  return json::object();
}

auto throw_bot_out(PersonCall const& call) -> PersonAnswer {
  auto const decision = decision_of(call);
  if (!decision) return std::unexpected(decision.error());
  auto const& [group, bot, by] = *decision;
  if (membership_in(*group, bot->id) != Membership::member) return json::object();
  post_note(call.world, *group, by, {.kind = ServiceNote::Kind::left, .whom = bot->id});
  group->bots[bot->id] = Membership::kicked;
  push_membership_update(call.world, *bot, *group,
                         {.by = by, .before = Membership::member, .after = Membership::kicked});
  return json::object();
}

auto migrate_group(PersonCall const& call) -> PersonAnswer {
  auto const group = group_of(call, "group");
  if (!group) return std::unexpected(group.error());
  auto& old = **group;
  if (old.type != "group" || old.migrated_to) return contradicted("the group is a supergroup already");
  auto* const heir = call.world.add_group(old.title, "supergroup");
  if (heir == nullptr) return contradicted("there is no room for more groups");
  heir->people = old.people;
  heir->founder = old.founder;
  heir->bots = old.bots;
  post_note(call.world, old, old.founder, {.kind = ServiceNote::Kind::migrated_to, .whom = heir->key.id});
  old.migrated_to = heir->key.id;
  call.world.changed(old);
  post_note(call.world, *heir, old.founder, {.kind = ServiceNote::Kind::migrated_from, .whom = old.key.id});
  return json::object{{"id", heir->key.id}};
}

}  // namespace pb::telegram::simulator
