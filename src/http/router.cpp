#include "http/router.h"

#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "base/log.h"

namespace pb::http {
namespace {

auto segments(std::string_view path) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  path.remove_prefix(1);
  while (true) {
    auto const slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

auto decline_in_a_line(Request const& /*request*/, int status, std::string const& /*allowed*/) -> Response {
  return text_response(status, status == 404 ? "Not found\n" : "Method not allowed\n");
}

using Parameters = std::map<std::string, std::string, std::less<>>;

}  // namespace

// One segment of all patterns; children by fixed text, then by prefix and name.
struct Router::Node {
  struct Named {
    std::string prefix;
    std::string name;
    bool rest = false;  // takes all that follows
    std::unique_ptr<Node> node;
  };
  std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
  std::vector<Named> named;
  std::map<std::string, Handler, std::less<>> handlers;  // by method
  std::string pattern;

  auto child(std::string_view segment) -> Node& {
    auto const brace = segment.find('{');
    if (brace == std::string_view::npos) {
      auto& node = fixed[std::string(segment)];
      if (!node) node = std::make_unique<Node>();
      return *node;
    }
    if (!segment.ends_with('}')) throw std::invalid_argument("a route's {name} must end its segment");
    auto const prefix = segment.substr(0, brace);
    auto name = segment.substr(brace + 1, segment.size() - brace - 2);
    bool const rest = name.ends_with("...");
    if (rest) name.remove_suffix(3);
    for (auto& existing : named) {
      if (existing.prefix == prefix && existing.name == name && existing.rest == rest) return *existing.node;
    }
    named.push_back({std::string(prefix), std::string(name), rest, std::make_unique<Node>()});
    return *named.back().node;
  }

  auto find(std::vector<std::string_view> const& parts, std::size_t at, Parameters& parameters) const
      -> Node const* {
    if (at == parts.size()) return handlers.empty() ? nullptr : this;
    if (auto const match = fixed.find(parts[at]); match != fixed.end()) {
      if (auto const* node = match->second->find(parts, at + 1, parameters)) return node;
    }
    for (auto const& choice : named) {
      auto const part = parts[at];
      if (!part.starts_with(choice.prefix) || part.size() == choice.prefix.size()) continue;
      auto const* const node = choice.rest ? choice.node.get() : choice.node->find(parts, at + 1, parameters);
      if (node == nullptr) continue;
      auto const* const end =
          choice.rest ? parts.back().data() + parts.back().size() : part.data() + part.size();
      auto const* const begin = part.data() + choice.prefix.size();
      parameters[choice.name] = std::string(begin, static_cast<std::size_t>(end - begin));
      return node;
    }
    return nullptr;
  }

  auto allowed() const -> std::string {
    std::string list;
    for (auto const& [method, handler] : handlers) {
      list += (list.empty() ? "" : ", ") + method;
      if (method == "GET" && !handlers.contains("HEAD")) list += ", HEAD";
    }
    return list;
  }
};

Router::Router() : root_(std::make_unique<Node>()), decline_(decline_in_a_line) {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(std::string method, std::string_view pattern, Handler handler) {
  auto* node = root_.get();
  for (auto const segment : segments(pattern)) node = &node->child(segment);
  node->handlers[std::move(method)] = std::move(handler);
  node->pattern = pattern;
}

void Router::guard(std::function<std::optional<Response>(Request const&)> refusal) {
  guard_ = std::move(refusal);
}

void Router::decline_by(Decline decline) {
  decline_ = std::move(decline);
}

void Router::observe_by(Observe observe) {
  observe_ = std::make_shared<Observe const>(std::move(observe));
}

// The same answer, and whoever watches is told of it.
auto Router::observed(std::string const& method, std::string_view pattern, Respond respond) const -> Respond {
  if (!observe_) return respond;
  // Methods are whatever a client sends; there must be few values.
  static std::set<std::string, std::less<>> const known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
  return [observe = observe_, method = known.contains(method) ? method : std::string("other"),
          pattern = std::string(pattern), begun = std::chrono::steady_clock::now(),
          respond = std::move(respond)](Response response) mutable {
    auto const took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
    (*observe)(method, pattern, response.status, took);
    respond(std::move(response));
  };
}

void Router::handle(Request request, Respond respond) const {
  if (guard_) {
    if (auto refusal = guard_(request)) return respond(std::move(*refusal));
  }
  Parameters parameters;
  auto const* const node = root_->find(segments(request.path), 0, parameters);
  respond =
      observed(request.method, node == nullptr ? std::string_view() : node->pattern, std::move(respond));
  if (node == nullptr) return respond(decline_(request, 404, {}));
  auto found = node->handlers.find(request.method);
  if (found == node->handlers.end() && request.method == "HEAD") found = node->handlers.find("GET");
  if (found == node->handlers.end()) {
    auto const allowed = node->allowed();
    auto refusal = decline_(request, 405, allowed);
    refusal.headers.emplace_back("Allow", allowed);
    return respond(std::move(refusal));
  }
  request.path_parameters = std::move(parameters);
  found->second(std::move(request), std::move(respond));
}

}  // namespace pb::http
