#include "telegram/simulator/composing.h"

#include "base/ascii.h"
#include "telegram/simulator/shapes.h"
#include "telegram/simulator/targets.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

using Id = std::optional<std::int64_t>;

auto parse(std::string_view text, Parameters const& parameters, std::string_view entities)
    -> std::expected<FormattedText, ApiError> {
  auto const mode = lower_case(parameters.text("parse_mode").value_or(""));
  auto const list = parameters.text(entities);
  if (!mode.empty() && mode != "none" && mode != "html" && mode != "markdownv2" && mode != "markdown") {
    return bad_request("unsupported parse_mode");
  }
  auto parsed = mode == "html"         ? parse_html(text)
                : mode == "markdownv2" ? parse_markdown_v2(text)
                : mode == "markdown"   ? parse_markdown(text)
                : list                 ? parse_entity_list(text, *list)
                                       : ParsedText(FormattedText{.text = std::string(text)});
  if (!parsed) return bad_request("can't parse entities: " + parsed.error().reason);
  trim(*parsed);
  mark_automatic_entities(*parsed);
  return std::move(*parsed);
}

// reply_parameters, or what came before it.
auto replied_message(Call const& call, Chat const& chat) -> std::expected<Id, ApiError> {
  auto id = call.parameters.number("reply_to_message_id");
  bool may_be_missing = call.parameters.flag("allow_sending_without_reply");
  if (auto const given = call.parameters.object("reply_parameters"); given) {
    Parameters reply;
    reply.add_object(*given);
    id = reply.number("message_id");
    may_be_missing = reply.flag("allow_sending_without_reply");
  }
  if (!id || *id == 0) return std::nullopt;
  if (chat.find(*id) != nullptr) return id;
  if (may_be_missing) return std::nullopt;
  return bad_request("message to be replied not found");
}

auto thread_of(Call const& call, Chat const& chat) -> std::expected<Id, ApiError> {
  auto const thread = call.parameters.number("message_thread_id");
  if (!thread || *thread == 0) return std::nullopt;
  if (!chat.topics.contains(*thread)) return bad_request("message thread not found");
  return thread;
}

auto reply_markup(Call const& call) -> std::expected<ReplyMarkup, ApiError> {
  return parse_reply_markup(call.parameters.text("reply_markup").value_or(""), call.world.limits());
}

void apply(ReplyMarkup const& markup, Chat& chat, Message& message) {
  switch (markup.kind) {
    case ReplyMarkup::Kind::none:
      return;
    case ReplyMarkup::Kind::inline_keyboard:
      message.inline_keyboard = markup.value;
      return;
    case ReplyMarkup::Kind::reply_keyboard:
    case ReplyMarkup::Kind::force_reply:
      chat.reply_keyboard = markup.value;
      return;
    case ReplyMarkup::Kind::remove_keyboard:
      chat.reply_keyboard = nullptr;
      return;
  }
}

}  // namespace

auto message_text(Call const& call) -> std::expected<FormattedText, ApiError> {
  auto const text = call.parameters.text("text").value_or("");
  if (text.empty()) return bad_request("message text is empty");
  auto parsed = parse(text, call.parameters, "entities");
  if (!parsed) return parsed;
  if (parsed->text.empty()) return bad_request("text must be non-empty");
  if (utf16_length(parsed->text) > call.world.limits().text_units) return bad_request("message is too long");
  return parsed;
}

auto caption(World& world, Parameters const& parameters) -> std::expected<FormattedText, ApiError> {
  auto parsed = parse(parameters.text("caption").value_or(""), parameters, "caption_entities");
  if (parsed && utf16_length(parsed->text) > world.limits().caption_units) {
    return bad_request("message caption is too long");
  }
  return parsed;
}

auto inline_keyboard(Call const& call) -> std::expected<json::value, ApiError> {
  auto markup = reply_markup(call);
  if (!markup) return std::unexpected(std::move(markup.error()));
  bool const is_other =
      markup->kind != ReplyMarkup::Kind::none && markup->kind != ReplyMarkup::Kind::inline_keyboard;
  if (is_other) return bad_request("inline keyboard expected");
  return std::move(markup->value);
}

auto post_message(Call const& call, Chat& chat, Message message) -> std::expected<Message const*, ApiError> {
  auto const markup = reply_markup(call);
  if (!markup) return std::unexpected(markup.error());
  auto const reply = replied_message(call, chat);
  if (!reply) return std::unexpected(reply.error());
  auto const thread = thread_of(call, chat);
  if (!thread) return std::unexpected(thread.error());
  auto const wait = call.bot.flood.admit_message(chat.key.id, call.world.steady_now());
  if (wait) return too_many_requests(*wait);

  message.from = call.bot.id;
  message.reply_to = *reply;
  message.thread = *thread;
  apply(*markup, chat, message);
  return &call.world.post(chat, std::move(message));
}

auto post_and_show(Call const& call, Chat& chat, Message message) -> Outcome {
  auto const posted = post_message(call, chat, std::move(message));
  if (!posted) return std::unexpected(posted.error());
  return message_shape(call.world, chat, **posted);
}

}  // namespace pb::telegram::simulator
