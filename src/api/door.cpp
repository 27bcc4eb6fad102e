#include "api/door.h"

#include <stdexcept>

#include "api/client_address.h"
#include "api/exchange.h"

namespace pb::api {
namespace {

// A route as the server's threads share it.
template <class AnswererType>
struct RouteOf {
  std::shared_ptr<Surroundings const> surroundings;
  AnswererType answerer;
  std::int64_t cost = 1;
};
using Route = RouteOf<Answerer>;
using SideRoute = RouteOf<SideAnswerer>;

// The request with the address of whoever it comes from, told by a proxy where we trust it.
auto exchange_for(Surroundings const& surroundings, http::Request request, std::int64_t cost)
    -> std::shared_ptr<Exchange> {
  request.remote_address = client_address(request, surroundings.trusted_proxies);
  return std::make_shared<Exchange>(surroundings, std::move(request), cost);
}

void run_writing(std::shared_ptr<Route const> const& route, std::shared_ptr<Exchange> const& exchange,
                 http::Respond respond) {
  route->surroundings->database.submit_write(
      [route, exchange](sql::Session& session) {
        return exchange->run_writing(session, route->answerer) == Exchange::Step::answered
                   ? sql::Outcome::commit
                   : sql::Outcome::rollback;
      },
      [route, exchange, respond = std::move(respond)](std::exception_ptr const& reason) mutable {
        respond(exchange->finish(reason));
      });
}

void run_reading(std::shared_ptr<Route const> const& route, std::shared_ptr<Exchange> const& exchange,
                 http::Respond respond) {
  auto const step = std::make_shared<Exchange::Step>(Exchange::Step::answered);
  route->surroundings->database.submit_read(
      [route, exchange, step](sql::Session& session) {
        *step = exchange->run_reading(session, route->answerer);
        return sql::Outcome::commit;
      },
      [route, exchange, step, respond = std::move(respond)](std::exception_ptr const& reason) mutable {
        if (!reason && *step == Exchange::Step::escalate)
          return run_writing(route, exchange, std::move(respond));
        respond(exchange->finish(reason));
      });
}

}  // namespace

Door::Door(Document const& document, Surroundings surroundings, http::Router& router)
    : document_(document),
      surroundings_(std::make_shared<Surroundings>(std::move(surroundings))),
      router_(router) {}

void Door::read(std::string_view operation, Answerer answerer, std::int64_t cost) {
  auto const route = std::make_shared<Route const>(surroundings_, std::move(answerer), cost);
  add(operation, [route](http::Request request, http::Respond respond) {
    auto const exchange = exchange_for(*route->surroundings, std::move(request), route->cost);
    if (auto refused = exchange->prepare()) return respond(std::move(*refused));
    run_reading(route, exchange, std::move(respond));
  });
}

void Door::write(std::string_view operation, Answerer answerer, std::int64_t cost) {
  auto const route = std::make_shared<Route const>(surroundings_, std::move(answerer), cost);
  add(operation, [route](http::Request request, http::Respond respond) {
    auto const exchange = exchange_for(*route->surroundings, std::move(request), route->cost);
    if (auto refused = exchange->prepare()) return respond(std::move(*refused));
    run_writing(route, exchange, std::move(respond));
  });
}

void Door::aside(std::string_view operation, SideAnswerer answerer, std::int64_t cost) {
  auto const route = std::make_shared<SideRoute const>(surroundings_, std::move(answerer), cost);
  add(operation, [route](http::Request request, http::Respond respond) {
    auto const exchange = exchange_for(*route->surroundings, std::move(request), route->cost);
    if (auto refused = exchange->prepare()) return respond(std::move(*refused));
    auto* const desk = route->surroundings->side_desk;
    auto const answer = std::make_shared<http::Respond>(std::move(respond));
    bool const taken = desk != nullptr && desk->add([route, exchange, answer] {
      (*answer)(exchange->run_aside(route->answerer));
    });
    if (!taken) (*answer)(exchange->busy());
  });
}

void Door::add(std::string_view operation, http::Handler handler) {
  auto const found = document_.operations().find(operation);
  if (found == document_.operations().end())
    throw std::logic_error("the OpenAPI document has no operation " + std::string(operation));
  answered_.emplace(operation);
  router_.add(found->second.method, std::string(kRoot) + found->second.path, std::move(handler));
}

void Door::check_complete() const {
  std::string missing;
  for (auto const& [name, operation] : document_.operations()) {
    if (!answered_.contains(name)) missing += " " + name;
  }
  if (!missing.empty()) throw std::logic_error("nobody answers the operations" + missing);
}

}  // namespace pb::api
