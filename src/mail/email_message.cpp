#include "mail/email_message.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "crypto/hash.h"
#include "mail/encoding.h"

namespace pb::mail {
namespace {

// A part of a MIME tree: its headers and its body.
struct Entity {
  std::string headers{};
  std::string body{};
};

auto header(std::string_view name, std::string_view text) -> std::string {
  return fmt::format("{}: {}\r\n", name, header_text(text, name.size() + 2));
}

// RFC 5322, 3.3; always UTC, so that it reads the same wherever it was written.
auto date_text(Instant instant) -> std::string {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = std::chrono::floor<std::chrono::days>(instant);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const time(std::chrono::floor<std::chrono::seconds>(instant - day));
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", kDays[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

auto mailbox_text(Mailbox const& mailbox) -> std::string {
  if (mailbox.name.empty()) return mailbox.address;
  auto const encoded = header_text(mailbox.name, 6);
  bool const is_word = encoded.starts_with("=?");
  return fmt::format("{}\r\n <{}>", is_word ? encoded : "\"" + encoded + "\"", mailbox.address);
}

// Letters of other scripts would make quoted-printable three times as long as they are.
auto text_entity(std::string_view type, std::string_view text) -> Entity {
  auto const foreign = std::ranges::count_if(text, [](char c) { return static_cast<signed char>(c) < 0; });
  bool const base64 = static_cast<std::size_t>(foreign) * 6 > text.size();
  return {fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n", type,
                      base64 ? "base64" : "quoted-printable"),
          base64 ? base64_lines(text) : quoted_printable(text)};
}

auto picture_entity(InlinePicture const& picture) -> Entity {
  return {fmt::format("Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <{}>\r\n"
                      "Content-Disposition: inline{}\r\n",
                      picture.content_type, picture.content_id, parameter("filename", picture.content_id)),
          base64_lines(picture.bytes)};
}

auto attachment_entity(Attachment const& file) -> Entity {
  return {fmt::format("Content-Type: {}{}\r\nContent-Transfer-Encoding: base64\r\n"
                      "Content-Disposition: attachment{}\r\n",
                      file.content_type, parameter("name", file.file_name),
                      parameter("filename", file.file_name)),
          base64_lines(file.bytes)};
}

// "=_" stands in no body: quoted-printable and base64 cannot write it. The line break before a boundary
// belongs to it, not to the part.
auto multipart(std::string_view type, std::string_view extra, std::string_view boundary,
               std::vector<Entity> const& parts) -> Entity {
  Entity whole{fmt::format("Content-Type: multipart/{}{};\r\n boundary=\"{}\"\r\n", type, extra, boundary),
               {}};
  for (auto const& part : parts)
    whole.body += fmt::format("--{}\r\n{}\r\n{}\r\n", boundary, part.headers, part.body);
  whole.body += fmt::format("--{}--\r\n", boundary);
  return whole;
}

auto html_entity(EmailMessage const& message, std::string_view mark) -> Entity {
  auto html = text_entity("text/html", message.html);
  if (message.pictures.empty()) return html;
  std::vector<Entity> parts{std::move(html)};
  for (auto const& picture : message.pictures) parts.push_back(picture_entity(picture));
  return multipart("related", "; type=\"text/html\"", fmt::format("=_related-{}", mark), parts);
}

auto content_of(EmailMessage const& message, std::string_view mark) -> Entity {
  if (message.html.empty()) return text_entity("text/plain", message.text);
  if (message.text.empty()) return html_entity(message, mark);
  return multipart("alternative", "", fmt::format("=_alternative-{}", mark),
                   {text_entity("text/plain", message.text), html_entity(message, mark)});
}

auto whole_of(EmailMessage const& message, std::string_view mark) -> Entity {
  auto content = content_of(message, mark);
  if (message.attachments.empty()) return content;
  std::vector<Entity> parts{std::move(content)};
  for (auto const& file : message.attachments) parts.push_back(attachment_entity(file));
  return multipart("mixed", "", fmt::format("=_mixed-{}", mark), parts);
}

}  // namespace

auto to_mime(EmailMessage const& message) -> std::string {
  std::string out =
      fmt::format("Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: <{}>\r\n", date_text(message.date),
                  mailbox_text(message.from), message.to, message.message_id);
  out += header("Subject", message.subject);
  if (!message.language.empty()) out += header("Content-Language", message.language);
  if (!message.unsubscribe_url.empty()) {
    out += fmt::format("List-Unsubscribe: <{}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
                       message.unsubscribe_url);
  }
  // RFC 3834: nobody's out-of-office note is to answer it.
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  auto const mark = crypto::sha256_hex(message.message_id).substr(0, 24);
  auto const whole = whole_of(message, mark);
  return out + whole.headers + "\r\n" + whole.body;
}

}  // namespace pb::mail
