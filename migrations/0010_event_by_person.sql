-- How many entries each person wrote stands at the top of every export: counted from this index alone.
create index event_by_person on event (chain, actor_id, seq) where actor_kind = 'person';
