#include "app/mailer.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

#include "base/log.h"
#include "crypto/base64.h"
#include "mail/smtp.h"

namespace pb::app {
namespace {

auto read_file(std::string const& path, std::string_view setting) -> std::string {
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (!file || text.empty()) throw BadSetting(fmt::format("{}: {} cannot be read", setting, path));
  return text;
}

bool is_near(std::string_view url) {
  return url.contains("//localhost:") || url.contains("//127.0.0.1:") || url.contains("//[::1]:");
}

auto server_of(MailSettings const& settings, mail::Mailbox const& from) -> mail::SmtpServer {
  bool const open = settings.starttls != mail::StartTls::required && settings.url.starts_with("smtp://");
  if (open && !settings.password.empty() && !is_near(settings.url))
    throw BadSetting("SMTP_STARTTLS must be required, or SMTP_URL smtps://, where SMTP_PASSWORD is given");
  if (settings.user.empty() != settings.password.empty())
    throw BadSetting("SMTP_USER and SMTP_PASSWORD are given together");
  if (!settings.ca_file.empty()) read_file(settings.ca_file, "SMTP_CA_FILE");
  return {.url = settings.url,
          .user = settings.user,
          .password = settings.password,
          .starttls = settings.starttls,
          .ca_file = settings.ca_file,
          .our_name = std::string(mail::host_of(from.address))};
}

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(MailSettings const& settings, mail::Mailbox from, Clock const& clock)
      : from_(std::move(from)),
        dkim_(dkim_key(settings, from_)),
        smtp_(server_of(settings, from_)),
        clock_(clock) {}

  auto from() const -> mail::Mailbox const& override { return from_; }
  auto send(mail::EmailMessage const& message) -> mail::Answer override {
    auto bytes = mail::to_mime(message);
    if (dkim_) bytes = mail::dkim_signed(bytes, *dkim_, clock_.now());
    return smtp_.send(from_.address, message.to, bytes);
  }
  auto check() -> std::optional<std::string> override { return smtp_.check(); }
  void stop() override { smtp_.stop(); }

 private:
  mail::Mailbox from_;
  std::optional<mail::DkimKey> dkim_;
  mail::Smtp smtp_;
  Clock const& clock_;
};

// A page that a browser shows by itself.
auto with_pictures_inside(mail::EmailMessage const& message) -> std::string {
  auto html = message.html;
  for (auto const& picture : message.pictures) {
    auto const name = "cid:" + picture.content_id + "\"";
    if (auto const at = html.find(name); at != std::string::npos)
      html.replace(
          at, name.size(),
          fmt::format("data:{};base64,{}\"", picture.content_type, crypto::to_base64(picture.bytes)));
  }
  return html;
}

class PreviewMailer final : public Mailer {
 public:
  explicit PreviewMailer(std::filesystem::path folder) : folder_(std::move(folder)) {}

  auto from() const -> mail::Mailbox const& override { return from_; }
  // A mail of the same Message-ID is the same mail. Letters of plain text need no page.
  auto send(mail::EmailMessage const& message) -> mail::Answer override {
    std::filesystem::create_directories(folder_);
    auto const name = message.message_id.substr(0, message.message_id.find('@'));
    write(name + ".eml", mail::to_mime(message));
    if (!message.html.empty()) write(name + ".html", with_pictures_inside(message));
    log::info("mail.preview", {{"file", (folder_ / (name + ".eml")).string()}});
    return {mail::End::accepted, "written to " + folder_.string()};
  }
  auto check() -> std::optional<std::string> override { return std::nullopt; }
  void stop() override {}

 private:
  void write(std::string const& name, std::string const& bytes) const {
    std::ofstream file(folder_ / name, std::ios::binary);
    file << bytes;
    if (!file.flush()) throw std::runtime_error("the folder of mails cannot be written to");
  }

  std::filesystem::path folder_;
  mail::Mailbox from_{"Profit Bot", "reports@example.com"};
};

}  // namespace

auto make_mailer(Settings const& settings, Clock const& clock) -> std::unique_ptr<Mailer> {
  if (settings.mail.url.empty()) return nullptr;
  auto from = mail::parse_mailbox(settings.mail.from);
  if (!from) throw BadSetting("MAIL_FROM must be an address, such as Profit Bot <reports@example.com>");
  return std::make_unique<SmtpMailer>(settings.mail, std::move(*from), clock);
}

auto dkim_key(MailSettings const& settings, mail::Mailbox const& from) -> std::optional<mail::DkimKey> {
  if (settings.dkim_key_file.empty()) return std::nullopt;
  if (settings.dkim_selector.empty())
    throw BadSetting("DKIM_SELECTOR is missing: the name under which the key is published");
  auto domain =
      settings.dkim_domain.empty() ? std::string(mail::host_of(from.address)) : settings.dkim_domain;
  try {
    return mail::DkimKey{std::move(domain), settings.dkim_selector,
                         crypto::SigningKey(Secret(read_file(settings.dkim_key_file, "DKIM_KEY_FILE")))};
  } catch (std::invalid_argument const& problem) {
    throw BadSetting(fmt::format("DKIM_KEY_FILE: {} is {}", settings.dkim_key_file, problem.what()));
  }
}

auto make_preview_mailer(std::filesystem::path folder) -> std::unique_ptr<Mailer> {
  return std::make_unique<PreviewMailer>(std::move(folder));
}

}  // namespace pb::app
