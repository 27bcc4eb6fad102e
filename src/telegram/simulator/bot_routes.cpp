#include "telegram/simulator/bot_routes.h"

#include "base/ascii.h"
#include "telegram/simulator/methods.h"
#include "telegram/simulator/polling.h"

namespace pb::telegram::simulator {
namespace {

auto respond_with(Outcome const& outcome) -> http::Response {
  return http::json_response(outcome ? 200 : outcome.error().code, to_body(outcome));
}

auto unauthorized() -> std::unexpected<ApiError> {
  return std::unexpected(ApiError{.code = 401, .description = "Unauthorized"});
}

auto not_found() -> std::unexpected<ApiError> {
  return std::unexpected(ApiError{.code = 404, .description = "Not Found"});
}

// What becomes of a call before its method is asked.
struct Admission {
  std::int64_t bot = 0;
  std::optional<Fault> fault{};
};

auto admit(World& world, std::string_view token, std::string_view method)
    -> std::expected<Admission, ApiError> {
  if (!bot_id_of(token)) return not_found();
  auto* const bot = world.bot_by_token(token);
  if (bot == nullptr) return unauthorized();
  ++bot->calls;
  return Admission{.bot = bot->id, .fault = world.faults().take(bot->id, method)};
}

auto perform(World& world, std::int64_t id, std::string_view method, Parameters const& parameters)
    -> Outcome {
  auto* const bot = world.bot(id);
  auto const function = find_method(method);
  if (bot == nullptr || function == nullptr) return not_found();
  return function({world, *bot, parameters});
}

void handle(Core& core, http::Request request, http::Respond respond) {
  auto const token = request.path_parameters.at("token");
  auto const method = lower_case(request.path_parameters.at("method"));
  auto const admission = core.ask([&](World& world) { return admit(world, token, method); });
  if (!admission) return respond(respond_with(std::unexpected(admission.error())));
  auto const& [bot, fault] = *admission;
  if (fault && fault->kind == Fault::Kind::refuse)
    return respond(respond_with(std::unexpected(fault->error)));
  if (fault && fault->kind == Fault::Kind::drop_before) return respond(http::no_response());
  if (fault) {
    respond = [respond = std::move(respond)](http::Response const&) mutable { respond(http::no_response()); };
  }

  auto const parameters = Parameters::read(request);
  if (!parameters) return respond(respond_with(std::unexpected(parameters.error())));
  if (method == "getupdates") return get_updates(core, bot, *parameters, std::move(respond));
  respond(respond_with(core.ask([&](World& world) { return perform(world, bot, method, *parameters); })));
}

// A file that getFile named, under the token of any bot of this world.
auto download(World& world, std::string_view token, std::string_view path)
    -> std::expected<StoredFile, ApiError> {
  if (world.bot_by_token(token) == nullptr) return unauthorized();
  auto const* const file = world.files().find_by_path(path);
  if (file == nullptr || file->bytes->size() > world.limits().download_bytes) return not_found();
  return *file;
}

void handle_download(Core& core, http::Request const& request, http::Respond respond) {
  auto const& token = request.path_parameters.at("token");
  auto const& path = request.path_parameters.at("path");
  auto const file = core.ask([&](World& world) { return download(world, token, path); });
  if (!file) return respond(respond_with(std::unexpected(file.error())));
  respond({.headers = {{"Content-Type", "application/octet-stream"}}, .body = *file->bytes});
}

}  // namespace

void add_bot_routes(http::Router& router, Core& core) {
  for (auto const* const verb : {"GET", "POST"}) {
    router.add(verb, "/simulator/bot{token}/{method}", [&core](http::Request request, http::Respond respond) {
      handle(core, std::move(request), std::move(respond));
    });
    router.add(verb, "/simulator/bot{token}",
               [](http::Request const&, http::Respond respond) { respond(respond_with(not_found())); });
  }
  router.add("GET", "/simulator/file/bot{token}/{path...}",
             [&core](http::Request const& request, http::Respond respond) {
               handle_download(core, request, std::move(respond));
             });
}

}  // namespace pb::telegram::simulator
