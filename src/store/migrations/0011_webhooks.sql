-- Webhooks: where programs of others are told what happens, and what became of it.
-- Instants are microseconds since 1970-01-01 UTC.

-- `events` are filters ("plan.submitted", "plan.*", "*"), separated by blanks. The secret signs messages; for
-- a while after it was rotated the former one signs too. `failing_since`: nothing has been delivered since.
create table webhooks (
  id {id},
  owner_id {int} not null references users (id),
  url {text} not null,
  description {text} not null,
  events {text} not null,
  secret {text} not null,
  former_secret {text},
  former_until {int},
  state {text} not null check (state in ('active', 'paused', 'disabled')),
  reason {text},
  failing_since {int},
  created_at {int} not null,
  removed_at {int}
){strict};
create index webhooks_owner on webhooks (owner_id);

-- What is to be told. `position` is that of the event, so that each comes once; none for tests and what is
-- sent again by hand. `message` names it to the receiver, however often it is tried.
create table webhook_messages (
  id {id},
  webhook_id {int} not null references webhooks (id),
  position {int},
  message {text} not null,
  type {text} not null,
  body {text} not null,
  state {text} not null check (state in ('queued', 'delivered', 'failed')),
  attempts {int} not null default 0,
  due_at {int} not null,
  created_at {int} not null,
  finished_at {int},
  unique (webhook_id, position)
){strict};
create index webhook_messages_queued on webhook_messages (webhook_id, id) where state = 'queued';
create index webhook_messages_created on webhook_messages (created_at);

-- Each try, with what came back.
create table webhook_attempts (
  id {id},
  message_id {int} not null references webhook_messages (id),
  at {int} not null,
  took_ms {int} not null,
  status {int},
  answer {text} not null,
  problem {text}
){strict};
create index webhook_attempts_message on webhook_attempts (message_id, id);
