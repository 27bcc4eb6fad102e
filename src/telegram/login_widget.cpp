#include "telegram/login_widget.h"

#include <charconv>

#include "crypto/hash.h"

namespace pb::telegram {
namespace {

auto read_person(SignedFields const& fields) -> std::optional<SignedPerson> {
  auto const text = [&](char const* name) {
    auto const found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  };
  auto const id_text = text("id");
  SignedPerson person{.name = text("first_name")};
  auto const* const end = id_text.data() + id_text.size();
  auto const [read, problem] = std::from_chars(id_text.data(), end, person.tg_id);
  if (problem != std::errc{} || read != end || person.tg_id <= 0) return std::nullopt;
  if (auto const last = text("last_name"); !last.empty()) person.name += " " + last;
  return person;
}

}  // namespace

auto verify_login_widget(SignedFields const& fields, Secret const& bot_token, Instant now,
                         std::chrono::seconds longest) -> std::expected<SignedPerson, SignatureProblem> {
  if (bot_token.empty()) return std::unexpected(SignatureProblem::forged);
  auto const at = check_signature(fields, crypto::sha256(bot_token.reveal()), now, longest);
  if (!at) return std::unexpected(at.error());
  auto person = read_person(fields);
  if (!person) return std::unexpected(SignatureProblem::unreadable);
  person->signed_at = *at;
  return std::move(*person);
}

}  // namespace pb::telegram
