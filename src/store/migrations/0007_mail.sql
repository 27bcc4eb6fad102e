-- E-mail: people's addresses, and what is to be said there. Instants are microseconds since 1970-01-01 UTC.

-- An address that its owner has confirmed; people sign in by it, so it is nobody else's.
alter table users add column email {text};
create unique index users_email on users (lower(email)) where email is not null;

-- An address somebody says is theirs, until they send back what was mailed there.
create table email_confirmations (
  user_id {int} primary key references users (id),
  address {text} not null,
  code {text} not null,
  tries {int} not null default 0,
  expires_at {int} not null
){strict};

-- Mails that are not reports (those are in report_deliveries), each with its own receipt.
create table outgoing_mails (
  id {id},
  address {text} not null,
  subject {text} not null,
  text {text} not null,
  html {text} not null,
  language {text} not null,
  state {text} not null check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain')),
  reason {text},
  attempts {int} not null default 0,
  created_at {int} not null,
  finished_at {int}
){strict};
