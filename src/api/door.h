#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "api/call.h"
#include "api/document.h"
#include "api/surroundings.h"
#include "http/router.h"

namespace pb::api {

// Answers one operation. Runs inside the unit of work, perhaps more than once. A refusal that it returns
// undoes what it wrote.
using Answerer = std::function<Outcome<Reply>(Call&)>;

// The same on a thread of its own, outside of any unit. Takes no Idempotency-Key.
using SideAnswerer = std::function<Outcome<Reply>(SideCall&)>;

// Gives operations of the document their handlers, and handlers all that is the same everywhere: who calls
// and whether the handler asked what they may; problem documents; validators; Idempotency-Key; request ids.
class Door {
 public:
  Door(Document const& document, Surroundings surroundings, http::Router& router);

  // By operationId. Throws std::logic_error for one the document lacks. `cost`: how much of what somebody may
  // ask for the request takes.
  void read(std::string_view operation, Answerer answerer, std::int64_t cost = 1);
  void write(std::string_view operation, Answerer answerer, std::int64_t cost = 1);
  void aside(std::string_view operation, SideAnswerer answerer, std::int64_t cost = 10);

  // Throws std::logic_error that names the operations without a handler.
  void check_complete() const;

  [[nodiscard]] auto surroundings() const -> Surroundings const& { return *surroundings_; }

 private:
  void add(std::string_view operation, http::Handler handler);

  Document const& document_;
  std::shared_ptr<Surroundings const> surroundings_;
  http::Router& router_;
  std::set<std::string, std::less<>> answered_;
};

}  // namespace pb::api
