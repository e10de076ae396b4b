-- Somebody is on call in a rotation for a while, whatever its shifts say. The newest one that covers an instant counts.
create table oncall_override (
  id text primary key,
  rotation text not null,
  person text not null,
  from_at text not null,
  until_at text not null check (until_at > from_at),
  created_by text not null,
  created_at text not null
);
