#include "app/settings.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>

#include "base/enum_name.h"

namespace pb::app {
namespace {

using Apply = void (*)(Settings&, std::string const& value, SettingInfo const& info);

struct Declaration {
  SettingInfo info;
  Apply apply = nullptr;
};

[[noreturn]] void refuse(SettingInfo const& info, std::string_view wanted) {
  throw BadSetting(fmt::format("{} must be {}", info.name, wanted));
}

template <class T>
auto number(std::string const& text, SettingInfo const& info, T least, T most) -> T {
  T value{};
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
    refuse(info, fmt::format("a whole number from {} to {}", least, most));
  }
  return value;
}

void set_log_level(Settings& settings, std::string const& value, SettingInfo const& info) {
  static std::map<std::string_view, log::Level> const levels = {{"debug", log::Level::debug},
                                                                {"info", log::Level::info},
                                                                {"warn", log::Level::warn},
                                                                {"error", log::Level::error}};
  auto const found = levels.find(value);
  if (found == levels.end()) refuse(info, "debug, info, warn or error");
  settings.log_level = found->second;
}

void set_log_format(Settings& settings, std::string const& value, SettingInfo const& info) {
  if (value != "text" && value != "json") refuse(info, "text or json");
  settings.log_format = value == "json" ? log::Format::json : log::Format::text;
}

void set_webhook_secret(Settings& settings, std::string const& value, SettingInfo const& info) {
  bool const allowed = value.size() <= 256 && value.find_first_not_of(
                                                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
                                                  "XYZ0123456789_-") == std::string::npos;
  if (!allowed) refuse(info, "up to 256 letters, digits, _ or -");
  settings.webhook_secret = Secret(value);
}

void set_url(std::string& target, std::string value, SettingInfo const& info) {
  if (!value.empty() && !value.starts_with("http://") && !value.starts_with("https://")) {
    refuse(info, "an address that starts with http:// or https://");
  }
  while (value.ends_with('/')) value.pop_back();
  target = std::move(value);
}

void set_smtp_url(Settings& settings, std::string const& value, SettingInfo const& info) {
  constexpr std::string_view kWanted = "smtp://HOST:PORT or smtps://HOST:PORT";
  auto const scheme = value.starts_with("smtp://") ? 7U : value.starts_with("smtps://") ? 8U : 0U;
  auto const host = std::string_view(value).substr(scheme);
  bool const plain = scheme > 0 && !host.empty() && host.find_first_of("/@?# ") == std::string_view::npos;
  if (!value.empty() && !plain) refuse(info, kWanted);
  settings.mail.url = value;
}

void set_starttls(Settings& settings, std::string const& value, SettingInfo const& info) {
  auto const starttls = enum_from_name<mail::StartTls>(value);
  if (!starttls) refuse(info, "required, if_offered or never");
  settings.mail.starttls = *starttls;
}

auto networks(std::string const& value, SettingInfo const& info) -> std::vector<Network> {
  std::vector<Network> all;
  std::string_view rest = value;
  while (!rest.empty()) {
    auto const end = std::min(rest.find_first_of(" ,"), rest.size());
    auto const network = Network::parse(rest.substr(0, end));
    if (end > 0 && !network) refuse(info, "addresses or networks such as 10.0.0.0/8, separated by blanks");
    if (network) all.push_back(*network);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return all;
}

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

Declaration const kDeclarations[] = {
    {{"BOT_TOKEN", "", "The bot's token from @BotFather. Without it only the demo can run.", "",
      Secrecy::secret},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.bot_token = Secret(v); }},
    {{"ADMIN_TG_ID", "--admin", "Telegram id of the person who becomes the owner.", ""},
     [](Settings& s, std::string const& v, SettingInfo const& i) {
       if (!v.empty()) s.admin_tg_id = number<std::int64_t>(v, i, 1, kMost);
     }},
    {{"DATABASE_URL", "--database",
      "Where the data is: sqlite:PATH or postgresql://user@host/name. Default: profitbot.db in the data "
      "folder.",
      ""},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.database_url = v; }},
    {{"PROFITBOT_DATABASE_KEY", "",
      "Encrypts the SQLite file as a whole. Keep it safe: without it the data is lost.", "", Secrecy::secret},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.database_key = Secret(v); }},
    {{"PROFITBOT_DATA", "--data", "Folder for everything that is kept.", "./data"},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.data_folder = v; }},
    {{"PROFITBOT_ADDRESS", "--address", "Network address to listen on; the demo always listens on 127.0.0.1.",
      "127.0.0.1"},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.address = v; }},
    {{"PROFITBOT_PORT", "--port", "Port to listen on; 0 takes a free one.", "8080"},
     [](Settings& s, std::string const& v, SettingInfo const& i) {
       s.port = number<std::uint16_t>(v, i, 0, 65535);
     }},
    {{"TELEGRAM_API_URL", "--telegram-api", "Address of the Bot API server, without /bot.",
      "https://api.telegram.org"},
     [](Settings& s, std::string const& v, SettingInfo const& i) { set_url(s.telegram_api_url, v, i); }},
    {{"WEBHOOK_URL", "--webhook-url",
      "Public address of this program, if Telegram should call it (path /telegram/webhook is added). Without "
      "it the "
      "bot asks Telegram itself.",
      ""},
     [](Settings& s, std::string const& v, SettingInfo const& i) { set_url(s.webhook_url, v, i); }},
    {{"WEBHOOK_SECRET", "",
      "What Telegram must send in X-Telegram-Bot-Api-Secret-Token; follows from the token if not given.", "",
      Secrecy::secret},
     set_webhook_secret},
    {{"PROFITBOT_PUBLIC_URL", "--public-url",
      "Address by which people reach this program, for links in mails. Default: WEBHOOK_URL.", ""},
     [](Settings& s, std::string const& v, SettingInfo const& i) { set_url(s.public_url, v, i); }},
    {{"PROFITBOT_TRUSTED_PROXIES", "--trusted-proxies",
      "Addresses of proxies in front of this program, which say on whose behalf they call (X-Forwarded-For).",
      ""},
     [](Settings& s, std::string const& v, SettingInfo const& i) { s.trusted_proxies = networks(v, i); }},
    {{"PROFITBOT_WEBHOOK_NETWORKS", "--webhook-networks",
      "Addresses and networks of one's own that webhooks may lead into, besides the public internet.", ""},
     [](Settings& s, std::string const& v, SettingInfo const& i) { s.webhook_networks = networks(v, i); }},
    {{"PROFITBOT_METRICS_FROM", "--metrics-from", "Addresses that may read /metrics.", "127.0.0.0/8 ::1"},
     [](Settings& s, std::string const& v, SettingInfo const& i) { s.metrics_readers = networks(v, i); }},
    {{"SMTP_URL", "--smtp-url",
      "Mail server: smtp://HOST:PORT, or smtps://HOST:PORT for TLS from the first byte. Without it there is "
      "no "
      "e-mail.",
      ""},
     set_smtp_url},
    {{"SMTP_USER", "--smtp-user", "Name to sign in with at the mail server.", ""},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.mail.user = v; }},
    {{"SMTP_PASSWORD", "", "Password for SMTP_USER.", "", Secrecy::secret},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.mail.password = Secret(v); }},
    {{"SMTP_STARTTLS", "--smtp-starttls",
      "Whether smtp:// goes on encrypted: required, if_offered or never (for a server on this computer).",
      "required"},
     set_starttls},
    {{"SMTP_CA_FILE", "--smtp-ca-file",
      "Certificates (PEM) that the mail server's is checked against. Default: those of the system.", ""},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.mail.ca_file = v; }},
    {{"MAIL_FROM", "--mail-from", "Whom mails come from: Profit Bot <reports@example.com>.", ""},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.mail.from = v; }},
    {{"DKIM_KEY_FILE", "--dkim-key-file",
      "Private key (PEM; RSA or Ed25519) that signs mails. Not needed where the mail server signs.", ""},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.mail.dkim_key_file = v; }},
    {{"DKIM_SELECTOR", "--dkim-selector", "Name under which the key is published: NAME._domainkey.DOMAIN.",
      ""},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.mail.dkim_selector = v; }},
    {{"DKIM_DOMAIN", "--dkim-domain", "Domain that signs. Default: that of MAIL_FROM.", ""},
     [](Settings& s, std::string const& v, SettingInfo const&) { s.mail.dkim_domain = v; }},
    {{"TELEGRAM_MESSAGES_PER_SECOND", "",
      "Messages a second over all chats; raise it only with a Bot API server of your own.", "30"},
     [](Settings& s, std::string const& v, SettingInfo const& i) {
       s.messages_per_second = number(v, i, 1, 1'000'000);
     }},
    {{"TELEGRAM_MESSAGES_PER_CHAT", "", "Messages in five seconds to one person.", "5"},
     [](Settings& s, std::string const& v, SettingInfo const& i) {
       s.messages_per_chat = number(v, i, 1, 1'000'000);
     }},
    {{"PROFITBOT_REQUESTS_PER_MINUTE", "",
      "Requests that one person or key may send over the API; questions about the numbers count ten times. "
      "Ten "
      "times as many may come from one address.",
      "6000"},
     [](Settings& s, std::string const& v, SettingInfo const& i) {
       s.requests_per_minute = number(v, i, 1, 100'000'000);
     }},
    {{"PROFITBOT_HTTP_THREADS", "", "Threads that serve HTTP.", "2"},
     [](Settings& s, std::string const& v, SettingInfo const& i) { s.http_threads = number(v, i, 1, 256); }},
    {{"PROFITBOT_JOB_THREADS", "", "Threads that do background work.", "2"},
     [](Settings& s, std::string const& v, SettingInfo const& i) { s.job_threads = number(v, i, 1, 256); }},
    {{"PROFITBOT_LOG_LEVEL", "--log-level", "Least level that is logged: debug, info, warn, error.", "info"},
     set_log_level},
    {{"PROFITBOT_LOG", "--log", "How log lines look: text or json.", "text"}, set_log_format},
};

auto toml_value(toml::table const& table, SettingInfo const& info) -> std::optional<std::string> {
  if (!info.flag.starts_with("--")) return std::nullopt;
  auto const node = table[info.flag.substr(2)];
  if (auto const text = node.value<std::string>()) return text;
  if (auto const whole = node.value<std::int64_t>()) return std::to_string(*whole);
  return std::nullopt;
}

// Names every key that is no setting, so that a slip of the pen is not taken for the default.
void refuse_unknown(toml::table const& table, std::string const& file) {
  std::string unknown;
  for (auto const& [key, node] : table) {
    auto const known = std::ranges::any_of(kDeclarations, [&](Declaration const& declaration) {
      return declaration.info.flag.starts_with("--") && declaration.info.flag.substr(2) == key.str() &&
             (node.is_string() || node.is_integer());
    });
    if (known) continue;
    unknown +=
        fmt::format("{}\"{}\" (line {})", unknown.empty() ? "" : ", ", key.str(), node.source().begin.line);
  }
  if (unknown.empty()) return;
  throw BadSetting(
      fmt::format("{}: not a setting with a text or a whole number: {}. `profitbot settings` lists them all; "
                  "in the file they are named as on the command line, without the dashes",
                  file, unknown));
}

}  // namespace

auto setting_infos() -> std::span<SettingInfo const> {
  static auto const infos = [] {
    std::vector<SettingInfo> list;
    for (auto const& declaration : kDeclarations) list.push_back(declaration.info);
    return list;
  }();
  return infos;
}

auto load_settings(SettingSource const& source) -> Settings {
  Settings settings;
  std::string problems;
  for (auto const& [info, apply] : kDeclarations) {
    try {
      apply(settings, source(info).value_or(std::string(info.default_value)), info);
    } catch (BadSetting const& problem) {
      problems += (problems.empty() ? "" : "; ") + std::string(problem.what());
    }
  }
  if (!problems.empty()) throw BadSetting(problems);
  if (settings.public_url.empty()) settings.public_url = settings.webhook_url;
  return settings;
}

auto layered_source(std::map<std::string, std::string> flags, std::string const& file) -> SettingSource {
  toml::table table;
  if (!file.empty()) {
    try {
      table = toml::parse_file(file);
    } catch (toml::parse_error const& problem) {
      throw BadSetting(
          fmt::format("{}: {} (line {})", file, problem.description(), problem.source().begin.line));
    }
    refuse_unknown(table, file);
  }
  return [flags = std::move(flags),
          table = std::move(table)](SettingInfo const& info) -> std::optional<std::string> {
    if (auto const found = flags.find(std::string(info.flag)); found != flags.end()) return found->second;
    if (auto const* value = std::getenv(std::string(info.name).c_str()); value != nullptr && *value != '\0') {
      return std::string(value);
    }
    return toml_value(table, info);
  };
}

auto describe_settings() -> std::string {
  std::string table = "| environment | command line | meaning | default |\n| --- | --- | --- | --- |\n";
  for (auto const& info : setting_infos()) {
    table +=
        fmt::format("| `{}` | {} | {} | {} |\n", info.name,
                    info.flag.empty() ? std::string("-") : fmt::format("`{}`", info.flag), info.sentence,
                    info.default_value.empty() ? std::string("-") : fmt::format("`{}`", info.default_value));
  }
  return table;
}

}  // namespace pb::app
