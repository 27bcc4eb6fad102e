-- How people prove who they are: passwords, second factors, and what slows down guessing.
-- Instants are microseconds since 1970-01-01 UTC; of every secret that is only compared its hash is kept.

-- Argon2id with its salt and cost, as text.
create table passwords (
  user_id {int} primary key references users (id),
  hash {text} not null,
  changed_at {int} not null
){strict};

-- A code mailed to set a password by. It is worth nothing once the person's address is another.
create table password_resets (
  user_id {int} primary key references users (id),
  address {text} not null,
  code_hash {text} not null unique,
  expires_at {int} not null
){strict};

-- An authenticator app: its key in base 32, and the last step whose code let in. Without `confirmed_at` nobody
-- has shown yet that their app has the key.
create table second_factors (
  user_id {int} primary key references users (id),
  key {text} not null,
  begun_at {int} not null,
  confirmed_at {int},
  last_step {int}
){strict};

-- Codes for who has lost the app, each for one use.
create table recovery_codes (
  code_hash {text} primary key,
  user_id {int} not null references users (id),
  used_at {int}
){strict};
create index recovery_codes_user on recovery_codes (user_id);

-- Attempts that have not succeeded, by what they have in common: a hash of an account, of an address, of both.
create table sign_in_failures (
  subject {text} primary key,
  count {int} not null,
  last_at {int} not null
){strict};
create index sign_in_failures_last on sign_in_failures (last_at);

-- Where a person has signed in from: a hash of an address or of a device. Attacks from elsewhere do not slow
-- them down there.
create table sign_in_places (
  user_id {int} not null references users (id),
  place {text} not null,
  last_at {int} not null,
  primary key (user_id, place)
){keyed};
create index sign_in_places_last on sign_in_places (last_at);
