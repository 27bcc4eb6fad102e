#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "api/access.h"
#include "api/fields.h"
#include "api/reply.h"
#include "api/surroundings.h"
#include "people/password_sign_in.h"
#include "sql/database.h"
#include "store/unit.h"

namespace pb::api {

inline constexpr std::int64_t kPageLimit = 200;
inline constexpr std::int64_t kPageUsual = 50;

// Which part of a list is wanted.
struct PageWanted {
  std::int64_t limit = kPageUsual;
  std::int64_t after = 0;  // what the list counts by: an offset, or the last id
};

// A request as it was read, before anybody knows who calls.
struct Incoming {
  http::Request request{};
  boost::json::value body{};
  boost::json::object parameters{};          // of the query
  std::optional<i18n::Language> language{};  // of Accept-Language
};

// What a handler knows of the request it answers.
class Asked {
 public:
  Asked(Incoming const& incoming, Caller const& caller_, Access& access_, Surroundings const& surroundings_)
      : request(incoming.request),
        caller(caller_),
        access(access_),
        body(incoming.body),
        surroundings(surroundings_),
        random(surroundings_.random),
        incoming_(incoming) {}

  http::Request const& request;
  Caller const& caller;
  Access& access;
  boost::json::value const& body;
  Surroundings const& surroundings;
  Random& random;

  // Of the path: "/offices/{id}". Not a number: 404, there is no such thing.
  template <class IdType>
  [[nodiscard]] auto id(std::string_view name = "id") const -> Outcome<IdType> {
    auto const number = path_number(name);
    if (!number) return refuse(404, Message("error.not_found"));
    return IdType{*number};
  }
  [[nodiscard]] auto path(std::string_view name) const -> std::string const&;
  // Of the body, which must be an object.
  [[nodiscard]] auto fields() const -> Outcome<Fields>;
  [[nodiscard]] auto query() const -> Fields { return {incoming_.parameters, FieldError::In::query}; }
  // `limit` and `cursor`, read from the query.
  [[nodiscard]] static auto page(Fields& query) -> PageWanted;

  // What this browser calls itself, and where it is.
  [[nodiscard]] auto browser() const -> people::Browser;
  // Where attempts to sign in are counted: the address, and the device where it is known.
  [[nodiscard]] auto place() const -> people::Place;

 protected:
  [[nodiscard]] auto path_number(std::string_view name) const -> std::optional<std::int64_t>;

  Incoming const& incoming_;
};

// One request while a handler answers it, inside one unit of work.
class Call : public Asked {
 public:
  Call(store::Unit& unit_, Incoming const& incoming, Caller const& caller_, Access& access_,
       Surroundings const& surroundings_)
      : Asked(incoming, caller_, access_, surroundings_), unit(unit_) {}

  store::Unit& unit;

  // How the answer is written: the language asked for, the person's time zone, the organisation's currency.
  [[nodiscard]] auto reader() -> i18n::Reader const&;
  [[nodiscard]] auto currency() -> std::string const& { return reader().currency; }
  [[nodiscard]] auto say(Message const& message) -> std::string {
    return surroundings.translator.render(message, reader());
  }

  // If-Match against what is there now, which must be named: nobody overwrites what they have not seen.
  // 428 without the header, 412 where it has changed.
  [[nodiscard]] auto check_unchanged(boost::json::value const& current) const -> Outcome<void>;

 private:
  std::optional<i18n::Reader> reader_{};
};

// One request on a thread of its own, outside of any unit, for work that takes long.
class SideCall : public Asked {
 public:
  using Asked::Asked;

  // Runs f(Call&) -> Outcome<Reply> in a unit for writing; a refusal that f returns undoes it.
  template <class F>
  auto in_unit(F const& f) -> Outcome<Reply> {
    return surroundings.database.write([&](sql::Session& session) -> Outcome<Reply> {
      store::Unit unit{session, surroundings.clock.now()};
      Call call(unit, incoming_, caller, access, surroundings);
      return f(call);
    });
  }
  // 503 where there is no hasher.
  [[nodiscard]] auto desk() const -> Outcome<people::PasswordDesk>;
};

// For whom to write: what is known of the caller and the organisation, the language asked for first.
[[nodiscard]] auto reader_for(store::Unit& unit, Caller const& caller, std::optional<i18n::Language> language)
    -> i18n::Reader;

// The strong validator of a representation (RFC 9110, 8.8.3), quotes included.
[[nodiscard]] auto entity_tag(std::string_view representation) -> std::string;

// {"items": [...]} with a Link to the next part, where there is one.
[[nodiscard]] auto listed(Call const& call, boost::json::array items, std::optional<std::int64_t> next)
    -> Reply;
// The part of a list that is there whole, counted by offset.
[[nodiscard]] auto listed_part(Call const& call, boost::json::array const& all, PageWanted const& page)
    -> Reply;

}  // namespace pb::api
