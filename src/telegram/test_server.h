#pragma once

#include <boost/json.hpp>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "http/client.h"
#include "http/server.h"
#include "telegram/client.h"

// For tests: a Bot API server that answers as the test says, and a client that talks to it.
namespace pb::telegram {

struct SeenCall {
  std::string method;
  boost::json::object body;
  std::chrono::steady_clock::time_point at;
};

inline auto accepted(std::string const& result = "true") -> http::Response {
  return http::json_response(200, R"({"ok":true,"result":)" + result + "}");
}
inline auto refused(int code, std::string const& description, std::string const& parameters = "{}")
    -> http::Response {
  boost::json::object body{{"ok", false},
                           {"error_code", code},
                           {"description", description},
                           {"parameters", boost::json::parse(parameters)}};
  return http::json_response(code, boost::json::serialize(body));
}
inline auto message_with_id(std::int64_t id) -> http::Response {
  return accepted(R"({"message_id":)" + std::to_string(id) + "}");
}

class ScriptedServer {
 public:
  // Called with each call and its number, from 0. Calls come in parallel; scripts run one at a time.
  using Script = std::function<void(SeenCall const& call, std::size_t number, http::Respond respond)>;

  explicit ScriptedServer(Script script) : script_(std::move(script)) {
    http::Router router;
    router.add("POST", "/bot{token}/{method}", [this](http::Request request, http::Respond respond) {
      boost::system::error_code problem;
      auto const body = boost::json::parse(request.body, problem);
      SeenCall call{.method = request.path_parameters["method"],
                    .body = body.is_object() ? body.get_object() : boost::json::object(),
                    .at = std::chrono::steady_clock::now()};
      std::scoped_lock const lock(mutex_);
      calls_.push_back(call);
      script_(call, calls_.size() - 1, std::move(respond));
      changed_.notify_all();
    });
    server_ = std::make_unique<http::Server>(
        http::ServerOptions{.drain_timeout = std::chrono::milliseconds(1)}, std::move(router));
    server_->start();
    http_.start();
    client_.emplace(http_, url(), Secret("123456:TEST-TOKEN"));
  }
  ~ScriptedServer() {
    http_.stop();
    server_->stop();
  }

  auto client() -> Client& { return *client_; }
  auto url() const -> std::string { return "http://127.0.0.1:" + std::to_string(server_->port()); }
  auto calls() -> std::vector<SeenCall> {
    std::scoped_lock const lock(mutex_);
    return calls_;
  }
  // Waits until so many calls have come; all that have.
  auto wait_for_calls(std::size_t count) -> std::vector<SeenCall> {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(30), [&] { return calls_.size() >= count; });
    return calls_;
  }

 private:
  Script script_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<SeenCall> calls_;
  std::unique_ptr<http::Server> server_;
  http::Client http_;
  std::optional<Client> client_;
};

}  // namespace pb::telegram
