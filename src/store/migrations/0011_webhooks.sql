-- Outgoing webhooks: who is told of what, what waits to leave, and what became of every try.
-- Instants are microseconds since 1970-01-01 UTC.

-- Where events go. `filters` are types and patterns, separated by blanks. Of the two secrets the former one
-- signs too until former_until. A node that sends for it has it claimed until claimed_until, and the token tells
-- its claim from later ones.
create table webhooks (
  id {id},
  user_id {int} not null references users (id),
  url {text} not null,
  description {text} not null,
  filters {text} not null,
  secret {text} not null,
  former_secret {text},
  former_until {int},
  state {text} not null check (state in ('active', 'paused', 'disabled')),
  disabled_reason {text} check (disabled_reason in ('gone', 'failing')),
  failing_since {int},
  token {int} not null default 0,
  claimed_until {int},
  created_at {int} not null,
  check ((state = 'disabled') = (disabled_reason is not null))
){strict};

-- One message for one endpoint. Those in order leave one after the other, by id; those aside (a test, sent
-- again by a person) wait for nobody. An event makes one message for an endpoint, however often it is read.
create table webhook_deliveries (
  id {id},
  webhook_id {int} not null references webhooks (id),
  message_id {text} not null unique,
  position {int},
  type {text} not null,
  body {text} not null,
  lane {text} not null check (lane in ('in_order', 'aside')),
  state {text} not null check (state in ('queued', 'delivered', 'failed')),
  attempts {int} not null default 0,
  attempts_limit {int} not null,
  next_attempt_at {int},
  created_at {int} not null,
  finished_at {int},
  check ((state = 'queued') = (next_attempt_at is not null)),
  check ((state = 'queued') = (finished_at is null))
){strict};
create unique index webhook_deliveries_event on webhook_deliveries (webhook_id, position)
  where position is not null;
create index webhook_deliveries_queue on webhook_deliveries (webhook_id, lane, id) where state = 'queued';
create index webhook_deliveries_webhook on webhook_deliveries (webhook_id, id);
create index webhook_deliveries_created on webhook_deliveries (created_at);

-- What was sent and what came back. `response` is the beginning of the answer's body.
create table webhook_attempts (
  id {id},
  delivery_id {int} not null references webhook_deliveries (id),
  at {int} not null,
  duration_ms {int} not null,
  url {text} not null,
  request_headers {text} not null,
  status {int},
  response_headers {text} not null,
  response {text} not null,
  error {text}
){strict};
create index webhook_attempts_delivery on webhook_attempts (delivery_id, id);
