#include "jobs/attempt.h"

#include "jobs/claim.h"

namespace pb::jobs {

void Attempt::complete_in(sql::Session& session) {
  completing_ = true;
  complete(session, job_, clock_.now());
}

void Attempt::check_in(sql::Session& session) const {
  check(session, job_);
}

}  // namespace pb::jobs
