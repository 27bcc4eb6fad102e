-- Telegram: what came in, what goes out, and where each conversation stands.

-- Every update that had its effect; kept for more than 48 hours, found by membership.
create table telegram_inbox (
  bot_id {int} not null,
  update_id {int} not null,
  received_at {int} not null,
  primary key (bot_id, update_id)
){strict};
create index telegram_inbox_age on telegram_inbox (received_at);

create table conversations (
  chat_id {int} primary key,
  screen {text} not null default '{}',
  message_id {int} not null default 0,
  updated_at {int} not null
){strict};

-- Groups and topics the bot may write to.
create table group_chats (
  chat_id {int} not null,
  topic_id {int} not null default 0,
  title {text} not null,
  language {text} not null,
  digest {int} not null default 0,
  added_by {int} references users (id),
  added_at {int} not null,
  left_at {int},
  primary key (chat_id, topic_id)
){strict};

create table outgoing_messages (
  id {id},
  chat_id {int} not null,
  priority {int} not null,
  method {text} not null,
  slot {text} not null default '',
  payload {text} not null,
  state {text} not null check (state in ('queued', 'sending', 'sent', 'failed')),
  not_before {int} not null default 0,
  attempts {int} not null default 0,
  uncertain {int} not null default 0,
  message_id {int},
  error {text},
  queued_at {int} not null,
  finished_at {int}
){strict};
create index outgoing_open on outgoing_messages (priority, id) where state in ('queued', 'sending');
create index outgoing_finished on outgoing_messages (finished_at) where finished_at is not null;
