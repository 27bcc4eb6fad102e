-- The organisation, its people, and what they plan and earn.
-- Days are days since 1970-01-01, months count from January of the year 0, instants are microseconds UTC,
-- amounts are minor units of the organisation's currency.

create table organisation (
  id {int} primary key check (id = 1),
  name {text} not null,
  currency {text} not null,
  time_zone {text} not null,
  language {text} not null,
  fiscal_start {int} not null check (fiscal_start between 1 and 12),
  fact_grain {text} not null check (fact_grain in ('month', 'day')),
  created_at {int} not null
){strict};

create table offices (
  id {id},
  name {text} not null,
  name_key {text} not null,
  time_zone {text},
  archived_at {int},
  created_at {int} not null
){strict};
create unique index offices_name on offices (name_key) where archived_at is null;

create table geos (
  id {id},
  name {text} not null,
  name_key {text} not null,
  archived_at {int},
  created_at {int} not null
){strict};
create unique index geos_name on geos (name_key) where archived_at is null;

create table territories (
  id {id},
  office_id {int} not null references offices (id),
  geo_id {int} not null references geos (id),
  archived_at {int},
  created_at {int} not null,
  unique (office_id, geo_id)
){strict};
create index territories_geo on territories (geo_id);

create table users (
  id {id},
  tg_id {int} unique,
  name {text} not null,
  role {text} not null check (role in ('owner', 'admin', 'head', 'manager', 'analyst')),
  office_id {int} references offices (id),
  language {text} not null,
  status {text} not null check (status in ('active', 'blocked')),
  reachable {int} not null default 1,
  preferences {text} not null default '{}',
  reminder_minute {int} check (reminder_minute between 0 and 1439),
  created_at {int} not null,
  check ((role in ('head', 'manager')) = (office_id is not null))
){strict};
create index users_office on users (office_id) where office_id is not null;
create index users_reminder on users (reminder_minute) where reminder_minute is not null;

create table invitations (
  id {id},
  token_hash {text} not null unique,
  role {text} not null,
  office_id {int} references offices (id),
  created_by {int} references users (id),
  created_at {int} not null,
  expires_at {int} not null,
  used_by {int} references users (id),
  used_at {int},
  revoked_at {int}
){strict};

create table access_requests (
  tg_id {int} primary key,
  name {text} not null,
  language {text} not null,
  requested_at {int} not null,
  decided_at {int},
  decided_by {int} references users (id),
  granted {int}
){strict};

-- `month` is the month of `day`, kept so that months can be added up without calendar arithmetic.
create table plans (
  id {id},
  territory_id {int} not null references territories (id),
  day {int} not null,
  month {int} not null,
  amount {int} not null check (amount >= 0),
  user_id {int} references users (id),
  submitted_at {int} not null,
  late {int} not null default 0,
  unique (territory_id, day)
){strict};
-- Carries what sums over days need, so that they read the index alone.
create index plans_day on plans (day, territory_id, amount);

-- A fact belongs to a month, or to one day of it where the organisation enters facts daily (`day` is 0 for a month).
create table facts (
  id {id},
  territory_id {int} not null references territories (id),
  month {int} not null,
  day {int} not null default 0,
  amount {int} not null,
  user_id {int} references users (id),
  submitted_at {int} not null,
  late {int} not null default 0,
  unique (territory_id, month, day)
){strict};
create index facts_month on facts (month);

-- What changed after it was first given: applied at once, or asked for and then decided. A request of a manager awaits
-- the office's head first and an admin after that.
create table corrections (
  id {id},
  kind {text} not null check (kind in ('plan', 'fact')),
  territory_id {int} not null references territories (id),
  month {int} not null,
  day {int} not null default 0,
  old_amount {int} not null,
  new_amount {int} not null,
  reason {text} not null check (reason <> ''),
  state {text} not null check (state in ('applied', 'requested', 'approved', 'rejected')),
  awaits {text} check (awaits in ('head', 'admin')),
  asked_by {int} references users (id),
  asked_at {int} not null,
  endorsed_by {int} references users (id),
  endorsed_at {int},
  decided_by {int} references users (id),
  decided_at {int},
  note {text} not null default '',
  check ((state = 'requested') = (awaits is not null))
){strict};
create index corrections_territory on corrections (territory_id, month, day);
create unique index corrections_open on corrections (territory_id, kind, month, day) where state = 'requested';

-- Days whose digest has gone out, per office: what is given later is late, what is changed later needs approval.
create table closed_days (
  office_id {int} not null references offices (id),
  day {int} not null,
  closed_at {int} not null,
  primary key (office_id, day)
){strict};

-- Months whose report has gone out: a fact given later is late, one changed later needs approval.
create table closed_months (
  month {int} primary key,
  closed_at {int} not null
){strict};

-- The last time somebody reminded an office by hand, so that one tap too many does not annoy twice.
create table nudges (
  office_id {int} primary key references offices (id),
  day {int} not null,
  nudged_by {int} references users (id),
  nudged_at {int} not null
){strict};

create table targets (
  id {id},
  office_id {int} references offices (id),
  geo_id {int} references geos (id),
  first_month {int} not null,
  months {int} not null check (months in (1, 3)),
  amount {int} not null check (amount >= 0),
  set_by {int} references users (id),
  set_at {int} not null
){strict};
create unique index targets_one on targets (coalesce(office_id, 0), coalesce(geo_id, 0), first_month, months);

-- When things happen by themselves. A null time zone means "each office's own".
create table schedules (
  name {text} primary key,
  expression {text} not null,
  time_zone {text},
  enabled {int} not null default 1,
  updated_at {int} not null
){strict};
