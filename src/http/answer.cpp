#include "http/answer.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace pb::http {

namespace net = boost::asio;

void Answer::set(Response response) {
  mailbox_->post([self = shared_from_this(), response = std::move(response)]() mutable {
    if (!self->response_) self->response_ = std::move(response);
    if (self->waiting_ != nullptr) self->waiting_->cancel();
  });
}

auto Answer::wait(net::io_context& context) -> net::awaitable<Response> {
  Timer never(context, Timer::time_point::max());
  boost::system::error_code cancelled;
  waiting_ = &never;
  while (!response_) co_await never.async_wait(net::redirect_error(net::use_awaitable, cancelled));
  waiting_ = nullptr;
  co_return std::move(*response_);
}

OneAnswer::~OneAnswer() {
  if (answer_) answer_->set(text_response(500, "The request was not answered\n"));
}

void OneAnswer::operator()(Response response) {
  if (answer_) std::exchange(answer_, nullptr)->set(std::move(response));
}

}  // namespace pb::http
