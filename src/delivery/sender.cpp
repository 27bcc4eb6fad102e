#include "delivery/sender.h"

#include "base/log.h"
#include "delivery/forget.h"
#include "delivery/outbox.h"

namespace pb::delivery {
namespace {

constexpr std::size_t kWindow = 5'000;  // messages held in memory that nobody waits for
constexpr std::size_t kInFlight = 256;  // calls on their way at once
constexpr std::int64_t kLoadLimit = 1'000;
constexpr std::size_t kKnownFiles = 1'000;
constexpr std::chrono::seconds kRescanEvery{2};
constexpr std::chrono::seconds kSweepEvery{60};
constexpr std::chrono::hours kForgetEvery{1};
constexpr std::chrono::milliseconds kAfterTrouble{500};
constexpr std::chrono::seconds kLastAnswers{5};        // stop() waits so long for calls on their way
constexpr std::chrono::minutes kLongestLoadedWait{5};  // the clock may have been set back since

}  // namespace

struct Sender::Flight {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::vector<Ended> ended;
  std::size_t under_way = 0;
  std::uint64_t term = 0;  // grows with every turn of the lease; ends of calls of an earlier one are too late
  bool woken = true;       // something new in the database, or an end

  void wake() {
    {
      std::scoped_lock const lock(mutex);
      woken = true;
    }
    changed.notify_all();
  }
};

Sender::Sender(sql::Database& database, telegram::Client& client, Clock const& clock, Random& random,
               TelegramRates rates, std::string holder, ReceiptListener receipts)
    : database_(database),
      client_(client),
      clock_(clock),
      random_(random),
      rates_(rates),
      receipts_(std::move(receipts)),
      keeper_(database, clock, "telegram-sender", std::move(holder)),
      flight_(std::make_shared<Flight>()) {}

Sender::~Sender() {
  stop();
}

void Sender::start() {
  listening_ = database_.listen(std::string(kTopic), [flight = flight_] { flight->wake(); });
  keeper_.start();
  thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

void Sender::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  flight_->wake();
  thread_.join();
  listening_.reset();
  keeper_.stop();
}

void Sender::run(std::stop_token const& stop) {
  while (keeper_.wait_until_held(stop)) {
    try {
      serve(stop);
    } catch (jobs::LostLease const&) {
      log::warn("telegram.sender_lease_lost");
    } catch (std::exception const& problem) {
      log::error("telegram.sender_failed", {{"reason", problem.what()}});
      std::unique_lock lock(flight_->mutex);
      flight_->changed.wait_for(lock, stop, kAfterTrouble, [] { return false; });
    }
  }
}

void Sender::serve(std::stop_token const& stop) {
  if (!queues_) take_over();
  try {
    while (!stop.stop_requested()) {
      step(Leave::as_allowed);
      wait(stop);
    }
    // What is on its way gets a moment to come back, so that a restart leaves no doubts.
    {
      std::unique_lock lock(flight_->mutex);
      flight_->changed.wait_for(lock, kLastAnswers, [&] { return flight_->under_way == 0; });
    }
    step(Leave::none);
  } catch (jobs::LostLease const&) {
    queues_.reset();
    ready_.clear();
    throw;
  }
}

// The first time, and after the lease was away: perhaps another node has sent meanwhile.
void Sender::take_over() {
  take_ended();  // what is known by now need not be doubted
  auto const interrupted = database_.write([&](sql::Session& session) {
    keeper_.lease().check_in(session);
    store::Unit unit{session, clock_.now()};
    for (auto const& ended : ended_) settle(unit, ended, random_, receipts_);
    return take_back_interrupted(unit, receipts_);
  });
  if (interrupted > 0) log::warn("telegram.messages_uncertain", {{"count", interrupted}});
  ended_.clear();
  marks_doubtful_ = false;
  {
    std::scoped_lock const lock(flight_->mutex);
    ++flight_->term;
    flight_->ended.clear();
  }
  limiter_ = std::make_unique<RateLimiter>(rates_);
  queues_ = std::make_unique<ChatQueues>(*limiter_);
  loaded_up_to_ = {};
  more_answers_ = false;
}

void Sender::take_ended() {
  std::scoped_lock const lock(flight_->mutex);
  std::ranges::move(flight_->ended, std::back_inserter(ended_));
  flight_->ended.clear();
  learn_files();
}

// A file that Telegram has is named by its id in later messages, which then need not carry it.
void Sender::learn_files() {
  for (auto& [message, reply] : ended_) {
    auto const artefact = artefact_of(message);
    if (!artefact) continue;
    if (reply.kind == telegram::ReplyKind::ok && !reply.file_id.empty()) {
      if (known_files_.size() >= kKnownFiles) known_files_.clear();
      known_files_[*artefact] = reply.file_id;
    } else if (reply.kind == telegram::ReplyKind::bad_request && known_files_.erase(*artefact) > 0) {
      reply.kind = telegram::ReplyKind::server_error;  // perhaps it was the name: once more, with the bytes
    }
  }
}

auto Sender::steady(Instant instant) const -> RateLimiter::Time {
  if (instant == Instant{}) return {};
  return std::chrono::steady_clock::now() + (instant - clock_.now());
}

void Sender::take_ready(RateLimiter::Time now) {
  std::size_t under_way = 0;
  {
    std::scoped_lock const lock(flight_->mutex);
    under_way = flight_->under_way;
  }
  while (under_way + ready_.size() < kInFlight) {
    auto message = queues_->take(now);
    if (!message) break;
    ready_.push_back({std::move(*message), now});
  }
  if (now >= next_sweep_) {
    limiter_->sweep(now);
    next_sweep_ = now + kSweepEvery;
  }
}

// Newly queued messages, the more urgent first. Ids may be committed out of order by several nodes, so that
// the queue is read from its beginning now and then, and always for those that somebody waits for. Of these
// all are read, however many: a chat with a thousand messages must not hide the others.
void Sender::load(store::Unit& unit, std::vector<store::Outgoing>& found) {
  auto const now = std::chrono::steady_clock::now();
  auto const last_answer = more_answers_ ? loaded_up_to_[store::kInteractive] : store::OutgoingId{};
  if (now >= next_rescan_) {
    loaded_up_to_ = {};
    next_rescan_ = now + kRescanEvery;
  }
  loaded_up_to_[store::kInteractive] = last_answer;
  for (std::int64_t priority = store::kInteractive; priority <= store::kBroadcast; ++priority) {
    bool const answers = priority == store::kInteractive;
    if (!answers && queues_->crowd() > kWindow) return;
    auto& up_to = loaded_up_to_[static_cast<std::size_t>(priority)];
    auto messages = store::queued_outgoing(unit.sql, priority, up_to, kLoadLimit);
    if (!messages.empty()) up_to = messages.back().id;
    if (answers) more_answers_ = messages.size() == static_cast<std::size_t>(kLoadLimit);
    std::ranges::move(messages, std::back_inserter(found));
  }
}

void Sender::forget(store::Unit& unit) {
  auto const now = std::chrono::steady_clock::now();
  if (now < next_forgetting_) return;
  auto const count = forget_old(unit);
  if (count > 0) log::info("telegram.old_rows_forgotten", {{"count", count}});
  next_forgetting_ = now + kForgetEvery;
}

// Whether a commit whose answer was lost has marked what never left is seen in the next unit.
template <class F>
void Sender::commit(F f) {
  try {
    database_.write(std::move(f));
    marks_doubtful_ = false;
  } catch (sql::OutcomeUnknown const&) {
    marks_doubtful_ = true;
    throw;
  }
}

void Sender::take_back_marks(sql::Session& session) {
  for (auto const& ready : ready_) store::unmark_sending(session, ready.message.id);
}

// One commit: the ends of calls, the marks of those about to leave, and a look at what is new.
void Sender::step(Leave leave) {
  take_ended();
  if (leave == Leave::as_allowed) take_ready(std::chrono::steady_clock::now());
  std::vector<store::Outgoing> found;
  std::vector<std::optional<Again>> outcomes;
  std::vector<bool> marked;
  commit([&](sql::Session& session) {
    found.clear();
    outcomes.clear();
    marked.clear();
    keeper_.lease().check_in(session);
    store::Unit unit{session, clock_.now()};
    for (auto const& ended : ended_) outcomes.push_back(settle(unit, ended, random_, receipts_));
    if (marks_doubtful_) take_back_marks(session);
    if (leave == Leave::none) return;
    for (auto const& ready : ready_) marked.push_back(store::mark_sending(session, ready.message.id));
    load(unit, found);
    forget(unit);
  });
  if (leave == Leave::none) ready_.clear();  // taken before a failed commit, and still queued
  auto const now = std::chrono::steady_clock::now();
  for (std::size_t index = 0; index < ended_.size(); ++index) {
    queues_->finished(ended_[index].message, now);
    if (outcomes[index]) put_back(std::move(*outcomes[index]), now);
  }
  ended_.clear();
  for (std::size_t index = 0; index < ready_.size(); ++index) {
    auto& [message, counted_at] = ready_[index];
    limiter_->left(message.chat_id, counted_at, now);
    marked[index] ? launch(std::move(message)) : queues_->finished(message, now);
  }
  ready_.clear();
  for (auto& message : found) {
    auto const ready_at = std::min(steady(message.not_before), now + kLongestLoadedWait);
    queues_->add(std::move(message), ready_at, now);
  }
}

void Sender::put_back(Again again, RateLimiter::Time now) {
  auto const ready_at = steady(again.not_before);
  if (again.too_many) limiter_->too_many(again.message.chat_id, ready_at, now);
  queues_->add(std::move(again.message), ready_at, now);
}

void Sender::launch(store::Outgoing message) {
  std::uint64_t term = 0;
  {
    std::scoped_lock const lock(flight_->mutex);
    ++flight_->under_way;
    term = flight_->term;
  }
  auto done = [flight = flight_, term, message](telegram::Reply reply) mutable {
    {
      std::scoped_lock const lock(flight->mutex);
      --flight->under_way;
      if (term == flight->term) flight->ended.push_back({std::move(message), std::move(reply)});
      flight->woken = true;
    }
    flight->changed.notify_all();
  };
  if (auto const artefact = artefact_of(message)) {
    launch_file(message, *artefact, std::move(done));
  } else {
    client_.call(message.method, std::move(message.payload), std::move(done));
  }
}

void Sender::launch_file(store::Outgoing const& message, store::ReportArtefactId artefact,
                         telegram::Client::Done done) {
  if (auto const known = known_files_.find(artefact); known != known_files_.end())
    return client_.call(message.method, telegram::with_file(message.payload, known->second), std::move(done));
  std::optional<store::NewArtefact> file;
  try {
    file = database_.read([&](sql::Session& session) { return store::read_artefact(session, artefact); });
  } catch (std::exception const& problem) {
    return done({.kind = telegram::ReplyKind::not_sent, .description = problem.what()});
  }
  if (!file)
    return done({.kind = telegram::ReplyKind::bad_request, .description = "the file is not kept any more"});
  auto const reference = telegram::file_reference(message.payload);
  client_.upload(message.method, telegram::form_fields(message.payload),
                 {.field = reference->parameter,
                  .file_name = std::move(file->file_name),
                  .content_type = std::move(file->content_type),
                  .bytes = std::move(file->bytes)},
                 std::move(done));
}

void Sender::wait(std::stop_token const& stop) {
  if (more_answers_) return;
  auto const now = std::chrono::steady_clock::now();
  auto until = now + kRescanEvery;
  std::unique_lock lock(flight_->mutex);
  if (auto const next = queues_->next_time(now); next && flight_->under_way < kInFlight)
    until = std::min(until, *next);
  flight_->changed.wait_until(lock, stop, until, [&] { return flight_->woken; });
  flight_->woken = false;
}

}  // namespace pb::delivery
