#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <mutex>
#include <optional>

#include "http/message.h"

namespace pb::http {

using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>,
                                                boost::asio::io_context::executor_type>;

// The way into an io_context for other threads, which may come after it has gone: then what they bring is
// dropped. Thread-safe.
class Mailbox {
 public:
  explicit Mailbox(boost::asio::io_context& context) : context_(&context) {}

  template <class F>
  void post(F work) {
    std::scoped_lock const lock(mutex_);
    if (context_ != nullptr) boost::asio::post(*context_, std::move(work));
  }
  void close() {
    std::scoped_lock const lock(mutex_);
    context_ = nullptr;
  }

 private:
  std::mutex mutex_;
  boost::asio::io_context* context_;
};

// Carries a response from whichever thread made it back to its connection's own.
class Answer : public std::enable_shared_from_this<Answer> {
 public:
  explicit Answer(std::shared_ptr<Mailbox> mailbox) : mailbox_(std::move(mailbox)) {}

  // From any thread; the first one counts.
  void set(Response response);
  // On the thread of `context`, once.
  auto wait(boost::asio::io_context& context) -> boost::asio::awaitable<Response>;

 private:
  std::shared_ptr<Mailbox> mailbox_;
  std::optional<Response> response_;
  Timer* waiting_ = nullptr;
};

// The right to answer one request. Dropped unused, it answers 500.
class OneAnswer {
 public:
  explicit OneAnswer(std::shared_ptr<Answer> answer) : answer_(std::move(answer)) {}
  OneAnswer(OneAnswer&&) noexcept = default;
  OneAnswer& operator=(OneAnswer&&) = delete;
  ~OneAnswer();
  void operator()(Response response);

 private:
  std::shared_ptr<Answer> answer_;
};

}  // namespace pb::http
