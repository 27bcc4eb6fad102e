-- Reports that somebody fetches themselves instead of having them sent: each points to the copy that is made.
create table report_runs (
  id {id},
  user_id {int} not null references users (id),
  definition {text} not null,
  copy_id {int} not null references report_copies (id),
  created_at {int} not null,
  cancelled_at {int}
){strict};
create index report_runs_user on report_runs (user_id, id);
create index report_runs_copy on report_runs (copy_id);
