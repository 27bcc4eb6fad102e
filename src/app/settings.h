#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "base/secret.h"
#include "domain/network.h"
#include "mail/smtp.h"

namespace pb::app {

// The mail server, and in whose name it is spoken to.
struct MailSettings {
  std::string url{};  // empty: no e-mail
  std::string user{};
  Secret password{};
  mail::StartTls starttls = mail::StartTls::required;
  std::string ca_file{};
  std::string from{};
  std::string dkim_key_file{};
  std::string dkim_selector{};
  std::string dkim_domain{};  // empty: that of `from`
};

// Everything that can be configured. Each value comes from the command line, else the environment, else the
// configuration file, else its default; settings.cpp declares each one once.
struct Settings {
  Secret bot_token;
  std::int64_t admin_tg_id = 0;
  std::string database_url;  // empty: profitbot.db in the data folder
  Secret database_key;
  std::string data_folder;
  std::string address;
  std::uint16_t port = 0;
  std::string telegram_api_url;
  std::string webhook_url;                // empty: long polling
  std::string public_url;                 // empty: webhook_url
  std::vector<Network> webhook_networks;  // of one's own, that webhooks may lead into
  std::vector<Network> metrics_readers;   // who may read /metrics
  std::vector<Network> trusted_proxies;   // whose X-Forwarded-For is believed
  Secret webhook_secret;
  MailSettings mail;
  int messages_per_second = 0;
  int messages_per_chat = 0;    // in five seconds
  int requests_per_minute = 0;  // of one person or key, over the API
  int http_threads = 0;
  int job_threads = 0;
  log::Level log_level = log::Level::info;
  log::Format log_format = log::Format::text;
};

enum class Secrecy { open, secret };

// One setting as people meet it.
struct SettingInfo {
  std::string_view name;  // in the environment
  std::string_view flag;  // on the command line and, without dashes, in the file; empty: not offered there
  std::string_view sentence;
  std::string_view default_value;
  Secrecy secrecy = Secrecy::open;
};

[[nodiscard]] auto setting_infos() -> std::span<SettingInfo const>;

// Looks a setting up by its name in the environment; nothing where it is not given.
using SettingSource = std::function<std::optional<std::string>(SettingInfo const&)>;

// Thrown with a sentence that names each wrong setting and what it should be.
struct BadSetting : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[nodiscard]] auto load_settings(SettingSource const& source) -> Settings;

// Command line over environment over the TOML file at `file` (skipped when empty). Throws BadSetting for a
// file that cannot be read, and names every key in it that is no setting.
[[nodiscard]] auto layered_source(std::map<std::string, std::string> flags, std::string const& file)
    -> SettingSource;

// The table of docs/operations.md, printed by `profitbot settings`.
[[nodiscard]] auto describe_settings() -> std::string;

}  // namespace pb::app
