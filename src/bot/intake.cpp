#include "bot/intake.h"

#include <fmt/format.h>

#include "base/log.h"
#include "store/inbox.h"
#include "telegram/encode.h"

namespace pb::bot {

struct Intake::Task {
  telegram::Update update;
  Done done;
  std::optional<CallbackAnswer> answer;
};

Intake::Intake(sql::Database& database, Clock const& clock, telegram::Client& client,
               Surroundings surroundings, std::int64_t bot_id)
    : database_(database),
      clock_(clock),
      client_(client),
      surroundings_(std::move(surroundings)),
      bot_id_(bot_id) {}

void Intake::accept(telegram::Update update, Done done) {
  auto const conversation = conversation_of(update);
  if (conversation != 0) {
    std::scoped_lock const lock(mutex_);
    auto const [place, first] = busy_.try_emplace(conversation);
    if (!first) {
      place->second.push_back({std::move(update), std::move(done)});
      return;
    }
  }
  begin({std::move(update), std::move(done)});
}

void Intake::begin(Waiting waiting) {
  auto const task =
      std::make_shared<Task>(Task{std::move(waiting.update), std::move(waiting.done), std::nullopt});
  database_.submit_write(
      [this, task](sql::Session& session) {
        task->answer.reset();
        store::Unit unit{session, clock_.now()};
        if (!store::insert_update(session, bot_id_, task->update.update_id, unit.now))
          return sql::Outcome::commit;
        task->answer = handle_update(unit, surroundings_, task->update);
        return sql::Outcome::commit;
      },
      [this, task](std::exception_ptr reason) { finish(task, reason); });
}

void Intake::finish(std::shared_ptr<Task> const& task, std::exception_ptr const& reason) {
  if (!reason) {
    if (task->answer) acknowledge(*task->answer);
    return conclude(*task, telegram::Taken::kept);
  }
  try {
    std::rethrow_exception(reason);
  } catch (sql::Unavailable const& problem) {
    log::error("bot.update_put_off", {{"update", task->update.update_id}, {"reason", problem.what()}});
    conclude(*task, telegram::Taken::not_now);
  } catch (...) {
    note_failure(task, reason);
  }
}

// The handler's fault: the update will not get better by coming again.
void Intake::note_failure(std::shared_ptr<Task> const& task, std::exception_ptr const& reason) {
  auto const code = fmt::format("U{}", task->update.update_id);
  try {
    std::rethrow_exception(reason);
  } catch (std::exception const& problem) {
    log::error("bot.update_failed", {{"code", code}, {"reason", problem.what()}});
  } catch (...) {
    log::error("bot.update_failed", {{"code", code}});
  }
  database_.submit_write(
      [this, task, code](sql::Session& session) {
        store::Unit unit{session, clock_.now()};
        if (store::insert_update(session, bot_id_, task->update.update_id, unit.now)) {
          apologise(unit, surroundings_, task->update, code);
        }
        return sql::Outcome::commit;
      },
      [this, task](std::exception_ptr failed) {
        // The apology is a message of its own; the button only has to stop turning.
        if (!failed && task->update.callback_query)
          acknowledge({.callback_id = task->update.callback_query->id});
        conclude(*task, failed ? telegram::Taken::not_now : telegram::Taken::kept);
      });
}

void Intake::conclude(Task& task, telegram::Taken taken) {
  task.done(taken);
  auto const conversation = conversation_of(task.update);
  if (conversation == 0) return;
  std::optional<Waiting> next;
  {
    std::scoped_lock const lock(mutex_);
    auto const place = busy_.find(conversation);
    if (place->second.empty()) {
      busy_.erase(place);
    } else {
      next = std::move(place->second.front());
      place->second.pop_front();
    }
  }
  if (next) begin(std::move(*next));
}

void Intake::acknowledge(CallbackAnswer const& answer) {
  auto const style = answer.style == CallbackAnswer::Style::alert ? telegram::AnswerStyle::alert
                                                                  : telegram::AnswerStyle::toast;
  auto body = telegram::encode(telegram::AnswerCallbackQuery{
      .callback_query_id = answer.callback_id, .text = answer.text, .style = style});
  client_.call("answerCallbackQuery", std::move(body), [](telegram::Reply const& reply) {
    if (reply.kind != telegram::ReplyKind::ok)
      log::debug("telegram.callback_unanswered", {{"reason", reply.description}});
  });
}

}  // namespace pb::bot
