#include <fmt/format.h>

#include <boost/json/object.hpp>

#include "telegram/simulator/faults.h"
#include "telegram/simulator/person_methods.h"

namespace pb::telegram::simulator {
namespace {

// What Telegram says with this status, where the call does not say what.
auto usual_words(std::int64_t status, std::optional<std::int64_t> retry_after) -> std::string {
  switch (status) {
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden: bot was blocked by the user";
    case 404:
      return "Not Found";
    case 409:
      return "Conflict: terminated by other getUpdates request";
    case 429:
      return fmt::format("Too Many Requests: retry after {}", retry_after.value_or(1));
    case 500:
      return "Internal Server Error";
    case 502:
      return "Bad Gateway";
    default:
      return status < 500 ? "Bad Request: refused as asked" : "Service Unavailable";
  }
}

auto refusal(Parameters const& given) -> OrPersonError<ApiError> {
  auto const status = number_of(given, "status");
  if (!status) return std::unexpected(status.error());
  if (*status < 400 || *status > 599) return wrong("\"status\" must be from 400 to 599");
  auto const retry_after = given.number("retry_after");
  ApiError error{.code = static_cast<int>(*status), .description = usual_words(*status, retry_after)};
  if (auto const words = given.text("description"); words) error.description = *words;
  if (retry_after) error.retry_after = std::chrono::seconds(*retry_after);
  return error;
}

auto fault_of(Parameters const& given) -> OrPersonError<Fault> {
  auto const times = given.number("times").value_or(1);
  if (times < 1) return wrong("\"times\" must be 1 or more");
  auto const drop = given.text("drop").value_or("");
  if (drop == "before") return Fault{.kind = Fault::Kind::drop_before, .times = times};
  if (drop == "after") return Fault{.kind = Fault::Kind::drop_after, .times = times};
  if (!drop.empty()) return wrong("\"drop\" must be \"before\" or \"after\"");
  auto error = refusal(given);
  if (!error) return std::unexpected(error.error());
  return Fault{.kind = Fault::Kind::refuse, .error = std::move(*error), .times = times};
}

}  // namespace

auto add_fault(PersonCall const& call) -> PersonAnswer {
  auto const bot = bot_of(call, "bot");
  if (!bot) return std::unexpected(bot.error());
  auto const method = text_of(call.given, "method");
  if (!method) return std::unexpected(method.error());
  auto fault = fault_of(call.given);
  if (!fault) return std::unexpected(fault.error());
  if (!call.world.faults().add((*bot)->id, *method, std::move(*fault))) {
    return contradicted("too many faults wait for this method already");
  }
  return boost::json::object();
}

}  // namespace pb::telegram::simulator
