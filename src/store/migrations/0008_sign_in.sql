-- Doors for programs and browsers: who is signed in, with what keys, and what was answered already.
-- Instants are microseconds since 1970-01-01 UTC; of every token only its hash is kept.

-- A browser somebody is signed in with. `role` is the one its token was given for: when the person's is
-- another by now, the token is renewed. The token before works for moments more, for what was under way.
create table sessions (
  id {id},
  user_id {int} not null references users (id),
  token_hash {text} not null unique,
  former_hash {text},
  renewed_at {int},
  role {text} not null,
  method {text} not null check (method in ('link', 'mini_app', 'widget', 'password', 'demo')),
  device {text} not null,
  address {text} not null,
  created_at {int} not null,
  last_used_at {int} not null,
  confirmed_at {int} not null,
  expires_at {int} not null
){strict};
create index sessions_user on sessions (user_id);
create index sessions_former on sessions (former_hash) where former_hash is not null;

-- A program's key. It acts as the person it belongs to, and may do no more than its scopes say.
create table api_keys (
  id {id},
  user_id {int} not null references users (id),
  name {text} not null,
  prefix {text} not null,
  key_hash {text} not null unique,
  scopes {text} not null,
  addresses {text} not null,
  created_at {int} not null,
  expires_at {int},
  last_used_at {int},
  last_used_address {text},
  revoked_at {int}
){strict};
create index api_keys_user on api_keys (user_id);

-- A link from the bot that signs one browser in, once. It belongs to the browser that opened it first.
create table sign_in_links (
  id {id},
  token_hash {text} not null unique,
  user_id {int} not null references users (id),
  browser_hash {text},
  created_at {int} not null,
  expires_at {int} not null,
  used_at {int}
){strict};
create index sign_in_links_user on sign_in_links (user_id);

-- Requests with an Idempotency-Key, written with their effect, so that the same request again gets the same
-- answer and has no second effect. `caller` is a person, or a browser without one.
create table answered_requests (
  caller {text} not null,
  idempotency_key {text} not null,
  request_hash {text} not null,
  status {int} not null,
  headers {text} not null,
  body {text},
  answered_at {int} not null,
  primary key (caller, idempotency_key)
){strict};
create index answered_requests_at on answered_requests (answered_at);
