#include "api/door.h"

#include <stdexcept>

#include "api/exchange.h"

namespace pb::api {
namespace {

// A route as the server's threads share it.
struct Route {
  std::shared_ptr<Surroundings const> surroundings;
  Answerer answerer;
};

void run_writing(std::shared_ptr<Route const> const& route, std::shared_ptr<Exchange> const& exchange,
                 http::Respond respond) {
  route->surroundings->database.submit_write(
      [route, exchange](sql::Session& session) {
        return exchange->run_writing(session) == Exchange::Step::answered ? sql::Outcome::commit
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
        *step = exchange->run_reading(session);
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

void Door::read(std::string_view operation, Answerer answerer) {
  add(Kind::read, operation, std::move(answerer));
}

void Door::write(std::string_view operation, Answerer answerer) {
  add(Kind::write, operation, std::move(answerer));
}

void Door::add(Kind kind, std::string_view operation, Answerer answerer) {
  auto const found = document_.operations().find(operation);
  if (found == document_.operations().end())
    throw std::logic_error("the OpenAPI document has no operation " + std::string(operation));
  answered_.emplace(operation);
  auto const route = std::make_shared<Route const>(surroundings_, std::move(answerer));
  router_.add(found->second.method, std::string(kRoot) + found->second.path,
              [route, kind](http::Request request, http::Respond respond) {
                auto const exchange =
                    std::make_shared<Exchange>(*route->surroundings, std::move(request), route->answerer);
                if (auto refused = exchange->prepare()) return respond(std::move(*refused));
                kind == Kind::read ? run_reading(route, exchange, std::move(respond))
                                   : run_writing(route, exchange, std::move(respond));
              });
}

void Door::check_complete() const {
  std::string missing;
  for (auto const& [name, operation] : document_.operations()) {
    if (!answered_.contains(name)) missing += " " + name;
  }
  if (!missing.empty()) throw std::logic_error("nobody answers the operations" + missing);
}

}  // namespace pb::api
