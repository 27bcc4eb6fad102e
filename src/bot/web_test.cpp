#include "bot/test_chat.h"
#include "people/sign_in_links.h"

namespace pb::bot {
namespace {

using testing::HasSubstr;
using testing::Not;

class WebLink : public TestChat {
 protected:
  // The address behind the button or the link of the screen.
  auto address_shown_to(std::int64_t tg) -> std::string {
    for (auto const& row : screen(tg).keyboard) {
      for (auto const& button : row) {
        if (button.url) return *button.url;
      }
    }
    auto const& html = screen(tg).html;
    auto const at = html.find("href=\"");
    return at == std::string::npos ? "" : html.substr(at + 6, html.find('"', at + 6) - at - 6);
  }
  std::int64_t owner_ = person("Власниця", Role::owner);
};
INSTANTIATE_TEST_SUITE_P(Engines, WebLink, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(WebLink, leads_into_a_browser_as_whoever_asked) {
  type(owner_, "/web");
  auto const address = address_shown_to(owner_);
  std::string const beginning = "https://profit.example/sign-in/";
  ASSERT_THAT(address, testing::StartsWith(beginning));
  Secret const token(address.substr(beginning.size()));
  auto const opened =
      write([&](store::Unit& unit) { return people::open_sign_in_link(unit, token, Secret("browser")); });
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->name, "Власниця");
}

TEST_P(WebLink, is_text_where_telegram_takes_no_button) {
  public_url_ = "http://127.0.0.1:8080";
  type(owner_, "/web");
  EXPECT_THAT(address_shown_to(owner_), testing::StartsWith("http://127.0.0.1:8080/sign-in/"));
}

TEST_P(WebLink, is_not_offered_where_browsers_find_nothing) {
  public_url_.clear();
  EXPECT_THAT(type(owner_, "/web").html, HasSubstr("PROFITBOT_PUBLIC_URL"));
  type(owner_, "/settings");
  EXPECT_EQ(address_shown_to(owner_), "");
}

}  // namespace
}  // namespace pb::bot
