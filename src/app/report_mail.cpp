#include "app/report_mail.h"

#include <fmt/format.h>

#include "base/enum_name.h"
#include "crypto/hash.h"
#include "reports/html.h"
#include "telegram/html.h"

namespace pb::app {
namespace {

using store::ArtefactRole;

// The same for every try to send the same thing to the same place, and no other mail's.
auto message_id(std::string_view kind, std::int64_t id, std::string_view content, mail::Mailbox const& from)
    -> std::string {
  return fmt::format("{}-{}.{}@{}", kind, id, crypto::sha256_hex(content).substr(0, 16),
                     mail::host_of(from.address));
}

auto footer_html(std::string const& why, std::string const& stop, std::string const& url) -> std::string {
  auto const link = fmt::format(R"( <a href="{}" style="color:#0b5cad;">{}</a>)", telegram::escape_html(url),
                                telegram::escape_html(stop));
  return fmt::format(R"(<p style="margin:10px 0 0;font-size:12px;color:#596575;">{}{}</p>)",
                     telegram::escape_html(why), url.empty() ? "" : link);
}

void add_footer(mail::EmailMessage& message, i18n::Translator const& translator, i18n::Reader const& reader) {
  auto const why = translator.render(Message("mail.why"), reader);
  auto const stop = translator.render(Message("mail.unsubscribe"), reader);
  auto const& url = message.unsubscribe_url;
  auto const at = message.html.rfind(reports::kMailEnd);
  if (at != std::string::npos) message.html.insert(at, footer_html(why, stop, url));
  message.text += "\n" + why + (url.empty() ? "" : "\n" + stop + ": " + url) + "\n";
}

}  // namespace

auto report_message(reports::MailToSend const& mail, mail::Mailbox const& from, Instant now,
                    i18n::Translator const& translator, std::string const& unsubscribe_url)
    -> mail::EmailMessage {
  mail::EmailMessage message{
      .from = from,
      .to = mail.address,
      .subject = mail.title,
      .message_id = message_id("report", mail.delivery.value, mail.address + "\n" + mail.title, from),
      .date = now,
      .language = std::string(enum_name(mail.language)),
      .unsubscribe_url = unsubscribe_url};
  for (auto const& part : mail.parts) {
    switch (part.role) {
      case ArtefactRole::mail_html:
        message.html = part.bytes;
        break;
      case ArtefactRole::mail_text:
        message.text = part.bytes;
        break;
      case ArtefactRole::mail_inline:
        message.pictures.push_back({part.file_name, part.content_type, part.bytes});
        break;
      case ArtefactRole::message:
      case ArtefactRole::photo:
      case ArtefactRole::document:
        message.attachments.push_back({part.file_name, part.content_type, part.bytes});
        break;
    }
  }
  add_footer(message, translator, {.language = mail.language});
  return message;
}

auto notice_message(store::OutgoingMail const& mail, mail::Mailbox const& from) -> mail::EmailMessage {
  return {.from = from,
          .to = mail.address,
          .subject = mail.subject,
          .message_id = message_id("notice", mail.id.value,
                                   mail.address + "\n" + mail.subject + to_iso(mail.created_at), from),
          .date = mail.created_at,
          .language = mail.language,
          .text = mail.text,
          .html = mail.html};
}

}  // namespace pb::app
