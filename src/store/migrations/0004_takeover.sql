-- What was taken over from base systems: which row of theirs became which of ours. A later copy of the same file is
-- recognised by it, also after names have changed on either side.

create table takeover_sources (
  id {id},
  first_taken_at {int} not null,
  last_taken_at {int} not null
){strict};

-- `mark` is what the row is recognised by: the name it had there, or a person's Telegram id.
create table takeover_rows (
  source_id {int} not null references takeover_sources (id),
  kind {text} not null check (kind in ('office', 'geo', 'user')),
  row_id {int} not null,
  mark {text} not null,
  target_id {int} not null,
  primary key (source_id, kind, row_id)
){strict};

create table takeover_territories (
  source_id {int} not null references takeover_sources (id),
  office_row {int} not null,
  geo_row {int} not null,
  territory_id {int} not null references territories (id),
  primary key (source_id, office_row, geo_row)
){strict};
