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

namespace {

constexpr std::size_t kAnsweredKept = 4'096;

// The button of an update that had its effect before, perhaps just before a crash, only has to stop turning.
auto answer_to_repeated(telegram::Update const& update) -> std::optional<CallbackAnswer> {
  if (!update.callback_query) return std::nullopt;
  return CallbackAnswer{.callback_id = update.callback_query->id};
}

// Whatever made the handler throw must not keep the update coming for ever.
void apologise_if_possible(store::Unit& unit, Surroundings const& surroundings,
                           telegram::Update const& update, std::string const& code) {
  try {
    unit.sql.savepoint([&] { apologise(unit, surroundings, update, code); });
  } catch (std::exception const& problem) {
    log::error("bot.apology_failed", {{"code", code}, {"reason", problem.what()}});
  }
}

}  // namespace

Intake::Intake(sql::Database& database, Clock const& clock, telegram::Client& client,
               Surroundings surroundings, std::int64_t bot_id)
    : database_(database),
      clock_(clock),
      client_(client),
      surroundings_(std::move(surroundings)),
      bot_id_(bot_id) {}

// Whoever waits for `done` may be gone before the thread that called it has left.
Intake::~Intake() {
  std::unique_lock lock(mutex_);
  all_done_.wait(lock, [this] { return in_hand_ == 0; });
}

void Intake::accept(telegram::Update update, Done done) {
  auto const conversation = conversation_of(update);
  {
    std::scoped_lock const lock(mutex_);
    ++in_hand_;
    if (conversation != 0) {
      auto const [place, first] = busy_.try_emplace(conversation);
      if (!first) return place->second.push_back({std::move(update), std::move(done)});
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
        bool const fresh = store::insert_update(session, bot_id_, task->update.update_id, unit.now);
        task->answer =
            fresh ? handle_update(unit, surroundings_, task->update) : answer_to_repeated(task->update);
        return sql::Outcome::commit;
      },
      [this, task](std::exception_ptr reason) { finish(task, reason); });
}

void Intake::finish(std::shared_ptr<Task> const& task, std::exception_ptr const& reason) {
  if (!reason) {
    if (task->answer) acknowledge(*task, *task->answer);
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
          apologise_if_possible(unit, surroundings_, task->update, code);
        }
        return sql::Outcome::commit;
      },
      [this, task](std::exception_ptr failed) {
        // The apology is a message of its own; the button only has to stop turning.
        if (!failed && task->update.callback_query)
          acknowledge(*task, {.callback_id = task->update.callback_query->id});
        conclude(*task, failed ? telegram::Taken::not_now : telegram::Taken::kept);
      });
}

void Intake::conclude(Task& task, telegram::Taken taken) {
  task.done(taken);
  if (auto next = next_after(task.update)) begin(std::move(*next));
  std::scoped_lock const lock(mutex_);
  if (--in_hand_ == 0) all_done_.notify_all();
}

auto Intake::next_after(telegram::Update const& update) -> std::optional<Waiting> {
  auto const conversation = conversation_of(update);
  if (conversation == 0) return std::nullopt;
  std::scoped_lock const lock(mutex_);
  auto const place = busy_.find(conversation);
  if (place->second.empty()) {
    busy_.erase(place);
    return std::nullopt;
  }
  auto next = std::move(place->second.front());
  place->second.pop_front();
  return next;
}

// Once by this process; what an earlier one has done is not known.
bool Intake::first_answer_to(std::int64_t update_id) {
  std::scoped_lock const lock(mutex_);
  if (!answered_.insert(update_id).second) return false;
  answered_in_order_.push_back(update_id);
  if (answered_in_order_.size() > kAnsweredKept) {
    answered_.erase(answered_in_order_.front());
    answered_in_order_.pop_front();
  }
  return true;
}

void Intake::acknowledge(Task const& task, CallbackAnswer const& answer) {
  if (!first_answer_to(task.update.update_id)) return;
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
