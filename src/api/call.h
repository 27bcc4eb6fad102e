#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "api/access.h"
#include "api/fields.h"
#include "api/reply.h"
#include "base/random.h"
#include "i18n/reader.h"
#include "store/unit.h"

namespace pb::api {

inline constexpr std::int64_t kPageLimit = 200;
inline constexpr std::int64_t kPageUsual = 50;

// Which part of a list is wanted.
struct PageWanted {
  std::int64_t limit = kPageUsual;
  std::int64_t after = 0;  // what the list counts by: an offset, or the last id
};

// One request while a handler answers it, inside one unit of work.
struct Call {
  store::Unit& unit;
  http::Request const& request;
  Caller const& caller;
  Access& access;
  boost::json::value const& body;
  boost::json::object const& parameters;  // of the query
  i18n::Reader const& reader;
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
  [[nodiscard]] auto query() const -> Fields { return {parameters, FieldError::In::query}; }
  // `limit` and `cursor`, read from the query.
  [[nodiscard]] static auto page(Fields& query) -> PageWanted;

  // If-Match against what is there now, which must be named: nobody overwrites what they have not seen.
  // 428 without the header, 412 where it has changed.
  [[nodiscard]] auto check_unchanged(boost::json::value const& current) const -> Outcome<void>;

  // What this browser calls itself, and where it is.
  [[nodiscard]] auto browser() const -> people::Browser;

 private:
  [[nodiscard]] auto path_number(std::string_view name) const -> std::optional<std::int64_t>;
};

// The strong validator of a representation (RFC 9110, 8.8.3), quotes included.
[[nodiscard]] auto entity_tag(std::string_view representation) -> std::string;

// {"items": [...]} with a Link to the next part, where there is one.
[[nodiscard]] auto listed(Call const& call, boost::json::array items, std::optional<std::int64_t> next)
    -> Reply;
// The part of a list that is there whole, counted by offset.
[[nodiscard]] auto listed_part(Call const& call, boost::json::array const& all, PageWanted const& page)
    -> Reply;

}  // namespace pb::api
