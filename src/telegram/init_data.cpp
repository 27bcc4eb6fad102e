#include "telegram/init_data.h"

#include <boost/json/parse.hpp>

#include "base/utf8.h"
#include "crypto/hash.h"

namespace pb::telegram {
namespace {

auto text_of(boost::json::object const& object, std::string_view name) -> std::string {
  auto const* const value = object.if_contains(name);
  auto const* const text = value != nullptr ? value->if_string() : nullptr;
  return text != nullptr ? as_sound_text(*text) : std::string();
}

// The field `user`: JSON of a WebAppUser. Nothing for a bot, or where there is no account.
auto read_user(std::string const& json) -> std::optional<SignedPerson> {
  boost::json::error_code problem;
  auto const value = boost::json::parse(json, problem);
  auto const* const object = problem ? nullptr : value.if_object();
  if (object == nullptr) return std::nullopt;
  auto const* const id = object->if_contains("id");
  auto const* const bot = object->if_contains("is_bot");
  bool const is_person = id != nullptr && id->is_int64() && id->get_int64() > 0 &&
                         (bot == nullptr || (bot->is_bool() && !bot->get_bool()));
  if (!is_person) return std::nullopt;
  auto name = text_of(*object, "first_name");
  if (auto const last = text_of(*object, "last_name"); !last.empty()) name += " " + last;
  return SignedPerson{
      .tg_id = id->get_int64(), .name = std::move(name), .language = text_of(*object, "language_code")};
}

}  // namespace

auto verify_init_data(std::string_view init_data, Secret const& bot_token, Instant now,
                      std::chrono::seconds longest) -> std::expected<SignedPerson, SignatureProblem> {
  if (bot_token.empty()) return std::unexpected(SignatureProblem::forged);
  auto const fields = read_signed_fields(init_data);
  if (!fields) return std::unexpected(SignatureProblem::unreadable);
  auto const key = crypto::hmac_sha256("WebAppData", bot_token.reveal());
  auto const at = check_signature(*fields, key, now, longest);
  if (!at) return std::unexpected(at.error());
  auto const user = fields->find("user");
  auto person = user != fields->end() ? read_user(user->second) : std::nullopt;
  if (!person) return std::unexpected(SignatureProblem::unreadable);
  person->signed_at = *at;
  return std::move(*person);
}

}  // namespace pb::telegram
