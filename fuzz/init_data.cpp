#include "telegram/init_data.h"

#include <cstdlib>

#include "base/utf8.h"
#include "crypto/hash.h"

// Nobody comes in by data that Telegram has not signed. Signed here, the same data is read or refused, never
// called forged, and what is read from it is sound text.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace std::chrono_literals;
  pb::Secret const token("7000:FAKE-TOKEN");
  pb::Instant const now(1'736'960'000s);
  std::string text(reinterpret_cast<char const*>(data), size);
  if (pb::telegram::verify_init_data(text, token, now, 24h)) std::abort();

  auto const fields = pb::telegram::read_signed_fields(text);
  if (!fields || fields->contains("hash")) return 0;
  std::string lines;
  for (auto const& [name, value] : *fields) lines += (lines.empty() ? "" : "\n") + name + "=" + value;
  auto const hash = pb::crypto::hmac_sha256(pb::crypto::hmac_sha256("WebAppData", token.reveal()), lines);
  text += "&hash=" + pb::crypto::to_hex(hash);
  auto const person = pb::telegram::verify_init_data(text, token, now, 24h);
  if (!person && person.error() == pb::telegram::SignatureProblem::forged) std::abort();
  if (person && (person->tg_id <= 0 || !pb::is_utf8(person->name))) std::abort();
  return 0;
}
