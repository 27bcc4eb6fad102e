#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "api/access.h"
#include "api/fields.h"
#include "api/reply.h"
#include "api/surroundings.h"
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

// One request while a handler answers it, inside one unit of work.
class Call {
 public:
  Call(store::Unit& unit_, Incoming const& incoming, Caller const& caller_, Access& access_,
       Surroundings const& surroundings_)
      : unit(unit_),
        request(incoming.request),
        caller(caller_),
        access(access_),
        body(incoming.body),
        surroundings(surroundings_),
        random(surroundings_.random),
        incoming_(incoming) {}

  store::Unit& unit;
  http::Request const& request;
  Caller const& caller;
  Access& access;
  boost::json::value const& body;
  Surroundings const& surroundings;
  Random& random;

  // How the answer is written: the language asked for, the person's time zone, the organisation's currency.
  [[nodiscard]] auto reader() -> i18n::Reader const&;
  [[nodiscard]] auto currency() -> std::string const& { return reader().currency; }
  [[nodiscard]] auto say(Message const& message) -> std::string {
    return surroundings.translator.render(message, reader());
  }

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

  // If-Match against what is there now, which must be named: nobody overwrites what they have not seen.
  // 428 without the header, 412 where it has changed.
  [[nodiscard]] auto check_unchanged(boost::json::value const& current) const -> Outcome<void>;

  // What this browser calls itself, and where it is.
  [[nodiscard]] auto browser() const -> people::Browser;

 private:
  [[nodiscard]] auto path_number(std::string_view name) const -> std::optional<std::int64_t>;

  Incoming const& incoming_;
  std::optional<i18n::Reader> reader_{};
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
