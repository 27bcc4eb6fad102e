#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"

namespace pb::http {

// Finds the handler of a request. Patterns are paths whose segments may be `{name}`, or `{name...}` at the
// end for the rest of the path; a segment may mix text and one name (`bot{token}`). Fixed text wins over
// names. A known path with another method answers 405 with Allow, an unknown one 404; HEAD is answered by
// GET's handler.
class Router {
 public:
  Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;
  ~Router();

  void add(std::string method, std::string_view pattern, Handler handler);
  // Asked before any route, at most one: the response it gives refuses the request.
  void guard(std::function<std::optional<Response>(Request const&)> refusal);
  // Who answers where no route does: 404, or 405 with the methods that are there. Else it is a line of text.
  using Decline = std::function<Response(Request const&, int status, std::string const& allowed)>;
  void decline_by(Decline decline);
  // Told of every answer: by which pattern the request was found (empty: by none), and how long it took.
  using Observe = std::function<void(std::string_view method, std::string_view pattern, int status,
                                     std::chrono::microseconds took)>;
  void observe_by(Observe observe);
  void handle(Request request, Respond respond) const;

 private:
  [[nodiscard]] auto observed(std::string const& method, std::string_view pattern, Respond respond) const
      -> Respond;
  struct Node;
  std::unique_ptr<Node> root_;
  std::function<std::optional<Response>(Request const&)> guard_;
  Decline decline_;
  std::shared_ptr<Observe const> observe_;  // answers may come after the router has gone
};

}  // namespace pb::http
