-- The spine: what happened, who has read how far, what is still to be done, and who may do it.
-- Instants are microseconds since 1970-01-01 UTC.

create table events (
  id {id},
  at {int} not null,
  actor {int},
  type {text} not null,
  subject_kind {text} not null,
  subject_id {int} not null,
  data {text} not null
){strict};
create index events_subject on events (subject_kind, subject_id, id);

-- Where parallel writers commit out of the order of their ids (PostgreSQL), a sequencer gives committed events their
-- place here; see docs/decisions/0006. With one writer (SQLite) the id is the place, and these three stay empty.
create table event_positions (
  position {int} primary key,
  event_id {int} not null
){strict};
create table event_sequence (
  id {int} primary key check (id = 1),
  last_position {int} not null,
  last_id {int} not null
){strict};
-- Ids up to event_sequence.last_id that nobody has seen committed yet, from first_id to last_id.
create table event_gaps (
  first_id {int} primary key,
  last_id {int} not null,
  noted_at {int} not null,
  settled_by {int}
){strict};

create table subscriptions (
  name {text} primary key,
  position {int} not null
){strict};

create table jobs (
  id {id},
  kind {text} not null,
  payload {text} not null,
  state {text} not null check (state in ('ready', 'running', 'done', 'dead')),
  priority {int} not null check (priority between 0 and 2),
  run_at {int} not null,
  unique_key {text},
  attempt {int} not null default 0,
  max_attempts {int} not null check (max_attempts > 0),
  token {int} not null default 0,
  lease_until {int},
  last_error {text},
  finished_at {int},
  check ((state = 'running') = (lease_until is not null))
){strict};
create index jobs_ready on jobs (priority, run_at, id) where state = 'ready';
create index jobs_running on jobs (lease_until) where state = 'running';
create index jobs_finished on jobs (state, finished_at) where finished_at is not null;
create unique index jobs_live on jobs (unique_key) where state in ('ready', 'running');

create table leases (
  name {text} primary key,
  holder {text} not null,
  token {int} not null,
  expires_at {int} not null
){strict};

-- Since when a schedule has had its present definition: earlier slots are not missed ones.
create table cron_schedules (
  name {text} primary key,
  definition {text} not null,
  since {int} not null
){strict};
-- Slots that have been decided; a slot runs once over all nodes because it has one row.
create table cron_slots (
  name {text} not null,
  slot {int} not null,
  decided_at {int} not null,
  primary key (name, slot)
){strict};
