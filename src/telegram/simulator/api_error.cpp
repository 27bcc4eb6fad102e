#include "telegram/simulator/api_error.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace pb::telegram::simulator {

namespace json = boost::json;

auto to_body(Outcome const& outcome) -> std::string {
  json::object body;
  body["ok"] = outcome.has_value();
  if (outcome) {
    body["result"] = *outcome;
    return json::serialize(body);
  }
  auto const& error = outcome.error();
  body["error_code"] = error.code;
  body["description"] = error.description;
  json::object parameters;
  if (error.retry_after) parameters["retry_after"] = error.retry_after->count();
  if (error.migrate_to_chat_id) parameters["migrate_to_chat_id"] = *error.migrate_to_chat_id;
  if (!parameters.empty()) body["parameters"] = std::move(parameters);
  return json::serialize(body);
}

}  // namespace pb::telegram::simulator
