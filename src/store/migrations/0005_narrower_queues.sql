-- An update and its answer pass both tables, so each index here is paid for with every value that is stored. What is old
-- goes by a look at the whole inbox, which is narrow, and by the low ids of messages, which were queued first.

create table narrow_inbox (
  bot_id {int} not null,
  update_id {int} not null,
  received_at {int} not null,
  primary key (bot_id, update_id)
){keyed};
insert into narrow_inbox (bot_id, update_id, received_at) select bot_id, update_id, received_at from telegram_inbox;
drop table telegram_inbox;
alter table narrow_inbox rename to telegram_inbox;

drop index outgoing_finished;
