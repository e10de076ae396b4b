-- One type of a long incident is read a page at a time, in order, without a look at the others.
drop index event_type;
create index event_type on event (chain, type, seq);

-- The bot's conclusions are a few among the many notes of people, and every look at an incident needs them.
create index event_bot_note on event (chain, type, actor_kind, seq)
where type = 'note.added' and actor_kind = 'bot';
