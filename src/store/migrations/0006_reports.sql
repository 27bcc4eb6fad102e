-- Reports: what they show, when they go out and to whom, and what became of every delivery.
-- Instants are microseconds since 1970-01-01 UTC.

-- What people have made of the built-in reports. A name is taken once; an archived one sets it free.
create table report_definitions (
  id {id},
  name {text} not null,
  owner_id {int} not null references users (id),
  office_id {int} references offices (id),
  version {int} not null,
  archived_at {int},
  created_at {int} not null
){strict};
create unique index report_definitions_name on report_definitions (name) where archived_at is null;

create table report_definition_versions (
  definition_id {int} not null references report_definitions (id),
  version {int} not null,
  text {text} not null,
  saved_by {int} references users (id),
  saved_at {int} not null,
  primary key (definition_id, version)
){strict};

-- `armed_at`: slots before it are none of this schedule's. `seen_event`: the last event that its last delivery knew of.
create table report_schedules (
  id {id},
  definition {text} not null,
  parameters {text} not null,
  expression {text} not null,
  time_zone {text} not null,
  formats {text} not null,
  condition {text} not null check (condition in ('always', 'attainment_below', 'changed')),
  threshold {int},
  language {text},
  owner_id {int} not null references users (id),
  enabled {int} not null default 1,
  paused_because {text},
  armed_at {int} not null,
  seen_event {int} not null default 0,
  created_at {int} not null,
  removed_at {int},
  check ((condition = 'attainment_below') = (threshold is not null))
){strict};
create index report_schedules_time on report_schedules (expression, time_zone, id) where removed_at is null and enabled = 1;
create index report_schedules_owner on report_schedules (owner_id) where removed_at is null;

create table report_recipients (
  id {id},
  schedule_id {int} not null references report_schedules (id),
  kind {text} not null check (kind in ('person', 'chat', 'email')),
  user_id {int} references users (id),
  chat_id {int},
  topic_id {int},
  address {text},
  language {text},
  failures {int} not null default 0,
  paused_at {int},
  removed_at {int},
  check ((kind = 'person') = (user_id is not null)),
  check ((kind = 'chat') = (chat_id is not null and topic_id is not null)),
  check ((kind = 'email') = (address is not null))
){strict};
create index report_recipients_schedule on report_recipients (schedule_id) where removed_at is null;

-- A report in one form, for everybody who gets the same: `request` says all that it depends on.
create table report_copies (
  id {id},
  request {text} not null unique,
  state {text} not null check (state in ('wanted', 'made', 'failed')),
  title {text} not null default '',
  reason {text},
  created_at {int} not null,
  made_at {int}
){strict};

-- The files of a copy, in the order in which they are sent; forgotten after some days, and then made again.
create table report_artefacts (
  id {id},
  copy_id {int} not null references report_copies (id),
  role {text} not null check (role in ('message', 'photo', 'document', 'mail_html', 'mail_text', 'mail_inline')),
  file_name {text} not null,
  content_type {text} not null,
  bytes {blob} not null,
  made_at {int} not null
){strict};
create index report_artefacts_copy on report_artefacts (copy_id, id);

-- Deliveries and, in the same rows, their receipts. One of a schedule is there once for each slot and recipient, and once
-- more for each time somebody has asked to send it again (`round`). `parts`: messages it takes, and how many are confirmed.
create table report_deliveries (
  id {id},
  schedule_id {int} references report_schedules (id),
  recipient_id {int} references report_recipients (id),
  slot {int} not null,
  round {int} not null default 0,
  copy_id {int} references report_copies (id),
  kind {text} not null check (kind in ('person', 'chat', 'email')),
  user_id {int} references users (id),
  chat_id {int},
  topic_id {int},
  address {text},
  asked_by {int} references users (id),
  state {text} not null
    check (state in ('queued', 'held', 'sending', 'sent', 'failed', 'uncertain', 'skipped')),
  reason {text},
  attempts {int} not null default 0,
  parts {int} not null default 0,
  parts_sent {int} not null default 0,
  message_id {int},
  held_until {int},
  created_at {int} not null,
  finished_at {int},
  unique (schedule_id, slot, recipient_id, round)
){strict};
create index report_deliveries_copy on report_deliveries (copy_id, id) where state in ('queued', 'held', 'sending');
create index report_deliveries_held on report_deliveries (user_id, held_until) where state = 'held';
create index report_deliveries_recipient on report_deliveries (recipient_id, id);
