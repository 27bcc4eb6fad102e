#include <condition_variable>
#include <set>

#include "telegram/api.h"
#include "telegram/client.h"
#include "telegram/encode.h"
#include "telegram/poller.h"
#include "telegram/simulator/bot_fixture.h"
#include "telegram/webhook.h"

// Our own client before our own simulator: that they mean the same by every method the product uses.
namespace pb::telegram::simulator {
namespace {

class OurClient : public BotFixture {
 protected:
  explicit OurClient(Limits limits = generous())
      : BotFixture(limits),
        telegram_(client_, "http://127.0.0.1:" + std::to_string(server_->port()) + "/simulator",
                  Secret(std::string(kToken))),
        api_(telegram_) {
    says(kAnna, "/start");
  }

  auto send(std::string_view html, Keyboard const* keyboard = nullptr, std::int64_t chat = kAnna) -> Reply {
    return telegram_.call_and_wait("sendMessage",
                                   encode(SendMessage{.chat_id = chat, .html = html, .keyboard = keyboard}));
  }
  auto edit(std::int64_t id, std::string_view html) -> Reply {
    return telegram_.call_and_wait("editMessageText",
                                   encode(EditMessageText{.chat_id = kAnna, .message_id = id, .html = html}));
  }
  void goes_wrong(std::string_view method, Fault fault) {
    core_.ask([&](World& world) { world.faults().add(kBot, method, std::move(fault)); });
  }

  Client telegram_;
  Api api_;
};

TEST_F(OurClient, sends_and_edits) {
  Keyboard const keyboard{{{.text = "Yes \"so\"", .callback_data = "y"}}};

  auto const reply = send("<b>План</b> &lt; 5", &keyboard);
  ASSERT_EQ(reply.kind, ReplyKind::ok) << reply.description;
  auto const changed = edit(reply.message_id.value(), "Done");

  EXPECT_EQ(changed.kind, ReplyKind::ok) << changed.description;
  EXPECT_EQ(changed.message_id, reply.message_id);
  EXPECT_EQ(seen(kAnna, *reply.message_id)->text.text, "Done");
}

TEST_F(OurClient, understands_what_cannot_be_done) {
  auto const id = send("Plan").message_id.value();
  auto const hers = says(kAnna, "mine");
  auto const group = found_group();
  change_chat(group, [](simulator::Chat& chat) { chat.migrated_to = -1'000'000'000'042; });

  EXPECT_EQ(edit(id, "Plan").kind, ReplyKind::not_modified);
  EXPECT_EQ(edit(999, "Plan").kind, ReplyKind::message_gone);
  EXPECT_EQ(edit(hers, "Plan").kind, ReplyKind::message_gone);
  EXPECT_EQ(send("a", nullptr, 99).kind, ReplyKind::chat_gone);
  EXPECT_EQ(send("<b>a").kind, ReplyKind::bad_request);
  EXPECT_EQ(send(std::string(4097, 'a')).kind, ReplyKind::bad_request);
  auto const moved = send("a", nullptr, group);
  EXPECT_EQ(moved.kind, ReplyKind::chat_moved);
  EXPECT_EQ(moved.moved_to, -1'000'000'000'042);
  change_chat(kAnna, [](simulator::Chat& chat) { chat.blocked = true; });
  EXPECT_EQ(send("a").kind, ReplyKind::unreachable_user);
}

TEST_F(OurClient, understands_trouble_on_the_way) {
  goes_wrong("sendMessage", {.error = {.code = 502, .description = "Bad Gateway"}});
  EXPECT_EQ(send("a").kind, ReplyKind::server_error);

  goes_wrong("sendMessage", {.kind = Fault::Kind::drop_after});
  EXPECT_EQ(send("b").kind, ReplyKind::answer_lost);

  goes_wrong("sendMessage", {.error = {.code = 429,
                                       .description = "Too Many Requests: retry after 9",
                                       .retry_after = std::chrono::seconds(9)}});
  auto const busy = send("c");
  EXPECT_EQ(busy.kind, ReplyKind::rate_limited);
  EXPECT_EQ(busy.retry_after, std::chrono::seconds(9));
}

TEST_F(OurClient, knows_the_bot_and_tells_its_commands) {
  std::vector<BotCommand> const commands{{"plan", "Plan"}, {"menu", "Menu"}};

  EXPECT_EQ(api_.get_me().value().username, "plan_bot");
  EXPECT_TRUE(api_.set_my_commands(commands, {}, "").has_value());
  EXPECT_TRUE(api_.set_my_commands(commands, {CommandScope::Kind::chat, kAnna}, "uk").has_value());
  EXPECT_TRUE(api_.set_my_commands(commands, {CommandScope::Kind::groups}, "").has_value());
  EXPECT_EQ(call("getMyCommands").result().as_array().size(), 2u);
}

TEST_F(OurClient, sends_files_and_gets_them_back) {
  auto const id = api_.send_document(
      kAnna, {.file_name = "звіт.xlsx", .content_type = "application/octet-stream", .bytes = "bytes"},
      "<b>Report</b>");

  ASSERT_TRUE(id.has_value()) << id.error().description;
  auto const message = seen(kAnna, *id);
  EXPECT_EQ(message->text.text, "Report");
  EXPECT_EQ(api_.download(message->attachment->file_id).value(), "bytes");
}

TEST_F(OurClient, answers_a_press) {
  auto const id = core_.ask([](World& world) { return world.open_callback(*world.bot(kBot), kAnna).id; });

  auto const reply = telegram_.call_and_wait(
      "answerCallbackQuery", encode(telegram::AnswerCallbackQuery{
                                 .callback_query_id = id, .text = "Saved", .style = AnswerStyle::alert}));

  EXPECT_EQ(reply.kind, ReplyKind::ok) << reply.description;
  core_.ask([&](World& world) {
    EXPECT_EQ(world.callback(id)->text, "Saved");
    EXPECT_TRUE(world.callback(id)->show_alert);
  });
}

// Collects what was said, until there is enough.
class Heard {
 public:
  auto sink() -> UpdateSink {
    return [this](telegram::Update update, std::move_only_function<void(Taken)> done) {
      {
        std::scoped_lock const lock(mutex_);
        if (update.message) texts_.insert(update.message->text.value_or(""));
      }
      heard_.notify_all();
      done(Taken::kept);
    };
  }
  auto await(std::size_t count) -> std::multiset<std::string> {
    std::unique_lock lock(mutex_);
    heard_.wait_for(lock, std::chrono::seconds(10), [&] { return texts_.size() >= count; });
    return texts_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable heard_;
  std::multiset<std::string> texts_;
};

TEST_F(OurClient, polls) {
  Heard heard;
  Poller poller(telegram_, heard.sink());
  poller.start();
  heard.await(1);

  says(kBoris, "one");
  says(kAnna, "two");

  EXPECT_EQ(heard.await(3), (std::multiset<std::string>{"/start", "one", "two"}));
  poller.stop();
}

TEST_F(OurClient, takes_a_webhook_with_its_secret) {
  Heard heard;
  Secret const secret("test-secret");
  http::Router router;
  router.add("POST", "/telegram/webhook", webhook_handler(secret, heard.sink()));
  http::Server server({}, std::move(router));
  server.start();

  ASSERT_TRUE(
      api_.set_webhook("http://127.0.0.1:" + std::to_string(server.port()) + "/telegram/webhook", secret)
          .has_value());
  says(kAnna, "hello");

  EXPECT_EQ(heard.await(2), (std::multiset<std::string>{"/start", "hello"}));
  EXPECT_FALSE(api_.get_webhook_info().value().url.empty());
  EXPECT_TRUE(api_.delete_webhook().has_value());
}

}  // namespace
}  // namespace pb::telegram::simulator
